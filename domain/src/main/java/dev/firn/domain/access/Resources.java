// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The resources that a statement speaks of.
 *
 * @param excluded false if it speaks of those that match (Resource), true if of all others
 *     (NotResource)
 * @param patterns one at least: {@code *}, or an ARN with {@code *}, {@code ?} and policy variables
 *     in it; a {@code *} runs across colons and slashes; an unmodifiable copy
 */
public record Resources(boolean excluded, List<String> patterns) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*\\}");
  private static final Pattern FORM =
      Pattern.compile(
          "\\*|arn:(?:[^:]+:[^:]+:[^:]*:[^:]*:.+|(?:[^:]+:){0,4}[^:]*\\*)", Pattern.DOTALL);

  /**
   * Copies the patterns, and checks their form.
   *
   * @throws IllegalArgumentException if there is no pattern, or one lacks the form
   */
  public Resources {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("There is no resource. Name one at least, or *.");
    }
    patterns.forEach(Resources::check);
  }

  /**
   * Checks the form of a pattern.
   *
   * @throws IllegalArgumentException if the text is neither {@code *} nor an ARN
   */
  public static void check(String pattern) {
    if (!FORM.matcher(VARIABLE.matcher(pattern).replaceAll("variable")).matches()) {
      throw new IllegalArgumentException(
          pattern
              + " is no resource. It must be * or an ARN, such as"
              + " arn:aws:glacier:us-east-1:012345678901:vaults/photos.");
    }
  }

  /**
   * Tells whether the statement speaks of this resource. A pattern with a variable that has no
   * value matches nothing, and keeps a statement on all others from matching anything.
   *
   * @param anyRegion whether the region does not count: what a resource's own policy says must not
   *     lapse because the resource is served in another region than when it was said
   */
  boolean cover(String resource, Variables variables, boolean anyRegion) {
    boolean matched = false;
    for (String pattern : patterns) {
      Optional<Glob> glob = variables.resolve(pattern, true);
      if (glob.isEmpty() && excluded) {
        return false;
      }
      matched |=
          glob.filter(one -> anyRegion ? one.matchesInAnyRegion(resource) : one.matches(resource))
              .isPresent();
    }
    return matched != excluded;
  }
}
