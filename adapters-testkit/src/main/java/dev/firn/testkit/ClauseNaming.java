// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Has every failure of the kit's tests name the clause that was broken, whatever else it says. */
final class ClauseNaming extends AroundEach {

  @Override
  void around(Invocation<Void> call, Method method, ExtensionContext context) throws Throwable {
    try {
      call.proceed();
    } catch (TestAbortedException | VirtualMachineError e) {
      throw e;
    } catch (Throwable failure) {
      throw clause(method).filter(clause -> !namesOne(failure)).isPresent()
          ? named(clause(method).orElseThrow(), failure)
          : failure;
    }
  }

  private static boolean namesOne(Throwable failure) {
    return failure instanceof AssertionError
        && Objects.requireNonNullElse(failure.getMessage(), "").contains("clause");
  }

  private static AssertionFailedError named(String clause, Throwable failure) {
    boolean expected = failure instanceof AssertionError && failure.getMessage() != null;
    String message = clause + ": " + (expected ? failure.getMessage() : "a call threw " + failure);
    AssertionFailedError named =
        failure instanceof AssertionFailedError error && error.isExpectedDefined()
            ? new AssertionFailedError(message, error.getExpected(), error.getActual(), failure)
            : new AssertionFailedError(message, failure);
    named.setStackTrace(failure.getStackTrace());
    return named;
  }

  /** Returns what the method is about, or else the class that it is in, from the inside out. */
  private static Optional<String> clause(Method method) {
    Stream<Class<?>> classes =
        Stream.iterate(method.getDeclaringClass(), Objects::nonNull, Class::getEnclosingClass);
    return Stream.concat(Stream.of(method), classes)
        .map(element -> element.getAnnotation(Clause.class))
        .filter(Objects::nonNull)
        .map(Clause::value)
        .findFirst();
  }
}
