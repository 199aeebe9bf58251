// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/** The caller may not do this, or not for this account. */
public final class AccessDeniedException extends GlacierException {
  private AccessDeniedException(String message) {
    super(message);
  }

  /** Returns the refusal of an account id that is not the caller's, or is none at all. */
  public static AccessDeniedException account(String accountId) {
    return new AccessDeniedException("Access denied for account ID: " + accountId);
  }
}
