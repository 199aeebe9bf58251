// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Comparisons of values that have an order.
 *
 * @param reading reads a value from text
 * @param form how such text is written
 * @param order tells from the sign of the request's value compared to the policy's whether it
 *     matches
 * @param <T> the values
 */
record OrderedComparison<T extends Comparable<T>>(
    Function<String, Optional<T>> reading, String form, IntPredicate order) implements Comparison {
  // Bounded, so that no comparison can be made to cost much.
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(?:\\.[0-9]{1,30})?");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,3}|[0-9]{5,12}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  static OrderedComparison<BigDecimal> ofNumbers(IntPredicate order) {
    return new OrderedComparison<>(
        OrderedComparison::number, "a number, such as 365 or -0.5", order);
  }

  /** Four digits are refused, as they might be meant as a year. */
  static OrderedComparison<Instant> ofDates(IntPredicate order) {
    return new OrderedComparison<>(
        OrderedComparison::date,
        "a date, such as 2026-01-10, 2026-01-10T12:00:00Z or 1767225600 (seconds since 1970)",
        order);
  }

  static OrderedComparison<Boolean> ofBooleans() {
    return new OrderedComparison<>(OrderedComparison::truth, "true or false", sign -> sign == 0);
  }

  private static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  private static Optional<Instant> date(String text) {
    try {
      if (SECONDS.matcher(text).matches()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return Optional.of(
          DAY.matcher(text).matches()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  @Override
  public void check(String value) {
    if (reading.apply(value).isEmpty()) {
      throw new IllegalArgumentException(value + " is not " + form + ".");
    }
  }

  @Override
  public Optional<Predicate<String>> matcher(String value, Variables variables) {
    return reading
        .apply(value)
        .map(
            expected ->
                actual ->
                    reading
                        .apply(actual)
                        .filter(one -> order.test(one.compareTo(expected)))
                        .isPresent());
  }
}
