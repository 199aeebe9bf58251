// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultRepository;

/**
 * A storage in this process's heap: what is in it is gone when the process is, or when it is
 * closed.
 */
public final class MemoryStorage implements Storage {
  private final StoredVaults stored = new StoredVaults();
  private final VaultRepository vaults = new MemoryVaultRepository(stored);
  private final UploadRepository uploads = new MemoryUploadRepository(stored);

  /** Creates an empty storage. */
  public MemoryStorage() {}

  @Override
  public VaultRepository vaults() {
    return vaults;
  }

  @Override
  public UploadRepository uploads() {
    return uploads;
  }

  @Override
  public void close() {
    stored.close();
  }
}
