// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds requests up that ask for the time, like a disk that is busy; sweeping goes on. */
final class SlowClock extends Clock {
  private final Semaphore asked = new Semaphore(0);
  private final CountDownLatch goes = new CountDownLatch(1);
  private final Duration most;

  /** Creates a clock that holds up for so long, each time that it is asked. */
  SlowClock(Duration most) {
    this.most = most;
  }

  /** Returns a clock that holds up until it is told to go. */
  static SlowClock stopped() {
    return new SlowClock(Duration.ofDays(1));
  }

  void awaitAsked(int times) throws InterruptedException {
    asked.acquire(times);
  }

  void go() {
    goes.countDown();
  }

  @Override
  public Instant instant() {
    if (!Thread.currentThread().getName().equals("sweep")) {
      asked.release();
      holdUp();
    }
    return Instant.now();
  }

  private void holdUp() {
    try {
      boolean unused = goes.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
