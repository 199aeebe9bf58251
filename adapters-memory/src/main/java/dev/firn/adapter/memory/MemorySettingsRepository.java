// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;

/** Settings with their vaults, and in a sorted concurrent map for accounts. */
final class MemorySettingsRepository implements SettingsRepository {
  private final StoredVaults stored;

  MemorySettingsRepository(StoredVaults stored) {
    this.stored = stored;
  }

  @Override
  public Optional<VaultSettings> find(VaultKey vault) {
    return stored.with(vault, StoredVault::settings);
  }

  @Override
  public boolean replace(VaultKey vault, VaultSettings expected, VaultSettings replacement) {
    return stored
        .change(vault, found -> found.replaceSettings(expected, replacement))
        .orElse(false);
  }

  @Override
  public AccountSettings find(AccountId account) {
    return stored.whileOpen(all -> stored.accounts().getOrDefault(account, AccountSettings.none()));
  }

  @Override
  public boolean replace(AccountId account, AccountSettings expected, AccountSettings replacement) {
    return stored.whileOpen(all -> replaced(stored.accounts(), account, expected, replacement));
  }

  /** An account for which nothing is set is not in the map. */
  private static boolean replaced(
      ConcurrentMap<AccountId, AccountSettings> accounts,
      AccountId account,
      AccountSettings expected,
      AccountSettings replacement) {
    AccountSettings none = AccountSettings.none();
    if (expected.equals(none)) {
      return replacement.equals(none)
          ? !accounts.containsKey(account)
          : accounts.putIfAbsent(account, replacement) == null;
    }
    return replacement.equals(none)
        ? accounts.remove(account, expected)
        : accounts.replace(account, expected, replacement);
  }

  @Override
  public List<AccountId> accounts(Scan<AccountId> scan) {
    return stored.whileOpen(
        all -> Rows.from(scan, stored.accounts()).keySet().stream().limit(scan.max()).toList());
  }
}
