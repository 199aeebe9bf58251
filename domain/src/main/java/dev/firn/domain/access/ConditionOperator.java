// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The ways to compare the value of a condition key with those that a policy gives. A key that the
 * request does not have fails an operator, and satisfies a negated one.
 */
public enum ConditionOperator {
  /** The same text. */
  STRING_EQUALS(TextComparison.EQUAL, false),
  /** Another text. */
  STRING_NOT_EQUALS(TextComparison.EQUAL, true),
  /** The same text but for case. */
  STRING_EQUALS_IGNORE_CASE(TextComparison.EQUAL_IGNORING_CASE, false),
  /** Another text, and not by case alone. */
  STRING_NOT_EQUALS_IGNORE_CASE(TextComparison.EQUAL_IGNORING_CASE, true),
  /** A text that matches, with {@code *} and {@code ?}. */
  STRING_LIKE(TextComparison.LIKE, false),
  /** A text that does not match. */
  STRING_NOT_LIKE(TextComparison.LIKE, true),
  /** The same number. */
  NUMERIC_EQUALS(OrderedComparison.ofNumbers(sign -> sign == 0), false),
  /** Another number. */
  NUMERIC_NOT_EQUALS(OrderedComparison.ofNumbers(sign -> sign == 0), true),
  /** A smaller number. */
  NUMERIC_LESS_THAN(OrderedComparison.ofNumbers(sign -> sign < 0), false),
  /** A smaller number, or the same. */
  NUMERIC_LESS_THAN_EQUALS(OrderedComparison.ofNumbers(sign -> sign <= 0), false),
  /** A larger number. */
  NUMERIC_GREATER_THAN(OrderedComparison.ofNumbers(sign -> sign > 0), false),
  /** A larger number, or the same. */
  NUMERIC_GREATER_THAN_EQUALS(OrderedComparison.ofNumbers(sign -> sign >= 0), false),
  /** The same time. */
  DATE_EQUALS(OrderedComparison.ofDates(sign -> sign == 0), false),
  /** Another time. */
  DATE_NOT_EQUALS(OrderedComparison.ofDates(sign -> sign == 0), true),
  /** An earlier time. */
  DATE_LESS_THAN(OrderedComparison.ofDates(sign -> sign < 0), false),
  /** An earlier time, or the same. */
  DATE_LESS_THAN_EQUALS(OrderedComparison.ofDates(sign -> sign <= 0), false),
  /** A later time. */
  DATE_GREATER_THAN(OrderedComparison.ofDates(sign -> sign > 0), false),
  /** A later time, or the same. */
  DATE_GREATER_THAN_EQUALS(OrderedComparison.ofDates(sign -> sign >= 0), false),
  /** The same of true and false. */
  BOOL(OrderedComparison.ofBooleans(), false),
  /** An address in the block. */
  IP_ADDRESS(AddressComparison.IN_BLOCK, false),
  /** An address outside the block. */
  NOT_IP_ADDRESS(AddressComparison.IN_BLOCK, true),
  /** An ARN that matches segment by segment, with {@code *} and {@code ?}. */
  ARN_EQUALS(TextComparison.ARN, false),
  /** The same as {@link #ARN_EQUALS}. */
  ARN_LIKE(TextComparison.ARN, false),
  /** An ARN that does not match. */
  ARN_NOT_EQUALS(TextComparison.ARN, true),
  /** The same as {@link #ARN_NOT_EQUALS}. */
  ARN_NOT_LIKE(TextComparison.ARN, true),
  /** Whether the request lacks the key. */
  NULL(OrderedComparison.ofBooleans(), false);

  private static final Map<String, ConditionOperator> BY_NAME =
      Maps.uniqueIndex(Arrays.asList(values()), ConditionOperator::policyName);

  private final Comparison comparison;
  private final boolean negated;

  ConditionOperator(Comparison comparison, boolean negated) {
    this.comparison = comparison;
    this.negated = negated;
  }

  /** Returns the operator that policies name so, or empty if there is none. */
  public static Optional<ConditionOperator> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Returns the operator's name in policies, for example {@code StringNotEquals}. */
  public String policyName() {
    StringBuilder policyName = new StringBuilder();
    for (String word : name().split("_", -1)) {
      policyName.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return policyName.toString();
  }

  /**
   * Checks a value that a policy compares with.
   *
   * @throws IllegalArgumentException if this operator cannot compare with it
   */
  public void check(String value) {
    comparison.check(value);
  }

  /** Tells whether policy variables stand for their values in what is compared with. */
  public boolean takesVariables() {
    return comparison instanceof TextComparison;
  }

  /** Tells whether a request's value, or the lack of one, passes. */
  boolean holds(Optional<String> actual, List<String> values, Variables variables) {
    return this == NULL
        ? passes(Boolean.toString(actual.isEmpty()), values, variables)
        : actual.map(text -> passes(text, values, variables)).orElse(negated);
  }

  private boolean passes(String actual, List<String> values, Variables variables) {
    boolean matched = false;
    for (String value : values) {
      Optional<Predicate<String>> matcher = comparison.matcher(value, variables);
      if (matcher.isEmpty() && negated) {
        return false;
      }
      matched |= matcher.filter(one -> one.test(actual)).isPresent();
    }
    return matched != negated;
  }
}
