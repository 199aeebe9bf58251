// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a statement asks of one condition key besides.
 *
 * @param operator how the key's value is compared
 * @param ifExists whether the condition holds if the request does not have the key
 * @param key the condition key, whose case does not count
 * @param values what it is compared with, one at least: any of them will do, or none of them may if
 *     the operator is negated; an unmodifiable copy
 */
public record Condition(
    ConditionOperator operator, boolean ifExists, String key, List<String> values) {
  private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9-]+:\\S(?:.*\\S)?");

  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException if {@code Null} is to have IfExists, the key lacks its form,
   *     or there is no value or one that the operator cannot compare with
   */
  public Condition {
    Objects.requireNonNull(operator, "operator");
    values = List.copyOf(values);
    if (ifExists && operator == ConditionOperator.NULL) {
      throw new IllegalArgumentException("Null asks itself whether a key exists: no IfExists.");
    }
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          key + " is no condition key. It must be SERVICE:NAME, such as aws:SourceIp.");
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          key + " is compared with nothing. Give one value at least.");
    }
    values.forEach(operator::check);
  }

  /** Tells whether the condition holds for the request. */
  boolean holds(Variables variables) {
    Optional<String> actual = variables.valueOf().apply(key);
    return (ifExists && actual.isEmpty()) || operator.holds(actual, values, variables);
  }

  /** Returns the texts that may have policy variables in them. */
  Stream<String> templates() {
    return operator.takesVariables() ? values.stream() : Stream.empty();
  }
}
