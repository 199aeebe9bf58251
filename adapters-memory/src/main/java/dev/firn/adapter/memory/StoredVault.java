// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultInventory;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A vault with what is in it. Uploads are added side by side; what changes archives and the
 * inventory, and sealing the vault, for its deletion, is done alone.
 */
final class StoredVault {
  private final Vault vault;
  private final ConcurrentNavigableMap<UploadId, StoredUpload> uploads =
      new ConcurrentSkipListMap<>();
  private final ConcurrentNavigableMap<ArchiveId, StoredArchive> archives =
      new ConcurrentSkipListMap<>();
  private final ConcurrentNavigableMap<UploadId, Completion> completions =
      new ConcurrentSkipListMap<>();
  private final ReadWriteLock changing = new ReentrantReadWriteLock();
  private final StoredJobs jobs;
  private volatile VaultInventory inventory;
  private volatile VaultSettings settings = VaultSettings.none();
  private volatile boolean sealed;

  StoredVault(Vault vault, JobAgenda agenda) {
    this.vault = vault;
    this.jobs = new StoredJobs(agenda);
    this.inventory = vault.inventory();
  }

  Vault vault() {
    return new Vault(vault.key(), vault.creationDate(), inventory);
  }

  ConcurrentNavigableMap<UploadId, StoredUpload> uploads() {
    return uploads;
  }

  ConcurrentNavigableMap<ArchiveId, StoredArchive> archives() {
    return archives;
  }

  ConcurrentNavigableMap<UploadId, Completion> completions() {
    return completions;
  }

  StoredJobs jobs() {
    return jobs;
  }

  VaultSettings settings() {
    return settings;
  }

  boolean replaceSettings(VaultSettings expected, VaultSettings replacement) {
    boolean isExpected = settings.equals(expected);
    settings = isExpected ? replacement : settings;
    return isExpected;
  }

  /** Does something with the vault, side by side with others; empty if it was sealed. */
  <T> Optional<T> together(Function<StoredVault, T> call) {
    return locked(changing.readLock(), call);
  }

  /** Does something with the vault that others see as one step; empty if it was sealed. */
  <T> Optional<T> alone(Function<StoredVault, T> call) {
    return locked(changing.writeLock(), call);
  }

  private <T> Optional<T> locked(Lock lock, Function<StoredVault, T> call) {
    lock.lock();
    try {
      return sealed ? Optional.empty() : Optional.of(this).map(call);
    } finally {
      lock.unlock();
    }
  }

  void addArchive(StoredArchive added) {
    Archive archive = added.archive();
    archives.put(archive.id(), added);
    takeStock(1, archive.size(), archive.creationDate());
  }

  Optional<StoredArchive> removeArchive(ArchiveId id, Instant time) {
    Optional<StoredArchive> removed = Optional.ofNullable(archives.remove(id));
    removed.ifPresent(each -> takeStock(-1, -each.archive().size(), time));
    return removed;
  }

  /** Changes the inventory, and returns it. */
  VaultInventory takeStock(int moreArchives, long moreBytes, Instant time) {
    inventory =
        new VaultInventory(
            inventory.archives() + moreArchives,
            inventory.bytes() + moreBytes,
            inventory.date().filter(time::isBefore).or(() -> Optional.of(time)));
    return inventory;
  }

  boolean isSealed() {
    return sealed;
  }

  /**
   * Seals the vault unless something is in it. From then on the vault is as good as deleted, and
   * nothing is added.
   */
  VaultDeletion seal() {
    return alone(
            vault -> {
              sealed = uploads.isEmpty() && archives.isEmpty();
              return sealed ? VaultDeletion.DELETED : VaultDeletion.NOT_EMPTY;
            })
        .orElse(VaultDeletion.ABSENT);
  }
}
