// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Runs calls at the same moment, each in a thread of its own, and waits for all of them, for a
 * minute at most.
 */
final class Race {
  private Race() {}

  /** Returns what the calls returned, in their order; the first failure of any is thrown. */
  static <T> List<T> run(List<Callable<T>> calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      AtomicInteger missing = new AtomicInteger(calls.size());
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> call : calls) {
        futures.add(
            threads.submit(
                () -> {
                  missing.decrementAndGet();
                  await(() -> missing.get() == 0);
                  return call.call();
                }));
      }
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new AssertionError(
          "clause 8: a call may block, but comes to an end; one of "
              + calls.size()
              + " at the same moment did not within a minute",
          e);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Waits until something is so, or this thread is interrupted. It lets others run meanwhile: with
   * fewer processors than threads, those that it waits for would else come a time slice later.
   */
  @SuppressWarnings("ThreadPriorityCheck")
  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      Thread.yield();
    }
  }

  /** Runs one call in so many threads. */
  static <T> List<T> run(int threads, Callable<T> call) throws Exception {
    return run(Collections.nCopies(threads, call));
  }
}
