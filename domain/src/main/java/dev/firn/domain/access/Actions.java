// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The actions that a statement speaks of.
 *
 * @param excluded false if it speaks of those that match (Action), true if of all others
 *     (NotAction)
 * @param patterns one at least, without regard to case: {@code *}, or {@code SERVICE:NAME} with
 *     {@code *} and {@code ?} in the name; an unmodifiable copy
 */
public record Actions(boolean excluded, List<String> patterns) {
  private static final Pattern FORM = Pattern.compile("\\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+");

  /**
   * Copies the patterns, and checks their form.
   *
   * @throws IllegalArgumentException if there is no pattern, or one lacks the form
   */
  public Actions {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("There is no action. Name one at least, or *.");
    }
    patterns.forEach(Actions::check);
  }

  /**
   * Checks the form of a pattern.
   *
   * @throws IllegalArgumentException if the text is no pattern of actions
   */
  public static void check(String pattern) {
    if (!FORM.matcher(pattern).matches()) {
      throw new IllegalArgumentException(
          pattern
              + " is no action. It must be * or SERVICE:NAME, such as glacier:List*, with * and ?"
              + " in the name only.");
    }
  }

  /** Tells whether the statement speaks of this action. */
  boolean cover(String action) {
    return excluded
        != patterns.stream().anyMatch(pattern -> Glob.of(pattern).matchesIgnoringCase(action));
  }
}
