// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/** The request does not say who sends it. */
public final class MissingAuthenticationTokenException extends GlacierException {
  private MissingAuthenticationTokenException(String message) {
    super(message);
  }

  /** Returns the refusal of a request without an Authorization header. */
  public static MissingAuthenticationTokenException authorization() {
    return new MissingAuthenticationTokenException(
        "Missing Authentication Token. The request must be signed, in an Authorization header.");
  }
}
