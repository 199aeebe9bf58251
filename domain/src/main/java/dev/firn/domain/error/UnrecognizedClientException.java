// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/** The access key or the session token is not one that is known. */
public final class UnrecognizedClientException extends GlacierException {
  private UnrecognizedClientException(String message) {
    super(message);
  }

  /**
   * Returns the refusal of an unknown access key, or of a session token that does not belong to the
   * key. The text is the same for all, so that it tells nobody which keys there are.
   */
  public static UnrecognizedClientException credentials() {
    return new UnrecognizedClientException(
        "The security token included in the request is invalid.");
  }
}
