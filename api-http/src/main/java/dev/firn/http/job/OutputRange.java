// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.job;

import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.error.InvalidParameterValueException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The range that a download asks for. What is not {@code bytes=FIRST-LAST} or {@code bytes=FIRST-}
 * is ignored, as by the service, which does not answer with the 416 that HTTP has for it either.
 */
final class OutputRange {
  private static final Pattern FORM = Pattern.compile("bytes=([0-9]+)-([0-9]*)");
  private static final int MOST_DIGITS = 18;

  private OutputRange() {}

  /**
   * Returns the range that a header asks for, cut off at the end.
   *
   * @param size how many bytes there are
   * @return empty if it asks for none, and so for all
   * @throws InvalidParameterValueException if it begins at the end or behind
   */
  static Optional<RangeInBytes> of(String header, long size) {
    Matcher matcher = FORM.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long first = number(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : number(matcher.group(2));
    if (last < first) {
      return Optional.empty();
    }
    if (first >= size) {
      throw InvalidParameterValueException.rangeStart(header.strip());
    }
    return Optional.of(new RangeInBytes(first, Math.min(last, size - 1)));
  }

  /** Returns a number; as one that is behind every end, if it has too many digits. */
  private static long number(String digits) {
    String number = digits.replaceFirst("^0+(?=.)", "");
    return number.length() > MOST_DIGITS ? Long.MAX_VALUE - 1 : Long.parseLong(number);
  }
}
