// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.storage;

import java.util.regex.Pattern;

/**
 * An option that the URL of a storage may have: a whole number.
 *
 * @param name its name, as in {@code cacheMb}
 * @param least the least value, inclusive; 0 or more
 * @param most the greatest value, inclusive
 * @param byDefault the value if the URL does not have it
 */
public record StorageOption(String name, long least, long most, long byDefault) {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /**
   * Checks that the values go together.
   *
   * @throws IllegalArgumentException if they do not
   */
  public StorageOption {
    if (name.isEmpty() || least < 0 || least > byDefault || byDefault > most) {
      throw new IllegalArgumentException(
          "\"%s\" is no option: 0 <= %d <= %d <= %d must hold"
              .formatted(name, least, byDefault, most));
    }
  }

  /**
   * Reads a value.
   *
   * @param scheme the scheme of the URL, for the message
   * @throws IllegalArgumentException if it is not a number that this option can have
   */
  long read(String scheme, String value) {
    long number = NUMBER.matcher(value).matches() ? Long.parseLong(value) : -1;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "In the %s: URL, %s is not a whole number from %d to %d"
              .formatted(scheme, name, least, most));
    }
    return number;
  }

  /** Says which values it can have, as in {@code cacheMb (1 to 1048576, 64 by default)}. */
  @Override
  public String toString() {
    return "%s (%d to %d, %d by default)".formatted(name, least, most, byDefault);
  }
}
