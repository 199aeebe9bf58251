// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

/** The outcomes of a decision, each with its reason. */
public enum Verdict {
  /** The account's own keys may do all in their account. */
  ALLOWED_TO_ACCOUNT(true),
  /** A policy of the caller allows it, and the caller's account owns the resource. */
  ALLOWED_BY_IDENTITY_POLICY(true),
  /** A policy of the resource allows it; to a user of another account, the user's own does too. */
  ALLOWED_BY_RESOURCE_POLICY(true),
  /** A policy of the caller denies it. */
  DENIED_BY_IDENTITY_POLICY(false),
  /** A policy of the resource denies it, be it to the account that owns it. */
  DENIED_BY_RESOURCE_POLICY(false),
  /** No statement allows it: none of the caller's, which would have to. */
  NOT_ALLOWED_BY_IDENTITY_POLICY(false),
  /** No statement of the resource's policies allows it, to a caller of another account. */
  NOT_ALLOWED_BY_RESOURCE_POLICY(false);

  private final boolean allows;

  Verdict(boolean allows) {
    this.allows = allows;
  }

  /** Tells whether the request may be done. */
  public boolean allows() {
    return allows;
  }
}
