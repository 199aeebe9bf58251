// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.domain.error.ExpiredTokenException;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.InvalidSignatureException;
import dev.firn.domain.error.MissingAuthenticationTokenException;
import dev.firn.domain.error.UnrecognizedClientException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The status that each refusal has. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ErrorResponsesTest {
  private static int status(GlacierException refusal) {
    return ErrorResponses.of(refusal).status();
  }

  @Test
  void refusals_of_who_does_not_sign_as_glacier_does_have_the_statuses_of_the_guide() {
    assertEquals(400, status(MissingAuthenticationTokenException.authorization()));
    assertEquals(400, status(UnrecognizedClientException.credentials()));
    assertEquals(403, status(ExpiredTokenException.sessionToken()));
    assertEquals(403, status(InvalidSignatureException.signature()));
  }
}
