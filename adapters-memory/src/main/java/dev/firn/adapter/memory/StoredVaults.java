// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.vault.VaultKey;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All vaults, for as long as the storage is open. */
final class StoredVaults {
  private final ConcurrentNavigableMap<VaultKey, StoredVault> vaults =
      new ConcurrentSkipListMap<>();
  private volatile boolean closed;

  /**
   * Returns the vaults in the order of their keys.
   *
   * @throws IllegalStateException if the storage is closed
   */
  ConcurrentNavigableMap<VaultKey, StoredVault> all() {
    if (closed) {
      throw new IllegalStateException("The memory storage is closed");
    }
    return vaults;
  }

  /** Puts a vault in, unless there is one with its key that is not about to go. */
  boolean add(StoredVault vault) {
    return all()
            .compute(vault.vault().key(), (key, old) -> old == null || old.isSealed() ? vault : old)
        == vault;
  }

  Optional<StoredVault> find(VaultKey key) {
    return Optional.ofNullable(all().get(key)).filter(vault -> !vault.isSealed());
  }

  void close() {
    closed = true;
  }
}
