// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.page;

import dev.firn.domain.error.InvalidParameterValueException;

/**
 * The most items that a caller wants on one page, at least 1. Each listing has a maximum of its
 * own; a larger limit is no error but is taken as that maximum.
 *
 * @param value the number of items, 1 or more
 */
public record Limit(int value) {

  /**
   * Checks the number.
   *
   * @throws InvalidParameterValueException if it is below 1
   */
  public Limit {
    if (value < 1) {
      throw InvalidParameterValueException.limit(Integer.toString(value));
    }
  }

  /**
   * Reads a limit as a request writes it: ASCII digits only. A number too large for an {@code int}
   * is still a limit.
   *
   * @throws InvalidParameterValueException if the text is empty, zero, or anything but digits
   */
  public static Limit parse(String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw InvalidParameterValueException.limit(text);
    }
    String digits = text.replaceFirst("^0+", "");
    return new Limit(
        digits.length() > 9 ? Integer.MAX_VALUE : digits.isEmpty() ? 0 : Integer.parseInt(digits));
  }

  /** Returns the number of items for a listing whose pages hold at most {@code maximum}. */
  int atMost(int maximum) {
    return Math.min(value, maximum);
  }
}
