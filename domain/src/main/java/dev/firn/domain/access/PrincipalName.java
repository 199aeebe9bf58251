// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.regex.Pattern;

/**
 * A principal as policies of resources name it. Roles, and users with a path, can be named as well,
 * though nobody can be one here.
 *
 * @param text {@code *}, an account's 12 digits, or the ARN of an account, a user or a role
 */
public record PrincipalName(String text) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\*|[0-9]{12}|arn:aws:iam::[0-9]{12}:(?:root|(?:user|role)/(?:[!-)+-.0->@-~]+/)*[a-zA-Z0-9+=,.@_-]{1,64})");

  /** All that there are, of all accounts. */
  public static final PrincipalName EVERYONE = new PrincipalName("*");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the text names no principal
   */
  public PrincipalName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          text
              + " is no principal. It must be *, the 12 digits of an account, or"
              + " arn:aws:iam::ACCOUNT: and root, user/NAME or role/NAME, without wildcards.");
    }
  }

  /** Tells whether this is the principal's own name, or everyone's. */
  boolean isOf(Principal principal) {
    return equals(EVERYONE)
        || text.equals(principal.arn())
        || (principal.isRoot() && isOfAccountOf(principal));
  }

  /** Tells whether this names the account that the principal is, or is a user of. */
  boolean isOfAccountOf(Principal principal) {
    return text.equals(principal.account().value())
        || text.equals(Principal.root(principal.account()).arn());
  }
}
