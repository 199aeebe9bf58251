// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as operators write them: {@code 30s}, {@code 5m}, {@code 24h}, {@code 7d}. */
final class Durations {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

  private Durations() {}

  /**
   * Reads the value of an option.
   *
   * @param orElse what else the option may be, for the message; empty if nothing
   * @throws IllegalArgumentException if it is not a duration above zero
   */
  static Duration parse(String option, String text, String orElse) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          option
              + " "
              + text
              + " is not a duration: a whole number from 1 to 999999 and s, m, h or d, such as 30s, 5m or 24h"
              + orElse);
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
