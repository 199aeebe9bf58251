// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Optional;

/** The port of a sound storage, for one method of it to be broken. */
abstract class Settings implements SettingsRepository {
  private final SettingsRepository sound;

  Settings(SettingsRepository sound) {
    this.sound = sound;
  }

  @Override
  public Optional<VaultSettings> find(VaultKey vault) {
    return sound.find(vault);
  }

  @Override
  public boolean replace(VaultKey vault, VaultSettings expected, VaultSettings replacement) {
    return sound.replace(vault, expected, replacement);
  }

  @Override
  public AccountSettings find(AccountId account) {
    return sound.find(account);
  }

  @Override
  public boolean replace(AccountId account, AccountSettings expected, AccountSettings replacement) {
    return sound.replace(account, expected, replacement);
  }

  @Override
  public List<AccountId> accounts(Scan<AccountId> scan) {
    return sound.accounts(scan);
  }
}
