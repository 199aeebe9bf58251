// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

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
import java.util.stream.Stream;

/** Vaults as rows of {@link Family#VAULTS}. */
final class RocksDbVaultRepository implements VaultRepository {
  private final Database database;
  private final VaultLocks locks;
  private final Jobs jobs;

  RocksDbVaultRepository(Database database, VaultLocks locks, Jobs jobs) {
    this.database = database;
    this.locks = locks;
    this.jobs = jobs;
  }

  @Override
  public boolean create(Vault vault) {
    byte[] key = Keys.vault(vault.key());
    return locks.alone(
        vault.key(),
        () -> {
          if (database.contains(Family.VAULTS, key)) {
            return false;
          }
          database.put(Family.VAULTS, key, VaultCodec.encode(vault));
          return true;
        });
  }

  @Override
  public Optional<Vault> find(VaultKey vault) {
    return database
        .find(
            Family.VAULTS,
            Keys.vault(vault),
            (key, value) -> VaultCodec.decode(vault.account(), key, value))
        .map(this::withInventory);
  }

  private Vault withInventory(Vault empty) {
    return new Vault(empty.key(), empty.creationDate(), Inventories.read(database, empty.key()));
  }

  @Override
  public List<Vault> scan(AccountId account, Scan<VaultName> scan) {
    byte[] from =
        scan.startAt()
            .map(name -> Keys.vault(new VaultKey(account, name)))
            .orElseGet(() -> Keys.vaults(account));
    return database
        .scan(
            Family.VAULTS,
            from,
            Keys.endOfVaults(account),
            scan.max(),
            (key, value) -> VaultCodec.decode(account, key, value))
        .stream()
        .map(this::withInventory)
        .toList();
  }

  @Override
  public List<AccountId> accounts(Scan<AccountId> scan) {
    return Stream.iterate(
            firstAccount(scan.startAt().map(Keys::vaults).orElse(Keys.FIRST)),
            Optional::isPresent,
            account -> firstAccount(Keys.endOfVaults(account.get())))
        .limit(scan.max())
        .map(Optional::get)
        .toList();
  }

  /** Returns the account of the first vault at or behind a key. */
  private Optional<AccountId> firstAccount(byte[] from) {
    return database
        .scan(Family.VAULTS, from, Keys.BEYOND, 1, (key, value) -> Keys.account(key))
        .stream()
        .findFirst();
  }

  @Override
  public boolean touch(VaultKey vault, Instant time) {
    return locks.beside(
        vault,
        vault,
        () -> {
          if (!database.contains(Family.VAULTS, Keys.vault(vault))) {
            return false;
          }
          database.change(
              "touch vault " + vault, changes -> Inventories.date(changes, vault, time));
          return true;
        });
  }

  @Override
  public VaultDeletion deleteIfEmpty(VaultKey vault) {
    byte[] key = Keys.vault(vault);
    return locks.alone(
        vault,
        () -> {
          if (!database.contains(Family.VAULTS, key)) {
            return VaultDeletion.ABSENT;
          }
          if (holds(Family.UPLOADS, vault) || holds(Family.ARCHIVES, vault)) {
            return VaultDeletion.NOT_EMPTY;
          }
          database.change(
              "delete vault " + vault,
              changes -> {
                changes
                    .delete(Family.VAULTS, key)
                    .delete(Family.VAULT_SETTINGS, key)
                    .deleteRange(Family.COMPLETIONS, Keys.within(vault), Keys.endOf(vault));
                Inventories.delete(changes, vault);
                jobs.deleteAll(changes, vault);
              });
          return VaultDeletion.DELETED;
        });
  }

  private boolean holds(Family family, VaultKey vault) {
    return database.hasRows(family, Keys.within(vault), Keys.endOf(vault));
  }
}
