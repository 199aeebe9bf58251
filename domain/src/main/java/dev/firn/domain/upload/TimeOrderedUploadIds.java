// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.vault.VaultKey;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Mints ids that ascend: each is greater than all that the same source gave before, also when the
 * clock stands still or is set back. Thread-safe, whether or not the generator is.
 */
public final class TimeOrderedUploadIds implements UploadIdSource {
  private final Clock clock;
  private final RandomGenerator random;
  private long lastMillis;
  private int counter;

  /**
   * Creates a source that tells the time by the clock; a generator that can be guessed makes ids
   * that can be guessed.
   */
  public TimeOrderedUploadIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public synchronized UploadId next(VaultKey vault) {
    long now = clock.millis();
    if (now > lastMillis) {
      lastMillis = now;
      counter = 0;
    } else if (++counter == 0) {
      lastMillis++;
    }
    byte[] bytes = new byte[UploadId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return UploadId.mint(vault, Instant.ofEpochMilli(lastMillis), counter, bytes);
  }
}
