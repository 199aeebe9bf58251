// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.copy.Fault;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Writes a line for each tenth that is done, and each minute. */
final class ProgressInLines implements Progress {
  private static final long LONGEST_SILENCE_NS = TimeUnit.MINUTES.toNanos(1);
  private static final int TENTHS = 10;

  private final String verb;
  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final long start;
  private long told;
  private long tenths;
  private long total;
  private long done;

  /**
   * Begins to measure the time.
   *
   * @param verb what is done to the bytes, such as "Copied"
   */
  ProgressInLines(String verb, PrintStream out, LongSupplier nanoTime) {
    this.verb = verb;
    this.out = out;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.told = start;
  }

  @Override
  public void expects(long bytes) {
    total += bytes;
  }

  @Override
  public void did(long bytes) {
    done += bytes;
    long now = nanoTime.getAsLong();
    if (of(TENTHS) > tenths || now - told >= LONGEST_SILENCE_NS) {
      tenths = of(TENTHS);
      told = now;
      out.println(line(now - start));
    }
  }

  /** Returns how many of so many equal pieces are done. */
  private long of(int pieces) {
    return done * pieces / Math.max(1, total);
  }

  private String line(long elapsedNanos) {
    double rate = done / Math.max(1e-3, elapsedNanos / 1e9);
    return "%s %s of %s (%d %%), %s/s, %s left"
        .formatted(
            verb,
            Amounts.ofBytes(done),
            Amounts.ofBytes(total),
            of(100),
            Amounts.ofBytes(Math.round(rate)),
            Amounts.ofSeconds(Math.round((total - done) / rate)));
  }

  @Override
  public void found(Fault fault) {
    out.println("firn: " + fault);
  }

  @Override
  public void close() {}
}
