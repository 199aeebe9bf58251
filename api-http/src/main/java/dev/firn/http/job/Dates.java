// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.job;

import dev.firn.domain.error.InvalidParameterValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates as clients write them: ISO 8601 with seconds, with a fraction of them or without, in
 * UTC if no zone is named.
 */
final class Dates {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?)"
              + "(?:(Z|UTC|GMT)|([+-][0-9]{2}:?[0-9]{2}))?");

  private Dates() {}

  /**
   * Reads a member.
   *
   * @throws InvalidParameterValueException if it is no such date
   */
  static Instant parse(String member, String text) {
    Matcher matcher = FORM.matcher(text);
    try {
      if (matcher.matches()) {
        ZoneOffset zone =
            matcher.group(3) == null ? ZoneOffset.UTC : ZoneOffset.of(matcher.group(3));
        Instant date = LocalDateTime.parse(matcher.group(1)).toInstant(zone);
        // In UTC it may be of the year -1, or of 10000, which nobody could read.
        if (FORM.matcher(date.toString()).matches()) {
          return date;
        }
      }
    } catch (DateTimeException e) {
      // Such as the 30th of February: refused below.
    }
    throw InvalidParameterValueException.jobParameter(
        member, text, "It must be a date in UTC, such as 2013-03-20T17:03:43Z.");
  }
}
