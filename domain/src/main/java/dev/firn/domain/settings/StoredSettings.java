// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.error.StorageException;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reads and changes what is set, whoever else changes it at the same moment: a change is made to
 * what is there, or not at all. Thread-safe.
 */
final class StoredSettings {
  /** Each one in vain means that somebody else's change was made. */
  private static final int MOST_TRIES = 1_000;

  private final SettingsRepository repository;
  private final Vaults vaults;

  StoredSettings(SettingsRepository repository, Vaults vaults) {
    this.repository = repository;
    this.vaults = vaults;
  }

  VaultSettings of(VaultKey vault) {
    return repository.find(vault).orElseThrow(() -> vaults.notFound(vault));
  }

  AccountSettings of(AccountId account) {
    return repository.find(account);
  }

  /**
   * Changes what is set for a vault.
   *
   * @param change may throw what refuses it; is asked again if what was read is not there any more
   */
  void change(VaultKey vault, UnaryOperator<VaultSettings> change) {
    change(
        vault,
        () -> of(vault),
        change,
        (before, after) -> repository.replace(vault, before, after));
  }

  /** Changes what is set for an account. */
  void change(AccountId account, UnaryOperator<AccountSettings> change) {
    change(
        account,
        () -> of(account),
        change,
        (before, after) -> repository.replace(account, before, after));
  }

  private static <T> void change(
      Object what, Supplier<T> reading, UnaryOperator<T> change, BiPredicate<T, T> replacing) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      T before = reading.get();
      T after = change.apply(before);
      if (after.equals(before) || replacing.test(before, after)) {
        return;
      }
    }
    throw new StorageException(
        "Cannot change what is set for " + what + ": it changes all the time");
  }
}
