// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** All vaults, for as long as the storage is open. */
final class StoredVaults {
  private final ConcurrentNavigableMap<VaultKey, StoredVault> vaults =
      new ConcurrentSkipListMap<>();
  private final ConcurrentNavigableMap<AccountId, AccountSettings> accounts =
      new ConcurrentSkipListMap<>();
  private final JobAgenda agenda = new JobAgenda();
  private final ReadWriteLock closing = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * Does something with the vaults in the order of their keys, and keeps the storage open
   * meanwhile.
   *
   * @throws IllegalStateException if the storage is closed
   */
  <T> T whileOpen(Function<ConcurrentNavigableMap<VaultKey, StoredVault>, T> call) {
    closing.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The memory storage is closed");
      }
      return call.apply(vaults);
    } finally {
      closing.readLock().unlock();
    }
  }

  /** Returns what is set for accounts; to be used within {@link #whileOpen}. */
  ConcurrentNavigableMap<AccountId, AccountSettings> accounts() {
    return accounts;
  }

  /** Returns when the jobs of all vaults are due; to be used within {@link #whileOpen}. */
  JobAgenda agenda() {
    return agenda;
  }

  /** Does something with one vault, if it is there: see {@link StoredVault#together}. */
  <T> Optional<T> with(VaultKey key, Function<StoredVault, T> call) {
    return whileOpen(
        all -> Optional.ofNullable(all.get(key)).flatMap(vault -> vault.together(call)));
  }

  /** Changes one vault, if it is there: see {@link StoredVault#alone}. */
  <T> Optional<T> change(VaultKey key, Function<StoredVault, T> call) {
    return whileOpen(all -> Optional.ofNullable(all.get(key)).flatMap(vault -> vault.alone(call)));
  }

  /** Closes the storage once all calls under way have ended. */
  void close() {
    closing.writeLock().lock();
    try {
      closed = true;
    } finally {
      closing.writeLock().unlock();
    }
  }
}
