// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import dev.firn.domain.vault.VaultRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The port of a sound storage, for one method of it to be broken. */
abstract class Vaults implements VaultRepository {
  private final VaultRepository sound;

  Vaults(VaultRepository sound) {
    this.sound = sound;
  }

  @Override
  public boolean create(Vault vault) {
    return sound.create(vault);
  }

  @Override
  public Optional<Vault> find(VaultKey key) {
    return sound.find(key);
  }

  @Override
  public List<Vault> scan(AccountId account, Scan<VaultName> scan) {
    return sound.scan(account, scan);
  }

  @Override
  public List<AccountId> accounts(Scan<AccountId> scan) {
    return sound.accounts(scan);
  }

  @Override
  public boolean touch(VaultKey key, Instant time) {
    return sound.touch(key, time);
  }

  @Override
  public VaultDeletion deleteIfEmpty(VaultKey key) {
    return sound.deleteIfEmpty(key);
  }
}
