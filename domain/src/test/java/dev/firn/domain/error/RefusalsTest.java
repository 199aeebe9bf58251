// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefusalsTest {

  /** Every factory of every refusal, in the same order in every process. */
  static Stream<Method> factories() {
    return Arrays.stream(GlacierException.class.getPermittedSubclasses())
        .flatMap(refusal -> Arrays.stream(refusal.getDeclaredMethods()))
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !method.isSynthetic())
        .sorted(Comparator.comparing(Method::toString));
  }

  @ParameterizedTest
  @MethodSource("factories")
  void a_refusal_says_all_that_it_was_told(Method factory) throws Exception {
    List<Object> told =
        IntStream.range(0, factory.getParameterCount())
            .mapToObj(number -> sample(factory.getParameterTypes()[number], number))
            .toList();
    GlacierException refusal =
        assertInstanceOf(GlacierException.class, factory.invoke(null, told.toArray()));
    assertEquals(factory.getDeclaringClass().getSimpleName(), refusal.code());
    String message = String.valueOf(refusal.getMessage());
    told.forEach(each -> assertTrue(message.contains(each.toString()), each + ": " + message));
  }

  private static Object sample(Class<?> type, int number) {
    if (type == long.class) {
      return 7_000_000_000L + number;
    }
    return type == int.class ? (Object) (7_000 + number) : "given-" + number;
  }

  // Who sends a megabyte in a header does not get it back, and it does not get into the log.
  @Test
  void what_is_long_is_shown_in_part() {
    String shown = "x".repeat(100);
    for (String given : List.of(shown, shown + "y")) {
      String message = String.valueOf(InvalidSignatureException.contentHash(given).getMessage());
      assertTrue(message.endsWith(": " + shown + (given.equals(shown) ? "" : "...")), message);
    }
  }
}
