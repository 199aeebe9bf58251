// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleSettings.FULL;
import static dev.firn.testkit.SampleSettings.FULL_ACCOUNT;
import static dev.firn.testkit.SampleSettings.accountSettings;
import static dev.firn.testkit.SampleSettings.settings;
import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link SettingsRepository} promises to one thread; {@link StorageContract} brings it
 * together with the rest.
 */
@Clause("settings, clauses 1 to 5")
abstract class SettingsRepositoryContract {
  private static final AccountId OTHER = new AccountId("999999999999");
  private static final VaultSettings NONE = VaultSettings.none();
  private static final AccountSettings NOTHING = AccountSettings.none();

  abstract Storage storage();

  private SettingsRepository repository() {
    return storage().settings();
  }

  private void assertSet(VaultSettings expected, VaultKey vault) {
    assertEquals(Optional.of(expected), repository().find(vault), "what is set for " + vault);
  }

  private void replace(VaultKey vault, VaultSettings expected, VaultSettings replacement) {
    assertTrue(
        repository().replace(vault, expected, replacement), "what is expected is set for " + vault);
  }

  private void replace(AccountId account, AccountSettings expected, AccountSettings replacement) {
    assertTrue(
        repository().replace(account, expected, replacement),
        "what is expected is set for " + account);
  }

  @BeforeEach
  void create_the_vault() {
    storage().vaults().create(created(PHOTOS));
  }

  @Nested
  @Clause("settings, clause 1")
  class OfAVault {

    @Test
    void are_none_unless_something_was_set() {
      assertSet(NONE, PHOTOS);
    }

    @Test
    void are_empty_where_there_is_no_such_vault() {
      assertEquals(Optional.empty(), repository().find(vault("phot")));
      assertEquals(
          Optional.empty(), repository().find(new VaultKey(OTHER, PHOTOS.name())), "another's");
    }

    // Who creates a vault by the name of an old one must not find himself under its lock.
    @Test
    void go_with_it() {
      replace(PHOTOS, NONE, FULL);
      assertEquals(
          VaultDeletion.DELETED,
          storage().vaults().deleteIfEmpty(PHOTOS),
          "settings do not keep a vault");
      assertEquals(Optional.empty(), repository().find(PHOTOS), "there is no such vault");
      storage().vaults().create(created(PHOTOS));
      assertSet(NONE, PHOTOS);
    }

    @Test
    void stay_with_a_vault_that_is_not_deleted() {
      replace(PHOTOS, NONE, settings(1));
      Given.archive(storage(), PHOTOS, 1);
      assertEquals(VaultDeletion.NOT_EMPTY, storage().vaults().deleteIfEmpty(PHOTOS));
      assertFalse(storage().vaults().create(created(PHOTOS)), "it is there");
      assertSet(settings(1), PHOTOS);
    }

    @Test
    void leave_the_vault_as_it_is() {
      Given.archive(storage(), PHOTOS, 1);
      final Optional<Vault> before = storage().vaults().find(PHOTOS);
      replace(PHOTOS, NONE, settings(1));
      assertEquals(before, storage().vaults().find(PHOTOS), "date and inventory");
    }
  }

  @Nested
  @Clause("settings, clause 2")
  class ReplacingAVaults {

    @Test
    void gives_back_what_was_set_to_the_letter() {
      replace(PHOTOS, NONE, FULL);
      assertSet(FULL, PHOTOS);
    }

    @Test
    void takes_nothing_else_for_what_is_expected() {
      replace(PHOTOS, NONE, FULL);
      for (VaultSettings other : SampleSettings.changed(FULL)) {
        assertFalse(repository().replace(PHOTOS, other, settings(1)), "something else is set");
        assertSet(FULL, PHOTOS);
        replace(PHOTOS, FULL, other);
        assertSet(other, PHOTOS);
        assertFalse(repository().replace(PHOTOS, FULL, settings(1)), "it was replaced");
        assertSet(other, PHOTOS);
        replace(PHOTOS, other, FULL);
      }
    }

    @Test
    void goes_back_to_none() {
      replace(PHOTOS, NONE, settings(1));
      replace(PHOTOS, settings(1), NONE);
      assertSet(NONE, PHOTOS);
      assertFalse(repository().replace(PHOTOS, settings(1), settings(2)), "nothing is set");
      replace(PHOTOS, NONE, settings(2));
      assertSet(settings(2), PHOTOS);
    }

    // Whoever only wants to know whether something has changed meanwhile.
    @Test
    void is_true_also_if_it_changes_nothing() {
      replace(PHOTOS, NONE, NONE);
      assertFalse(repository().replace(PHOTOS, settings(1), settings(1)), "nothing is set");
      assertSet(NONE, PHOTOS);
      replace(PHOTOS, NONE, settings(1));
      replace(PHOTOS, settings(1), settings(1));
      assertFalse(repository().replace(PHOTOS, NONE, NONE), "something is set");
      assertSet(settings(1), PHOTOS);
    }

    @Test
    void is_false_where_there_is_no_such_vault() {
      VaultKey absent = vault("films");
      assertFalse(repository().replace(absent, NONE, settings(1)), "there is none");
      assertFalse(repository().replace(absent, NONE, NONE), "nor to be left as it is");
      assertEquals(Optional.empty(), repository().find(absent), "it did not come by that");
      storage().vaults().create(created(absent));
      assertSet(NONE, absent);
    }

    // "photos" and "photos2", and the "photos" of somebody else.
    @Test
    void touches_no_other_vaults() {
      List<VaultKey> neighbours =
          List.of(vault("photo"), vault("photos2"), new VaultKey(OTHER, PHOTOS.name()));
      neighbours.forEach(each -> storage().vaults().create(created(each)));
      replace(PHOTOS, NONE, settings(9));
      neighbours.forEach(each -> assertSet(NONE, each));
      for (int number = 0; number < neighbours.size(); number++) {
        replace(neighbours.get(number), NONE, settings(number));
      }
      assertSet(settings(9), PHOTOS);
      storage().vaults().deleteIfEmpty(PHOTOS);
      for (int number = 0; number < neighbours.size(); number++) {
        assertSet(settings(number), neighbours.get(number));
      }
    }
  }

  @Nested
  @Clause("settings, clause 3")
  class OfAnAccount {

    @Test
    void are_none_unless_something_was_set() {
      assertEquals(NOTHING, repository().find(ACCOUNT));
      assertEquals(NOTHING, repository().find(OTHER), "nor for one without vaults");
    }

    // An account may set its policy before it has a vault, and keeps it when the last one goes.
    @Test
    void need_no_vault() {
      replace(OTHER, NOTHING, FULL_ACCOUNT);
      replace(ACCOUNT, NOTHING, accountSettings(1));
      storage().vaults().deleteIfEmpty(PHOTOS);
      assertEquals(FULL_ACCOUNT, repository().find(OTHER), "it never had a vault");
      assertEquals(accountSettings(1), repository().find(ACCOUNT), "it has none any more");
    }

    @Test
    void are_no_vaults() {
      replace(PHOTOS, NONE, settings(1));
      assertEquals(NOTHING, repository().find(ACCOUNT), "something is set for its vault alone");
      replace(ACCOUNT, NOTHING, accountSettings(1));
      replace(OTHER, NOTHING, accountSettings(2));
      assertSet(settings(1), PHOTOS);
      assertEquals(
          List.of(ACCOUNT), storage().vaults().accounts(Scan.first(9)), "those that have vaults");
    }
  }

  @Nested
  @Clause("settings, clause 4")
  class ReplacingAnAccounts {

    @Test
    void takes_nothing_else_for_what_is_expected() {
      assertFalse(
          repository().replace(ACCOUNT, accountSettings(1), accountSettings(2)), "nothing is set");
      assertEquals(NOTHING, repository().find(ACCOUNT), "nothing was changed");
      replace(ACCOUNT, NOTHING, FULL_ACCOUNT);
      for (AccountSettings other :
          List.of(
              NOTHING,
              accountSettings(1),
              FULL_ACCOUNT.withCapacity(List.of()),
              FULL_ACCOUNT.withRetrievals(FULL_ACCOUNT.retrievals().subList(1, 500)))) {
        assertFalse(
            repository().replace(ACCOUNT, other, accountSettings(2)), "something else is set");
        assertEquals(FULL_ACCOUNT, repository().find(ACCOUNT), "nothing was changed");
        replace(ACCOUNT, FULL_ACCOUNT, other);
        assertEquals(other, repository().find(ACCOUNT));
        replace(ACCOUNT, other, FULL_ACCOUNT);
      }
    }

    @Test
    void is_true_also_if_it_changes_nothing() {
      replace(ACCOUNT, NOTHING, NOTHING);
      assertFalse(
          repository().replace(ACCOUNT, accountSettings(1), accountSettings(1)), "nothing is set");
      assertFalse(repository().replace(ACCOUNT, accountSettings(1), NOTHING), "nothing is set");
      assertEquals(NOTHING, repository().find(ACCOUNT));
      replace(ACCOUNT, NOTHING, accountSettings(1));
      replace(ACCOUNT, accountSettings(1), accountSettings(1));
      assertFalse(repository().replace(ACCOUNT, NOTHING, NOTHING), "something is set");
      assertEquals(accountSettings(1), repository().find(ACCOUNT));
    }

    @Test
    void touches_no_other_accounts() {
      AccountId next = new AccountId("012345678902");
      replace(ACCOUNT, NOTHING, accountSettings(1));
      assertEquals(NOTHING, repository().find(next));
      replace(next, NOTHING, accountSettings(2));
      replace(ACCOUNT, accountSettings(1), NOTHING);
      assertEquals(accountSettings(2), repository().find(next));
      assertEquals(NOTHING, repository().find(ACCOUNT));
    }
  }

  @Nested
  @Clause("settings, clause 5")
  class Accounts {

    private List<AccountId> accounts(Scan<AccountId> scan) {
      return repository().accounts(scan);
    }

    // Whoever moves a storage must forget nobody's capacity.
    @Test
    void are_those_for_which_something_is_set_ascending() {
      replace(PHOTOS, NONE, settings(1));
      assertEquals(List.of(), accounts(Scan.first(10)), "a vault's settings are not its account's");
      List<AccountId> all =
          List.of(new AccountId("000000000000"), ACCOUNT, new AccountId("012345678902"), OTHER);
      for (int number : List.of(3, 0, 2, 1)) {
        replace(all.get(number), NOTHING, accountSettings(1 + number));
      }
      assertEquals(all, accounts(Scan.first(Integer.MAX_VALUE)));
      for (int n = 0; n < 4; n++) {
        assertEquals(
            all.subList(n, Math.min(n + 2, 4)),
            accounts(Scan.startingAt(all.get(n), 2)),
            "exactly as many as asked for or as are left, from account " + n);
      }
      assertEquals(
          all.subList(3, 4),
          accounts(Scan.startingAt(new AccountId("012345678903"), 9)),
          "from the first after one for which nothing is set");
      assertThrows(
          UnsupportedOperationException.class,
          () -> accounts(Scan.first(3)).remove(0),
          "the list is unmodifiable");
    }

    @Test
    void go_when_nothing_is_set_any_more() {
      replace(ACCOUNT, NOTHING, NOTHING);
      assertEquals(List.of(), accounts(Scan.first(10)), "nothing was ever set");
      replace(ACCOUNT, NOTHING, accountSettings(1));
      replace(OTHER, NOTHING, accountSettings(2));
      List<AccountId> before = accounts(Scan.first(10));
      replace(ACCOUNT, accountSettings(1), NOTHING);
      assertEquals(List.of(OTHER), accounts(Scan.first(10)), "it was set back");
      assertEquals(List.of(ACCOUNT, OTHER), before, "the list is a fixed copy");
    }
  }
}
