// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.domain.Firn;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sweeps a Firn now and then, on a thread of its own: see {@link Firn#sweep}. Also has a log of
 * faults look whether something is over, in case no requests come.
 */
final class Sweeper implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Sweeper.class.getName());
  private static final long STOP_TIMEOUT_SECONDS = 30;

  private final Firn firn;
  private final ScheduledExecutorService thread;
  private final FaultLog faults;
  private final Set<String> failuresSeen = new HashSet<>();

  private Sweeper(Firn firn, ScheduledExecutorService thread, FaultLog faults) {
    this.firn = firn;
    this.thread = thread;
    this.faults = faults;
  }

  /** Starts sweeping; the first sweep comes after the interval, as the others do. */
  static Sweeper start(Firn firn, Duration interval, FaultLog faults) {
    Sweeper sweeper =
        new Sweeper(
            firn,
            Executors.newSingleThreadScheduledExecutor(
                task -> {
                  Thread thread = new Thread(task, "sweep");
                  thread.setDaemon(true);
                  return thread;
                }),
            faults);
    long nanos = interval.toNanos();
    var unused =
        sweeper.thread.scheduleWithFixedDelay(sweeper::sweep, nanos, nanos, TimeUnit.NANOSECONDS);
    return sweeper;
  }

  /** A failure must not end the thread: an engine may be ill for a while, and then well again. */
  private void sweep() {
    faults.look();
    try {
      firn.sweep();
      failuresSeen.clear();
    } catch (RuntimeException | Error e) {
      boolean isNew = failuresSeen.add(kind(e));
      LOG.log(
          isNew && !thread.isShutdown() ? Level.WARNING : Level.DEBUG,
          "Sweeping failed, and will be tried again; until it succeeds, more failures of this kind are not logged",
          e);
    }
  }

  private static String kind(Throwable e) {
    String own = e.getClass().getName();
    return e.getCause() == null ? own : own + " by " + kind(e.getCause());
  }

  /**
   * Ends sweeping, once a sweep that is under way has ended; waits for that for half a minute at
   * most. Closing again does nothing.
   */
  @Override
  public void close() {
    // Without an interrupt, which some engines take amiss.
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "A sweep that was still under way after half a minute was left so");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
