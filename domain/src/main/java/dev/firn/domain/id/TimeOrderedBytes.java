// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.id;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Bytes for new ids, which ascend: each is greater than all that the same source gave before, also
 * when the clock stands still or is set back. Thread-safe, whether or not the generator is.
 *
 * <pre>
 *        6              4         as asked for
 *   +--------------+---------+------------------+
 *   | milliseconds | counter |      random      |
 *   +--------------+---------+------------------+
 * </pre>
 */
public final class TimeOrderedBytes {
  /** The number of bytes before the random ones. */
  public static final int ORDERED_BYTES = 10;

  private final Clock clock;
  private final RandomGenerator random;
  private long lastMillis;
  private int counter;

  /**
   * Creates a source that tells the time by the clock; a generator that can be guessed makes ids
   * that can be guessed.
   */
  public TimeOrderedBytes(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** Returns new bytes, the last so many of them random. */
  public synchronized byte[] next(int randomBytes) {
    long now = clock.millis();
    if (now > lastMillis) {
      lastMillis = now;
      counter = 0;
    } else if (++counter == 0) {
      lastMillis++;
    }
    byte[] bytes = new byte[randomBytes];
    random.nextBytes(bytes);
    return of(Instant.ofEpochMilli(lastMillis), counter, bytes);
  }

  /**
   * Returns the bytes of a moment.
   *
   * @param time cut to milliseconds
   * @param counter orders bytes of the same millisecond, as an unsigned number
   * @param random what nobody should guess
   */
  public static byte[] of(Instant time, int counter, byte[] random) {
    long millis = time.toEpochMilli();
    return ByteBuffer.allocate(ORDERED_BYTES + random.length)
        .putShort((short) (millis >>> 32))
        .putInt((int) millis)
        .putInt(counter)
        .put(random)
        .array();
  }
}
