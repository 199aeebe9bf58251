// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.junit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The clock that a {@link LocalFirn} tells the time by. It begins at the time of the start, cut to
 * milliseconds as the API's dates are, and stands still until the test moves it; so a test knows
 * every date beforehand. Thread-safe.
 */
public final class MovableClock extends Clock {
  private final ZoneId zone;
  private final State state;

  /** What clocks of different zones have in common. */
  private static final class State {
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private Runnable whenMoved = () -> {};

    synchronized Instant now() {
      return now;
    }

    synchronized void move(Duration time) {
      now = now.plus(time);
    }

    synchronized Runnable whenMoved() {
      return whenMoved;
    }

    synchronized void whenMoved(Runnable action) {
      whenMoved = action;
    }
  }

  MovableClock() {
    this(ZoneOffset.UTC, new State());
  }

  private MovableClock(ZoneId zone, State state) {
    this.zone = zone;
    this.state = state;
  }

  /** Sets what is done, by the thread that moves the clock, each time that it was moved. */
  void whenMoved(Runnable action) {
    state.whenMoved(action);
  }

  /**
   * Lets a time pass. When this returns, the Firn has done what a server would have done meanwhile:
   * uploads that were idle for 24 hours and jobs that are due have ended, and what nobody needs any
   * more has given its space back. Nothing else waits for it or runs on another thread.
   *
   * @param time how long, zero or more
   * @throws IllegalArgumentException if it is negative
   * @throws dev.firn.domain.error.StorageException if the storage fails; the clock is moved
   *     nevertheless
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException(
          "The clock cannot be moved by " + time + ": time goes on, by zero or more");
    }
    state.move(time);
    state.whenMoved().run();
  }

  @Override
  public Instant instant() {
    return state.now();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** Returns a clock of another zone that moves with this one. */
  @Override
  public MovableClock withZone(ZoneId other) {
    return new MovableClock(other, state);
  }

  @Override
  public String toString() {
    return "MovableClock[" + instant() + "," + zone + "]";
  }
}
