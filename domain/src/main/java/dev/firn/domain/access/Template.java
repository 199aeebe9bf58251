// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with policy variables: <code>${KEY}</code> or <code>${KEY, 'default'}</code> is the value of
 * a condition key, and <code>${*}</code>, <code>${?}</code> and <code>${$}</code> are those
 * characters themselves.
 */
final class Template {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(?:([*?$])|([a-zA-Z0-9-]+:[^\\s,'{}]+)(?:\\s*,\\s*'([^'{}]*)')?)\\}");

  private Template() {}

  /** Tells whether there may be a variable in a text; in most there is none. */
  static boolean isIn(String text) {
    return text.contains("${");
  }

  /**
   * Checks that each beginning of a variable is that of one.
   *
   * @throws IllegalArgumentException if one is not
   */
  static void check(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", matcher.end())) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException(
            text
                + " has a policy variable that cannot be read. It must be written ${KEY} or ${KEY,"
                + " 'default'}, such as ${aws:username}.");
      }
    }
  }

  /**
   * Puts in the values of the variables; no character of a value is a wildcard.
   *
   * @param wildcards whether {@code *} and {@code ?} are wildcards in the text around them
   * @param valueOf gives the value of a condition key
   * @return the pattern, or empty if a variable has neither a value nor a default
   */
  static Optional<Glob> resolve(
      String text, boolean wildcards, Function<String, Optional<String>> valueOf) {
    ImmutableIntArray.Builder tokens = ImmutableIntArray.builder(text.length());
    Matcher matcher = VARIABLE.matcher(text);
    int done = 0;
    while (matcher.find()) {
      Glob.add(tokens, text.substring(done, matcher.start()), wildcards);
      Optional<String> value = value(matcher, valueOf);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      Glob.add(tokens, value.get(), false);
      done = matcher.end();
    }
    Glob.add(tokens, text.substring(done), wildcards);
    return Optional.of(new Glob(tokens.build()));
  }

  private static Optional<String> value(
      Matcher variable, Function<String, Optional<String>> valueOf) {
    return Optional.ofNullable(variable.group(1))
        .or(() -> Optional.ofNullable(variable.group(2)).flatMap(valueOf))
        .or(() -> Optional.ofNullable(variable.group(3)));
  }
}
