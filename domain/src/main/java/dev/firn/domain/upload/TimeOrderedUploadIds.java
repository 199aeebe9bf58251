// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.vault.VaultKey;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Mints ids that ascend: each is greater than all that the same source gave before, also when the
 * clock stands still or is set back. Thread-safe.
 */
public final class TimeOrderedUploadIds implements UploadIdSource {
  private final TimeOrderedBytes bytes;

  /**
   * Creates a source of ids that are made of the given bytes.
   *
   * @hidden
   */
  public TimeOrderedUploadIds(TimeOrderedBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Creates a source that tells the time by the clock; a generator that can be guessed makes ids
   * that can be guessed.
   */
  public TimeOrderedUploadIds(Clock clock, RandomGenerator random) {
    this(new TimeOrderedBytes(clock, random));
  }

  @Override
  public UploadId next(VaultKey vault) {
    return UploadId.mint(vault, bytes.next(UploadId.RANDOM_BYTES));
  }
}
