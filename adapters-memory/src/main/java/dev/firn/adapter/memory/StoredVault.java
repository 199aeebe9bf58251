// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultDeletion;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A vault with what is in it. Uploads are added side by side; sealing it, for its deletion, waits
 * for them.
 */
final class StoredVault {
  private final Vault vault;
  private final ConcurrentNavigableMap<UploadId, MultipartUpload> uploads =
      new ConcurrentSkipListMap<>();
  private final ReadWriteLock sealing = new ReentrantReadWriteLock();
  private volatile boolean sealed;

  StoredVault(Vault vault) {
    this.vault = vault;
  }

  Vault vault() {
    return vault;
  }

  ConcurrentNavigableMap<UploadId, MultipartUpload> uploads() {
    return uploads;
  }

  /** Adds an upload, unless the vault was sealed. */
  boolean add(MultipartUpload upload) {
    sealing.readLock().lock();
    try {
      if (sealed) {
        return false;
      }
      if (uploads.putIfAbsent(upload.id(), upload) != null) {
        throw new IllegalArgumentException(
            "Upload " + upload.id() + " is stored in " + upload.vault() + " already");
      }
      return true;
    } finally {
      sealing.readLock().unlock();
    }
  }

  boolean isSealed() {
    return sealed;
  }

  /**
   * Seals the vault unless something is in it. From then on the vault is as good as deleted, and
   * nothing is added.
   */
  VaultDeletion seal() {
    sealing.writeLock().lock();
    try {
      if (sealed) {
        return VaultDeletion.ABSENT;
      }
      if (!uploads.isEmpty()) {
        return VaultDeletion.NOT_EMPTY;
      }
      sealed = true;
      return VaultDeletion.DELETED;
    } finally {
      sealing.writeLock().unlock();
    }
  }
}
