// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleSettings.accountSettings;
import static dev.firn.testkit.SampleSettings.number;
import static dev.firn.testkit.SampleSettings.settings;
import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link SettingsRepository} promises to many threads; {@link StorageContract} brings it
 * together with the rest.
 */
abstract class SettingsConcurrencyContract {
  private static final int THREADS = 4;
  private static final int CHANGES = 25;
  private static final int ROUNDS = 40;

  abstract Storage storage();

  private SettingsRepository repository() {
    return storage().settings();
  }

  @BeforeEach
  void create_the_vault() {
    storage().vaults().create(created(PHOTOS));
  }

  // Four people tag a vault at the same moment: each tries until it is done, and no tag is lost.
  @Test
  @Clause("settings, clause 2")
  void no_change_of_a_vaults_is_lost() throws Exception {
    Race.run(THREADS, () -> change(storage(), CHANGES));
    assertEquals(
        Optional.of(settings(THREADS * CHANGES)),
        repository().find(PHOTOS),
        "each change is on top of the one before");
  }

  /** Raises the number of what is set for a vault so many times. */
  static int change(Storage storage, int times) {
    int done = 0;
    while (done < times) {
      VaultSettings found = storage.settings().find(PHOTOS).orElseThrow();
      if (storage.settings().replace(PHOTOS, found, settings(1 + number(found)))) {
        done++;
      }
    }
    return done;
  }

  @Test
  @Clause("settings, clause 4")
  void no_change_of_an_accounts_is_lost() throws Exception {
    Race.run(
        THREADS,
        () -> {
          int done = 0;
          while (done < CHANGES) {
            AccountSettings found = repository().find(ACCOUNT);
            if (repository().replace(ACCOUNT, found, accountSettings(1 + number(found)))) {
              done++;
            }
          }
          return done;
        });
    assertEquals(
        accountSettings(THREADS * CHANGES),
        repository().find(ACCOUNT),
        "each change is on top of the one before");
  }

  // Two initiate a lock at the same moment: one of them must be told that there is one already.
  @Test
  @Clause("settings, clause 2")
  void a_vaults_are_replaced_by_exactly_one_of_many() throws Exception {
    VaultSettings expected = VaultSettings.none();
    for (int round = 0; round < ROUNDS; round++) {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int thread = 1; thread <= THREADS; thread++) {
        VaultSettings before = expected;
        VaultSettings after = settings(round * THREADS + thread);
        calls.add(() -> repository().replace(PHOTOS, before, after));
      }
      List<Boolean> results = Race.run(calls);
      assertEquals(1, Collections.frequency(results, true), "exactly one replaced it");
      expected = settings(round * THREADS + 1 + results.indexOf(true));
      assertEquals(Optional.of(expected), repository().find(PHOTOS), "by what it said");
    }
  }

  @Test
  @Clause("settings, clause 4")
  void an_accounts_are_replaced_by_exactly_one_of_many() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int thread = 1; thread <= THREADS; thread++) {
        AccountSettings after = accountSettings(thread);
        calls.add(() -> repository().replace(ACCOUNT, AccountSettings.none(), after));
      }
      List<Boolean> results = Race.run(calls);
      assertEquals(1, Collections.frequency(results, true), "exactly one replaced it");
      AccountSettings set = accountSettings(1 + results.indexOf(true));
      assertEquals(set, repository().find(ACCOUNT), "by what it said");
      List<Boolean> endings =
          Race.run(2, () -> repository().replace(ACCOUNT, set, AccountSettings.none()));
      assertEquals(1, Collections.frequency(endings, true), "exactly one set it back");
    }
  }

  // A DeleteVault while somebody tags it: the vault that is created next has no tags.
  @Test
  @Clause("settings, clauses 1 and 2")
  void none_are_ever_left_of_a_vault_that_is_deleted() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      VaultKey key = vault("round-" + round);
      storage().vaults().create(created(key));
      repository().replace(key, VaultSettings.none(), settings(1));
      List<Object> results =
          Race.run(
              List.of(
                  () -> repository().replace(key, settings(1), settings(2)),
                  () -> storage().vaults().deleteIfEmpty(key),
                  () -> repository().replace(key, settings(2), settings(3))));
      assertEquals(VaultDeletion.DELETED, results.get(1), "settings keep no vault");
      assertEquals(Optional.empty(), repository().find(key), "there is no such vault");
      storage().vaults().create(created(key));
      assertEquals(
          Optional.of(VaultSettings.none()), repository().find(key), "nothing was left behind");
    }
  }

  // One who found the old vault tags the new one: what it sets must not be mixed with the old.
  @Test
  @Clause("settings, clauses 1 and 2")
  void a_vault_that_is_created_anew_has_what_was_set_for_it_or_none() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      VaultKey key = vault("round-" + round);
      storage().vaults().create(created(key));
      repository().replace(key, VaultSettings.none(), settings(1));
      List<Boolean> results =
          Race.run(
              List.of(
                  () -> repository().replace(key, VaultSettings.none(), settings(2)),
                  () -> {
                    storage().vaults().deleteIfEmpty(key);
                    return storage().vaults().create(created(key));
                  },
                  () -> repository().replace(key, settings(1), settings(3))));
      assertEquals(
          Optional.of(results.get(0) ? settings(2) : VaultSettings.none()),
          repository().find(key),
          "what was set for it, and nothing that was set before: " + results);
    }
  }
}
