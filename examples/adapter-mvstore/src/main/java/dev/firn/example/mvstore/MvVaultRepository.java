// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import dev.firn.domain.vault.VaultRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Vaults, with their inventories beside them. */
final class MvVaultRepository implements VaultRepository {
  private final Engine engine;
  private final Tables tables;
  private final Jobs jobs;

  MvVaultRepository(Engine engine, Tables tables, Jobs jobs) {
    this.engine = engine;
    this.tables = tables;
    this.jobs = jobs;
  }

  @Override
  public boolean create(Vault vault) {
    String key = Keys.vault(vault.key());
    return engine.change(
        "create vault " + vault.key(),
        () -> tables.vaults().putIfAbsent(key, Values.of(vault)) == null);
  }

  @Override
  public Optional<Vault> find(VaultKey key) {
    return engine.read("find vault " + key, () -> stored(key));
  }

  private Optional<Vault> stored(VaultKey vault) {
    String key = Keys.vault(vault);
    return Optional.ofNullable(tables.vaults().get(key)).map(value -> Values.vault(key, value));
  }

  @Override
  public List<Vault> scan(AccountId account, Scan<VaultName> scan) {
    String start = account.value() + scan.startAt().map(VaultName::value).orElse(Keys.FIRST);
    String end = account.value() + Keys.BEYOND;
    return engine.read(
        "list vaults of " + account,
        () -> Tables.scan(tables.vaults(), start, end, scan.max(), Values::vault));
  }

  @Override
  public List<AccountId> accounts(Scan<AccountId> scan) {
    String start = scan.startAt().map(AccountId::value).orElse(Keys.FIRST);
    return engine.read(
        "list accounts",
        () ->
            Stream.iterate(
                    firstAccount(start),
                    Optional::isPresent,
                    account -> firstAccount(account.get().value() + Keys.BEYOND))
                .limit(scan.max())
                .map(Optional::get)
                .toList());
  }

  /** Returns the account of the first vault at or behind a key. */
  private Optional<AccountId> firstAccount(String from) {
    return Tables.scan(tables.vaults(), from, Keys.BEYOND, 1, Values::vault).stream()
        .map(vault -> vault.key().account())
        .findFirst();
  }

  @Override
  public boolean touch(VaultKey key, Instant time) {
    return engine.change("touch vault " + key, () -> takeStock(key, 0, 0, time));
  }

  /** Takes an archive into its vault's inventory. In a step. */
  void add(Archive archive) {
    takeStock(archive.vault(), 1, archive.size(), archive.creationDate());
  }

  /** Takes an archive out of its vault's inventory. In a step. */
  void remove(Archive archive, Instant time) {
    takeStock(archive.vault(), -1, -archive.size(), time);
  }

  private boolean takeStock(VaultKey key, int moreArchives, long moreBytes, Instant time) {
    Optional<Vault> found = stored(key);
    found.ifPresent(
        vault -> {
          VaultInventory before = vault.inventory();
          VaultInventory after =
              new VaultInventory(
                  before.archives() + moreArchives,
                  before.bytes() + moreBytes,
                  before.date().filter(time::isBefore).or(() -> Optional.of(time)));
          tables
              .vaults()
              .put(Keys.vault(key), Values.of(new Vault(key, vault.creationDate(), after)));
        });
    return found.isPresent();
  }

  @Override
  public VaultDeletion deleteIfEmpty(VaultKey vault) {
    String from = Keys.in(vault, "");
    String end = Keys.endOf(vault);
    return engine.change(
        "delete vault " + vault,
        () -> {
          if (!tables.vaults().containsKey(Keys.vault(vault))) {
            return VaultDeletion.ABSENT;
          }
          if (Tables.hasRows(tables.uploads(), from, end)
              || Tables.hasRows(tables.archives(), from, end)) {
            return VaultDeletion.NOT_EMPTY;
          }
          tables.vaults().remove(Keys.vault(vault));
          tables.vaultSettings().remove(Keys.vault(vault));
          jobs.removeAll(vault);
          Tables.scan(
                  tables.completions(),
                  from,
                  end,
                  Integer.MAX_VALUE,
                  (key, value) -> Keys.at(Values.completion(key, value).date(), key))
              .forEach(tables::forget);
          return VaultDeletion.DELETED;
        });
  }
}
