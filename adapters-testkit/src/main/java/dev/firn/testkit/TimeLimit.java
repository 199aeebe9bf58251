// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test, or what comes before or after it, that has not ended after two minutes, or after
 * the {@link Duration} that the configuration parameter {@value #PARAMETER} gives; and says in
 * which call it is stuck. When that happened a few times in a contract, the rest is not run: it
 * would take hours, and say the same.
 */
final class TimeLimit extends AroundEach implements ExecutionCondition {
  static final String PARAMETER = "dev.firn.testkit.timeout";
  private static final int MOST = 3;
  private static final int FRAMES = 12;

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return timesStuck(context).get() < MOST
        ? ConditionEvaluationResult.enabled("calls come to an end")
        : ConditionEvaluationResult.disabled("calls did not come to an end " + MOST + " times");
  }

  @Override
  void around(Invocation<Void> call, Method method, ExtensionContext context) throws Throwable {
    Duration limit =
        context.getConfigurationParameter(PARAMETER, Duration::parse).orElse(Duration.ofMinutes(2));
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    Thread thread = new Thread(() -> run(call, end), "firn-testkit");
    thread.setDaemon(true);
    thread.start();
    try {
      end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    } catch (TimeoutException e) {
      timesStuck(context).incrementAndGet();
      AssertionError stuck = new AssertionError(message(method, limit, thread), e);
      thread.interrupt();
      throw stuck;
    }
  }

  private static void run(Invocation<Void> call, CompletableFuture<Boolean> end) {
    try {
      call.proceed();
      end.complete(true);
    } catch (Throwable failure) {
      end.completeExceptionally(failure);
    }
  }

  private static String message(Method method, Duration limit, Thread thread) {
    return "clause 8: a call may block, but comes to an end. After %s s %s waits for this one: %s"
        .formatted(
            limit.toMillis() / 1_000.0,
            method.getName(),
            Arrays.stream(thread.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining()));
  }

  /** Returns how often that happened in the contract, all that are nested in it included. */
  private static AtomicInteger timesStuck(ExtensionContext context) {
    Class<?> contract =
        Stream.concat(context.getEnclosingTestClasses().stream(), context.getTestClass().stream())
            .findFirst()
            .orElseThrow();
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(TimeLimit.class))
        .computeIfAbsent(contract, any -> new AtomicInteger(), AtomicInteger.class);
  }
}
