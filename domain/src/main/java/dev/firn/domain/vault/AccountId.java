// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.vault;

import dev.firn.domain.error.InvalidParameterValueException;
import java.util.regex.Pattern;

/**
 * The account that owns a vault.
 *
 * @param value 12 digits, without hyphens
 */
public record AccountId(String value) implements Comparable<AccountId> {
  private static final Pattern FORM = Pattern.compile("[0-9]{12}");

  /**
   * Checks the form.
   *
   * @throws InvalidParameterValueException if the text is not 12 digits
   */
  public AccountId {
    if (!isAccountId(value)) {
      throw InvalidParameterValueException.accountId(value);
    }
  }

  /** Tells whether the text has the form of an account id. */
  public static boolean isAccountId(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(AccountId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
