// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.vault;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * What is stored in a vault: at this moment, or, where inventories are taken daily, at the last
 * one.
 *
 * @param archives the number of archives
 * @param bytes the sum of their sizes, in bytes
 * @param date when the last archive was added or deleted, or when stock was taken, UTC, cut to
 *     milliseconds; empty if none ever was
 */
public record VaultInventory(long archives, long bytes, Optional<Instant> date) {
  /** What Glacier counts for each archive besides its bytes, for its index and metadata. */
  private static final long OVERHEAD_BYTES = 32 << 10;

  private static final VaultInventory EMPTY = new VaultInventory(0, 0, Optional.empty());

  /**
   * Checks the numbers, and cuts the date.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public VaultInventory {
    Objects.requireNonNull(date, "date");
    if (archives < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "A vault cannot hold " + archives + " archives of " + bytes + " bytes");
    }
    date = date.map(each -> each.truncatedTo(ChronoUnit.MILLIS));
  }

  /** Returns the inventory of a vault in which nothing was ever stored. */
  public static VaultInventory empty() {
    return EMPTY;
  }

  /**
   * Returns the vault's size as the API gives it: with 32 KiB for each archive besides its bytes,
   * as Glacier counts.
   */
  public long sizeInBytes() {
    return bytes + archives * OVERHEAD_BYTES;
  }
}
