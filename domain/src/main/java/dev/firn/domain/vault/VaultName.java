// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.vault;

import dev.firn.domain.error.InvalidParameterValueException;
import java.util.regex.Pattern;

/**
 * The name of a vault, unique in its account, and case-sensitive. Names are ordered by their ASCII
 * codes.
 *
 * @param value 1 to 255 of {@code a-z A-Z 0-9 _ - .}; not {@code .} and not {@code ..}, which no
 *     path can carry
 */
public record VaultName(String value) implements Comparable<VaultName> {
  private static final Pattern FORM = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9_.-]{1,255}");

  /**
   * Checks the form.
   *
   * @throws InvalidParameterValueException if the text cannot name a vault
   */
  public VaultName {
    if (!isVaultName(value)) {
      throw InvalidParameterValueException.vaultName(value);
    }
  }

  /** Tells whether the text has the form of a vault's name. */
  public static boolean isVaultName(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(VaultName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
