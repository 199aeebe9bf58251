// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

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

/** Vaults in a sorted concurrent map. */
final class MemoryVaultRepository implements VaultRepository {
  /** No name is before it: '-' has the least code of all that a name may have. */
  private static final VaultName FIRST = new VaultName("-");

  private final StoredVaults stored;
  private final StoredContents contents;

  MemoryVaultRepository(StoredVaults stored, StoredContents contents) {
    this.stored = stored;
    this.contents = contents;
  }

  @Override
  public boolean create(Vault vault) {
    StoredVault created = new StoredVault(vault, stored.agenda());
    return stored.whileOpen(
        all ->
            created
                == all.compute(
                    vault.key(), (key, old) -> old == null || old.isSealed() ? created : old));
  }

  @Override
  public Optional<Vault> find(VaultKey key) {
    return stored.with(key, StoredVault::vault);
  }

  @Override
  public List<Vault> scan(AccountId account, Scan<VaultName> scan) {
    VaultKey start = new VaultKey(account, scan.startAt().orElse(FIRST));
    return stored.whileOpen(
        all ->
            all.tailMap(start).values().stream()
                .takeWhile(found -> found.vault().key().account().equals(account))
                .filter(found -> !found.isSealed())
                .map(StoredVault::vault)
                .limit(scan.max())
                .toList());
  }

  @Override
  public List<AccountId> accounts(Scan<AccountId> scan) {
    return stored.whileOpen(
        all ->
            scan
                .startAt()
                .map(start -> all.tailMap(new VaultKey(start, FIRST)))
                .orElse(all)
                .values()
                .stream()
                .filter(found -> !found.isSealed())
                .map(found -> found.vault().key().account())
                .distinct()
                .limit(scan.max())
                .toList());
  }

  @Override
  public boolean touch(VaultKey key, Instant time) {
    return stored.change(key, found -> found.takeStock(0, 0, time)).isPresent();
  }

  @Override
  public VaultDeletion deleteIfEmpty(VaultKey key) {
    return stored.whileOpen(
        all -> {
          Optional<StoredVault> found = Optional.ofNullable(all.get(key));
          VaultDeletion result = found.map(StoredVault::seal).orElse(VaultDeletion.ABSENT);
          if (result == VaultDeletion.DELETED) {
            all.remove(key, found.get());
            contents.abandon(found.get().jobs().end());
          }
          return result;
        });
  }
}
