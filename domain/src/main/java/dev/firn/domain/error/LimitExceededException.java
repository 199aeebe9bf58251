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

  /** Returns the refusal of more tags than a vault may have. */
  public static LimitExceededException tags(int given, int most) {
    return new LimitExceededException(
        "The vault would have " + given + " tags. A vault may have at most " + most + ".");
  }

  /** Returns the refusal of one unit of capacity more than an account may have. */
  public static LimitExceededException capacity(String accountId, int most) {
    return new LimitExceededException(
        "Account "
            + accountId
            + " has "
            + most
            + " units of provisioned capacity already, the most that an account may have.");
  }
}
