// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;

/**
 * Copies what is set for vaults and accounts to where nothing is set. What the target has set
 * stays: above all no lock is ever loosened by that of a source that is older, or tampered with.
 */
final class SettingsCopy {
  private final Side from;
  private final Side to;
  private final Tally tally;

  SettingsCopy(Side from, Side to, Tally tally) {
    this.from = from;
    this.to = to;
    this.tally = tally;
  }

  static String name(VaultKey vault) {
    return "what is set for vault " + vault;
  }

  static String name(AccountId account) {
    return "what is set for account " + account;
  }

  void copy(VaultKey vault) {
    VaultSettings none = VaultSettings.none();
    VaultSettings set = from.settings(vault);
    if (!set.equals(none)
        && to.settings(vault).equals(none)
        && to.storage().settings().replace(vault, none, set)) {
      tally.settings();
    }
    Difference.of(set, to.settings(vault))
        .ifPresent(difference -> tally.conflict(name(vault), difference));
  }

  /** Copies what is set for an account; it need not have a vault. */
  void copy(AccountId account) {
    AccountSettings none = AccountSettings.none();
    AccountSettings set = from.settings(account);
    if (!set.equals(none)
        && to.settings(account).equals(none)
        && to.storage().settings().replace(account, none, set)) {
      tally.settings();
    }
    Difference.of(set, to.settings(account))
        .ifPresent(difference -> tally.conflict(name(account), difference));
  }
}
