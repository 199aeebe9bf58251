// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.vault;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A vault: a container of archives, and of the uploads that are to become archives.
 *
 * @param key the account and name it is known by
 * @param creationDate when it was created, UTC, cut to milliseconds
 * @param inventory what is stored in it
 */
public record Vault(VaultKey key, Instant creationDate, VaultInventory inventory) {

  /**
   * Cuts the date to milliseconds, the API's precision, so that every storage gives back what it
   * was given.
   */
  public Vault {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(creationDate, "creationDate");
    Objects.requireNonNull(inventory, "inventory");
    creationDate = creationDate.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Returns a vault in which nothing was stored yet. */
  public static Vault empty(VaultKey key, Instant creationDate) {
    return new Vault(key, creationDate, VaultInventory.empty());
  }
}
