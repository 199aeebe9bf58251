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

  /**
   * Returns the refusal of what no policy allows, in IAM's own words.
   *
   * @param policy the kind of policy that would have to allow it, such as {@code identity-based
   *     policy}
   */
  public static AccessDeniedException noAllow(
      String principalArn, String action, String resourceArn, String policy) {
    return notAuthorized(
        principalArn,
        action,
        resourceArn,
        "because no " + policy + " allows the " + action + " action");
  }

  /**
   * Returns the refusal of what a policy denies, in IAM's own words.
   *
   * @param policy the kind of policy that denies it, such as {@code an identity-based policy}
   */
  public static AccessDeniedException explicitDeny(
      String principalArn, String action, String resourceArn, String policy) {
    return notAuthorized(principalArn, action, resourceArn, "with an explicit deny in " + policy);
  }

  private static AccessDeniedException notAuthorized(
      String principalArn, String action, String resourceArn, String reason) {
    return new AccessDeniedException(
        "User: "
            + principalArn
            + " is not authorized to perform: "
            + action
            + " on resource: "
            + resourceArn
            + " "
            + reason);
  }

  /** Returns the refusal of what the state of a vault's lock does not allow. */
  public static AccessDeniedException vaultLock(String fault) {
    return new AccessDeniedException(fault);
  }
}
