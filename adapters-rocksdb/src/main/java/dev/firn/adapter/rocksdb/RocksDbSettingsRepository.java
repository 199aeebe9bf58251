// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.document.Document;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Optional;

/**
 * Settings as rows of {@link Family#VAULT_SETTINGS} and {@link Family#ACCOUNT_SETTINGS}: where
 * nothing is set there is no row. A vault's row is deleted in the step that deletes the vault.
 */
final class RocksDbSettingsRepository implements SettingsRepository {
  private final Database database;
  private final VaultLocks locks;

  RocksDbSettingsRepository(Database database, VaultLocks locks) {
    this.database = database;
    this.locks = locks;
  }

  @Override
  public Optional<VaultSettings> find(VaultKey vault) {
    byte[] key = Keys.vault(vault);
    // In this order: of a vault that is there its settings are not missed, as they go with it.
    return database
        .find(
            Family.VAULT_SETTINGS,
            key,
            (found, value) -> DocumentCodec.decode(found, value, VaultSettings::of))
        .or(
            () ->
                database.contains(Family.VAULTS, key)
                    ? Optional.of(VaultSettings.none())
                    : Optional.empty());
  }

  @Override
  public boolean replace(VaultKey vault, VaultSettings expected, VaultSettings replacement) {
    return locks.beside(
        vault,
        vault,
        () -> {
          boolean isExpected = find(vault).equals(Optional.of(expected));
          if (isExpected) {
            store(
                Family.VAULT_SETTINGS,
                Keys.vault(vault),
                replacement.document(),
                !replacement.equals(VaultSettings.none()));
          }
          return isExpected;
        });
  }

  @Override
  public AccountSettings find(AccountId account) {
    return database
        .find(
            Family.ACCOUNT_SETTINGS,
            Keys.account(account),
            (key, value) -> DocumentCodec.decode(key, value, AccountSettings::of))
        .orElse(AccountSettings.none());
  }

  @Override
  public boolean replace(AccountId account, AccountSettings expected, AccountSettings replacement) {
    return locks.on(
        account,
        () -> {
          boolean isExpected = find(account).equals(expected);
          if (isExpected) {
            store(
                Family.ACCOUNT_SETTINGS,
                Keys.account(account),
                replacement.document(),
                !replacement.equals(AccountSettings.none()));
          }
          return isExpected;
        });
  }

  private void store(Family family, byte[] key, Document document, boolean isSomething) {
    if (isSomething) {
      database.put(family, key, DocumentCodec.encode(document));
    } else {
      database.delete(family, key);
    }
  }

  @Override
  public List<AccountId> accounts(Scan<AccountId> scan) {
    return database.scan(
        Family.ACCOUNT_SETTINGS,
        scan.startAt().map(Keys::account).orElse(Keys.FIRST),
        Keys.BEYOND,
        scan.max(),
        (key, value) -> Keys.account(key));
  }
}
