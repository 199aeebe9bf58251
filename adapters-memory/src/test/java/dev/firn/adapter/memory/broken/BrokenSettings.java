// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/** Backends that go wrong with what is set for vaults and accounts. */
final class BrokenSettings {
  private static final String PORT = "SettingsPort";

  private BrokenSettings() {}

  static Stream<Break> all() {
    return Stream.of(
        Break.ofSettings(
                "keeps what is set for a vault that is deleted",
                PORT,
                (sound, storage) ->
                    new Settings(sound) {
                      private final Map<VaultKey, VaultSettings> kept = new ConcurrentHashMap<>();

                      @Override
                      public Optional<VaultSettings> find(VaultKey vault) {
                        return super.find(vault).map(set -> kept.getOrDefault(vault, set));
                      }

                      @Override
                      public boolean replace(
                          VaultKey vault, VaultSettings expected, VaultSettings replacement) {
                        boolean replaced = super.replace(vault, expected, replacement);
                        if (replaced) {
                          kept.put(vault, replacement);
                        }
                        return replaced;
                      }
                    })
            .isFailedBy("go_with_it", "settings, clause 1: what is set for "),
        Break.ofSettings(
                "replaces what is set, whatever was expected",
                PORT,
                (sound, storage) ->
                    new Settings(sound) {
                      @Override
                      public boolean replace(
                          VaultKey vault, VaultSettings expected, VaultSettings replacement) {
                        return find(vault)
                            .map(found -> super.replace(vault, found, replacement))
                            .orElse(false);
                      }
                    })
            .isFailedBy(
                "takes_nothing_else_for_what_is_expected",
                "settings, clause 2: something else is set"),
        Break.ofSettings(
                "looks whether it is what is expected, and then replaces it",
                "SettingsConcurrency",
                (sound, storage) ->
                    new Settings(sound) {
                      private final Window window = new Window();

                      @Override
                      public boolean replace(
                          VaultKey vault, VaultSettings expected, VaultSettings replacement) {
                        boolean isExpected = find(vault).equals(Optional.of(expected));
                        window.pass();
                        return isExpected
                            && super.replace(vault, find(vault).orElse(expected), replacement);
                      }
                    })
            .isFailedBy(
                "a_vaults_are_replaced_by_exactly_one_of_many",
                "settings, clause 2: exactly one replaced it"),
        Break.ofSettings(
                "has neighbouring accounts share what is set",
                PORT,
                (sound, storage) ->
                    new Settings(sound) {
                      private AccountId shared(AccountId account) {
                        return new AccountId(account.value().substring(0, 11) + "0");
                      }

                      @Override
                      public AccountSettings find(AccountId account) {
                        return super.find(shared(account));
                      }

                      @Override
                      public boolean replace(
                          AccountId account,
                          AccountSettings expected,
                          AccountSettings replacement) {
                        return super.replace(shared(account), expected, replacement);
                      }
                    })
            .isFailedBy("touches_no_other_accounts", "settings, clause 4: "),
        Break.ofSettings(
                "lists an account for which something was set before",
                PORT,
                (sound, storage) ->
                    new Settings(sound) {
                      private final Set<AccountId> before = new ConcurrentSkipListSet<>();

                      @Override
                      public boolean replace(
                          AccountId account,
                          AccountSettings expected,
                          AccountSettings replacement) {
                        before.add(account);
                        return super.replace(account, expected, replacement);
                      }

                      @Override
                      public List<AccountId> accounts(Scan<AccountId> scan) {
                        super.accounts(scan);
                        return before.stream()
                            .filter(each -> scan.startAt().map(each::compareTo).orElse(0) >= 0)
                            .limit(scan.max())
                            .toList();
                      }
                    })
            .isFailedBy(
                "go_when_nothing_is_set_any_more", "settings, clause 5: nothing was ever set"));
  }
}
