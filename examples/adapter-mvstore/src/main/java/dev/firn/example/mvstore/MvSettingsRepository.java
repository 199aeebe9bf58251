// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.document.Document;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/** Settings as the bytes of their documents; where nothing is set there is no row. */
final class MvSettingsRepository implements SettingsRepository {
  private final Engine engine;
  private final Tables tables;

  MvSettingsRepository(Engine engine, Tables tables) {
    this.engine = engine;
    this.tables = tables;
  }

  @Override
  public Optional<VaultSettings> find(VaultKey vault) {
    return engine.read("find what is set for vault " + vault, () -> set(vault));
  }

  private Optional<VaultSettings> set(VaultKey vault) {
    String key = Keys.vault(vault);
    return tables.vaults().containsKey(key)
        ? Optional.of(
            Values.document(key, tables.vaultSettings().get(key), VaultSettings::of)
                .orElse(VaultSettings.none()))
        : Optional.empty();
  }

  @Override
  public boolean replace(VaultKey vault, VaultSettings expected, VaultSettings replacement) {
    return engine.change(
        "replace what is set for vault " + vault,
        () -> {
          boolean isExpected = set(vault).equals(Optional.of(expected));
          if (isExpected) {
            boolean isNone = replacement.equals(VaultSettings.none());
            put(tables.vaultSettings(), Keys.vault(vault), isNone, replacement.document());
          }
          return isExpected;
        });
  }

  @Override
  public AccountSettings find(AccountId account) {
    return engine.read("find what is set for account " + account, () -> set(account));
  }

  private AccountSettings set(AccountId account) {
    String key = account.value();
    return Values.document(key, tables.accountSettings().get(key), AccountSettings::of)
        .orElse(AccountSettings.none());
  }

  @Override
  public boolean replace(AccountId account, AccountSettings expected, AccountSettings replacement) {
    return engine.change(
        "replace what is set for account " + account,
        () -> {
          boolean isExpected = set(account).equals(expected);
          if (isExpected) {
            boolean isNone = replacement.equals(AccountSettings.none());
            put(tables.accountSettings(), account.value(), isNone, replacement.document());
          }
          return isExpected;
        });
  }

  private static void put(
      MVMap<String, byte[]> map, String key, boolean isNone, Document document) {
    if (isNone) {
      map.remove(key);
    } else {
      map.put(key, document.bytes());
    }
  }

  @Override
  public List<AccountId> accounts(Scan<AccountId> scan) {
    String start = scan.startAt().map(AccountId::value).orElse(Keys.FIRST);
    return engine.read(
        "list accounts for which something is set",
        () ->
            Tables.scan(
                tables.accountSettings(),
                start,
                Keys.BEYOND,
                scan.max(),
                (key, value) -> new AccountId(key)));
  }
}
