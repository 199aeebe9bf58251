// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.Optional;
import java.util.function.Predicate;

/** How the value of a condition key is compared with one that a policy gives. */
interface Comparison {

  /**
   * Checks a policy's value.
   *
   * @throws IllegalArgumentException if nothing can be compared with it
   */
  void check(String value);

  /**
   * Returns what tells whether a request's value matches this one of the policy's, or empty if a
   * variable in the policy's has no value.
   */
  Optional<Predicate<String>> matcher(String value, Variables variables);
}
