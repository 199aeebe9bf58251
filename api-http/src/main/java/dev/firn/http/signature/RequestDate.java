// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static java.time.temporal.ChronoUnit.SECONDS;

import com.google.common.base.CharMatcher;
import dev.firn.domain.error.InvalidSignatureException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * When a request was signed.
 *
 * @param header the header that says so, in lower case
 * @param text the date as it is signed, whatever form the header has
 */
record RequestDate(String header, Instant instant, String text) {
  private static final Duration MOST_SKEW = Duration.ofMinutes(5);
  private static final DateTimeFormatter ISO_BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(UTC);
  private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
  private static final String ISO_BASIC_FORM = "YYYYMMDDTHHMMSSZ, such as 20120525T002453Z";

  /**
   * Reads the date of a request: {@code x-amz-date} is the one that counts if there are both.
   *
   * @throws InvalidSignatureException if there is none, or what there is cannot be read
   */
  static RequestDate of(SignedRequest request) {
    Optional<String> amzDate = request.header("x-amz-date");
    return amzDate.isPresent()
        ? amzDate(amzDate.get())
        : date(request.header("date").orElseThrow(InvalidSignatureException::dateMissing));
  }

  private static RequestDate amzDate(String given) {
    return isoBasic("x-amz-date", given)
        .orElseThrow(() -> InvalidSignatureException.date("x-amz-date", given, ISO_BASIC_FORM));
  }

  private static RequestDate date(String given) {
    return isoBasic("date", given)
        .or(() -> rfc1123(given))
        .orElseThrow(
            () ->
                InvalidSignatureException.date(
                    "date", given, ISO_BASIC_FORM + ", or Fri, 25 May 2012 00:24:53 GMT"));
  }

  /** Reads by hand what nearly every request has, as a formatter takes many times as long. */
  private static Optional<RequestDate> isoBasic(String header, String given) {
    if (given.length() != 16
        || given.charAt(8) != 'T'
        || given.charAt(15) != 'Z'
        || !DIGITS.matchesAllOf(given.substring(0, 8))
        || !DIGITS.matchesAllOf(given.substring(9, 15))) {
      return Optional.empty();
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(given, 0, 4),
              number(given, 4, 6),
              number(given, 6, 8),
              number(given, 9, 11),
              number(given, 11, 13),
              number(given, 13, 15));
      return Optional.of(new RequestDate(header, time.toInstant(UTC), given));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static Optional<RequestDate> rfc1123(String given) {
    try {
      Instant instant = RFC_1123_DATE_TIME.parse(given, Instant::from);
      return Optional.of(new RequestDate("date", instant, ISO_BASIC.format(instant)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the day as it stands in a credential scope. */
  String day() {
    return text.substring(0, 8);
  }

  /**
   * Holds the date against the clock, in whole seconds as dates are.
   *
   * @throws InvalidSignatureException if they are more than five minutes apart
   */
  void mustBeFreshAt(Instant time) {
    Instant now = time.truncatedTo(SECONDS);
    Instant earliest = now.minus(MOST_SKEW);
    Instant latest = now.plus(MOST_SKEW);
    if (instant.isBefore(earliest)) {
      throw InvalidSignatureException.expired(
          text, ISO_BASIC.format(earliest), ISO_BASIC.format(now));
    }
    if (instant.isAfter(latest)) {
      throw InvalidSignatureException.notYetCurrent(
          text, ISO_BASIC.format(latest), ISO_BASIC.format(now));
    }
  }
}
