// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Comparisons of text, in which policy variables stand for their values. */
enum TextComparison implements Comparison {
  EQUAL(false, Glob::matches),
  EQUAL_IGNORING_CASE(false, Glob::matchesIgnoringCase),
  LIKE(true, Glob::matches),
  ARN(true, Glob::matchesArn) {
    @Override
    public void check(String value) {
      // A variable may stand for segments of the ARN, so that they cannot be counted yet.
      if (!value.contains("${") && !SEGMENTS.matcher(value).matches()) {
        throw new IllegalArgumentException(
            value
                + " is no ARN. It must have six segments: arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE.");
      }
    }
  };

  private static final Pattern SEGMENTS = Pattern.compile("arn:(?:[^:]*:){4}.+", Pattern.DOTALL);

  private final boolean wildcards;
  private final BiPredicate<Glob, String> match;

  TextComparison(boolean wildcards, BiPredicate<Glob, String> match) {
    this.wildcards = wildcards;
    this.match = match;
  }

  @Override
  public void check(String value) {
    // Any text will do.
  }

  @Override
  public Optional<Predicate<String>> matcher(String value, Variables variables) {
    return variables.resolve(value, wildcards).map(glob -> actual -> match.test(glob, actual));
  }
}
