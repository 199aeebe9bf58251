// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gap between a check and the change that it was for. It is held open until another thread has
 * come into it as well, for a moment at most, so that whoever calls at the same time sees it.
 */
final class Window {
  private final AtomicInteger inside = new AtomicInteger();

  void pass() {
    inside.incrementAndGet();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
    while (inside.get() < 2 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    inside.decrementAndGet();
  }
}
