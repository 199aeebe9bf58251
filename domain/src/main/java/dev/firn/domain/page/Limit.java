// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.page;

import dev.firn.domain.error.InvalidParameterValueException;
import java.util.regex.Pattern;

/**
 * The most items that a caller wants on one page, at least 1. Each listing has a maximum of its
 * own; a larger limit is no error but is taken as that maximum.
 *
 * @param value the number of items, 1 or more
 */
public record Limit(int value) {
  private static final Pattern FORM = Pattern.compile("0*[1-9][0-9]*");

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Limit {
    if (value < 1) {
      throw new IllegalArgumentException("limit " + value + " is not 1 or more");
    }
  }

  /**
   * Reads a limit as a request writes it: ASCII digits only. A number too large for an {@code int}
   * is still a limit.
   *
   * @param maximum the most items on a page of the listing, for the message of the exception
   * @throws InvalidParameterValueException if the text is empty, zero, or anything but digits
   */
  public static Limit parse(String text, int maximum) {
    if (!FORM.matcher(text).matches()) {
      throw InvalidParameterValueException.limit(text, maximum);
    }
    String digits = text.replaceFirst("^0+", "");
    return new Limit(digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits));
  }

  /** Returns the number of items for a listing whose pages hold at most {@code maximum}. */
  int atMost(int maximum) {
    return Math.min(value, maximum);
  }
}
