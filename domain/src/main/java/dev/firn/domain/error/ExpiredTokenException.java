// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/** The session token was good once, and is not any more. */
public final class ExpiredTokenException extends GlacierException {
  private ExpiredTokenException(String message) {
    super(message);
  }

  /** Returns the refusal of a session token whose time is over. */
  public static ExpiredTokenException sessionToken() {
    return new ExpiredTokenException(
        "The security token included in the request is expired. Ask for new credentials.");
  }
}
