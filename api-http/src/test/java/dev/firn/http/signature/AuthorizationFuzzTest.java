// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static dev.firn.http.signature.HandSigned.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.domain.error.GlacierException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever comes as an Authorization header. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AuthorizationFuzzTest {
  private static final SignatureVerifier VERIFIER = HandSigned.verifier();

  @FuzzTest
  void a_header_is_refused_or_says_the_same_when_it_is_written_again(byte[] data) {
    SampleRequest request = HandSigned.listing().with("Authorization", new String(data, UTF_8));
    Authorization read;
    try {
      read = Authorization.of(request.asReceived());
    } catch (GlacierException refusal) {
      return;
    }
    String header = request.header("Authorization");
    assertTrue(header.contains(read.keyId() + "/" + read.scope().text()), header);
    assertTrue(header.contains(read.signedHeaders().text()), header);
    assertTrue(header.contains(read.signature()), header);
    assertEquals(
        read, Authorization.of(request.changing("Authorization", old -> text(read)).asReceived()));
    try {
      assertEquals(KEY, request.verifiedBy(VERIFIER));
    } catch (GlacierException refusal) {
      return;
    }
    SampleRequest signed =
        HandSigned.signed(request.without("Authorization"), KEY, read.signedHeaders().text());
    assertEquals(signed.header("Authorization"), text(read));
  }

  private static String text(Authorization read) {
    return HandSigned.authorization(
        read.keyId() + "/" + read.scope().text(), read.signedHeaders().text(), read.signature());
  }
}
