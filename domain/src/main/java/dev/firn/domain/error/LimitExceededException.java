// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/** An account has as many of something as it may have. */
public final class LimitExceededException extends GlacierException {
  private LimitExceededException(String message) {
    super(message);
  }

  /** Returns the refusal of one vault more than an account may have. */
  public static LimitExceededException vaults(String accountId, int most) {
    return new LimitExceededException(
        "Account "
            + accountId
            + " has "
            + most
            + " vaults already, the most that an account may have.");
  }
}
