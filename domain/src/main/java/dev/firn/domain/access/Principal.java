// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import dev.firn.domain.vault.AccountId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who makes a request: an account itself, by its own keys, or one of its IAM users.
 *
 * @param account the account, or the one that the user belongs to
 * @param user the user's name, 1 to 64 of letters, digits and {@code +=,.@_-}; empty for the
 *     account
 */
public record Principal(AccountId account, Optional<String> user) {
  private static final Pattern USER = Pattern.compile("[a-zA-Z0-9+=,.@_-]{1,64}");

  /**
   * Checks the user's name.
   *
   * @throws IllegalArgumentException if IAM would not take it
   */
  public Principal {
    Objects.requireNonNull(account, "account");
    user.ifPresent(
        name -> {
          if (!isUserName(name)) {
            throw new IllegalArgumentException(
                "Invalid user name: "
                    + name
                    + ". A user name is 1 to 64 of letters, digits and '+=,.@_-'.");
          }
        });
  }

  /** Returns the account itself. */
  public static Principal root(AccountId account) {
    return new Principal(account, Optional.empty());
  }

  /**
   * Returns a user of the account.
   *
   * @throws IllegalArgumentException if IAM would not take the name
   */
  public static Principal user(AccountId account, String name) {
    return new Principal(account, Optional.of(name));
  }

  /** Tells whether the text has the form of a user's name. */
  public static boolean isUserName(String text) {
    return USER.matcher(text).matches();
  }

  /** Tells whether this is the account itself. */
  public boolean isRoot() {
    return user.isEmpty();
  }

  /**
   * Returns the ARN, {@code arn:aws:iam::ACCOUNT:root} or {@code arn:aws:iam::ACCOUNT:user/NAME}.
   */
  public String arn() {
    return "arn:aws:iam::" + account + ":" + user.map(name -> "user/" + name).orElse("root");
  }
}
