// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link VaultRepository} promises to one thread; {@link StorageContract} brings it together
 * with the rest.
 */
@Clause("vaults, clauses 1 to 6")
abstract class VaultRepositoryContract {
  private static final AccountId OTHER = new AccountId("999999999999");

  abstract Storage storage();

  private VaultRepository repository() {
    return storage().vaults();
  }

  private List<String> names(AccountId account, Scan<VaultName> scan) {
    return repository().scan(account, scan).stream().map(v -> v.key().name().value()).toList();
  }

  private void create(String... names) {
    for (String name : names) {
      assertTrue(repository().create(created(vault(name))), "create is true for a free key");
    }
  }

  @Nested
  @Clause("vaults, clause 1")
  class Create {

    @Test
    void stores_a_vault_whose_key_is_free() {
      Vault vault = Vault.empty(PHOTOS, Instant.parse("2012-03-19T23:20:59.130Z"));
      assertTrue(repository().create(vault), "create is true for a free key");
      assertEquals(
          Optional.of(vault), repository().find(PHOTOS), "find gives back what was created");
    }

    // A CreateVault that is sent again must not make the vault younger.
    @Test
    void is_false_for_a_taken_key_and_changes_nothing() {
      create("photos");
      assertFalse(
          repository().create(Vault.empty(PHOTOS, Instant.parse("2030-01-01T00:00:00Z"))),
          "create is false for a taken key");
      assertEquals(
          Optional.of(created(PHOTOS)),
          repository().find(PHOTOS),
          "the first vault stays as it was");
    }

    @Test
    void keeps_names_apart_by_case_and_by_account() {
      create("photos", "Photos", "PHOTOS");
      assertTrue(
          repository().create(created(new VaultKey(OTHER, PHOTOS.name()))),
          "each account has vaults of its own");
      assertEquals(List.of("PHOTOS", "Photos", "photos"), names(ACCOUNT, Scan.first(10)));
      assertEquals(List.of("photos"), names(OTHER, Scan.first(10)));
    }
  }

  @Nested
  @Clause("vaults, clause 3")
  class Scanning {

    @Test
    void is_empty_for_an_account_without_vaults() {
      assertEquals(List.of(), repository().scan(OTHER, Scan.first(10)));
    }

    // Engines that compare by locale or without case fail here.
    @Test
    void ascends_by_the_codes_of_the_names() {
      create("b", "a_", "B", "a", "_", "a-", "-", "0", "aB", "Z", "z", "a.");
      assertEquals(
          List.of("-", "0", "B", "Z", "_", "a", "a-", "a.", "aB", "a_", "b", "z"),
          names(ACCOUNT, Scan.first(100)),
          "names ascend by their ASCII codes");
    }

    @Test
    void starts_at_the_first_name_at_or_after_the_given_one() {
      create("b", "d", "f");
      assertEquals(
          List.of("b", "d"),
          names(ACCOUNT, Scan.startingAt(new VaultName("a"), 2)),
          "before the first");
      assertEquals(
          List.of("d", "f"), names(ACCOUNT, Scan.startingAt(new VaultName("d"), 10)), "inclusive");
      assertEquals(
          List.of("f"),
          names(ACCOUNT, Scan.startingAt(new VaultName("e"), 10)),
          "a name that is gone");
      assertEquals(
          List.of(), names(ACCOUNT, Scan.startingAt(new VaultName("g"), 10)), "after the last");
    }

    @Test
    void returns_exactly_as_many_as_asked_for_or_as_are_left() {
      create("a", "b", "c");
      repository().create(created(VaultKey.of("012345678902", "d")));
      assertEquals(List.of("a"), names(ACCOUNT, Scan.first(1)));
      assertEquals(List.of("a", "b", "c"), names(ACCOUNT, Scan.first(3)));
      assertEquals(List.of("a", "b", "c"), names(ACCOUNT, Scan.first(Integer.MAX_VALUE)));
      assertThrows(
          UnsupportedOperationException.class,
          () -> repository().scan(ACCOUNT, Scan.first(3)).remove(0),
          "the list is unmodifiable");
    }
  }

  @Nested
  @Clause("vaults, clause 3")
  class ManyVaults {

    // An account may have a thousand, and they are counted by one scan.
    @Test
    void are_all_returned_by_one_scan() {
      List<String> names = IntStream.range(1_000, 2_001).mapToObj(i -> "vault-" + i).toList();
      create(names.toArray(String[]::new));
      assertEquals(names, names(ACCOUNT, Scan.first(2_000)), "a short list means the end");
    }
  }

  @Nested
  @Clause("vaults, clause 4")
  class Accounts {

    private List<AccountId> accounts(Scan<AccountId> scan) {
      return repository().accounts(scan);
    }

    private void createIn(String account, String... names) {
      for (String name : names) {
        repository().create(created(VaultKey.of(account, name)));
      }
    }

    // Whoever moves a storage must miss nobody's vaults.
    @Test
    void are_those_that_have_a_vault_each_once_and_ascending() {
      assertEquals(List.of(), accounts(Scan.first(10)), "nobody has a vault");
      createIn("999999999999", "zz", "aa");
      createIn("000000000000", "-", "photos");
      createIn("012345678902", "photos");
      create("photos", "a", "z");
      List<AccountId> all =
          List.of(new AccountId("000000000000"), ACCOUNT, new AccountId("012345678902"), OTHER);
      assertEquals(all, accounts(Scan.first(Integer.MAX_VALUE)), "each once, however many vaults");
      for (int n = 0; n < 4; n++) {
        assertEquals(
            all.subList(n, Math.min(n + 2, 4)),
            accounts(Scan.startingAt(all.get(n), 2)),
            "exactly as many as asked for or as are left, from account " + n);
      }
      assertEquals(
          all.subList(2, 4),
          accounts(Scan.startingAt(new AccountId("012345678902"), 9)),
          "inclusive");
      assertEquals(
          all.subList(3, 4),
          accounts(Scan.startingAt(new AccountId("012345678903"), 9)),
          "from the first after one that has no vault");
      assertThrows(
          UnsupportedOperationException.class,
          () -> accounts(Scan.first(3)).remove(0),
          "the list is unmodifiable");
    }

    @Test
    void go_with_their_last_vault() {
      create("photos", "films");
      createIn("999999999999", "photos");
      repository().deleteIfEmpty(PHOTOS);
      assertEquals(List.of(ACCOUNT, OTHER), accounts(Scan.first(10)), "films is left");
      repository().deleteIfEmpty(vault("films"));
      assertEquals(List.of(OTHER), accounts(Scan.first(10)), "none is left");
    }
  }

  @Nested
  @Clause("vaults, clause 5")
  class Touch {

    private Optional<Instant> date() {
      return repository().find(PHOTOS).orElseThrow().inventory().date();
    }

    // An archive was deleted before the vault was moved: the date of that is the inventory's.
    @Test
    void dates_the_inventory_unless_it_has_a_later_date() {
      create("photos", "films");
      assertTrue(repository().touch(PHOTOS, hour(5)), "the vault is there");
      assertEquals(Optional.of(hour(5)), date(), "that time");
      repository().touch(PHOTOS, hour(4));
      assertEquals(Optional.of(hour(5)), date(), "it had a later date");
      repository().touch(PHOTOS, hour(6).plusMillis(7));
      assertEquals(Optional.of(hour(6).plusMillis(7)), date(), "to the millisecond");
      Given.archive(storage(), PHOTOS, 1);
      assertEquals(
          Optional.of(
              new Vault(
                  PHOTOS,
                  created(PHOTOS).creationDate(),
                  new VaultInventory(1, 16, Optional.of(hour(6).plusMillis(7))))),
          repository().find(PHOTOS),
          "an archive that is older is counted, and nothing else was changed");
      assertEquals(
          Optional.of(created(vault("films"))), repository().find(vault("films")), "not another");
    }

    @Test
    void is_false_where_there_is_no_such_vault() {
      assertFalse(repository().touch(PHOTOS, hour(5)), "there is none");
      create("photos");
      assertEquals(Optional.of(created(PHOTOS)), repository().find(PHOTOS), "nothing was noted");
    }
  }

  @Nested
  @Clause("vaults, clause 6")
  class DeleteIfEmpty {

    @Test
    void deletes_an_empty_vault_and_only_that() {
      create("photos", "photos2");
      assertEquals(VaultDeletion.DELETED, repository().deleteIfEmpty(PHOTOS));
      assertEquals(Optional.empty(), repository().find(PHOTOS), "it is gone");
      assertEquals(List.of("photos2"), names(ACCOUNT, Scan.first(10)), "the other is not");
    }

    @Test
    void says_when_there_is_no_such_vault() {
      create("photos2");
      assertEquals(VaultDeletion.ABSENT, repository().deleteIfEmpty(PHOTOS));
    }

    // Nobody's upload is lost without a word.
    @Test
    void leaves_a_vault_with_an_upload_in_progress_until_that_is_gone() {
      create("photos");
      storage().uploads().add(upload(PHOTOS, 1));
      assertEquals(VaultDeletion.NOT_EMPTY, repository().deleteIfEmpty(PHOTOS));
      assertEquals(Optional.of(created(PHOTOS)), repository().find(PHOTOS), "nothing was changed");
      storage().uploads().remove(PHOTOS, id(PHOTOS, 1));
      assertEquals(VaultDeletion.DELETED, repository().deleteIfEmpty(PHOTOS));
    }

    // An upload in "photos2" or in another account's "photos" does not keep "photos".
    @Test
    void looks_at_no_other_vaults_uploads() {
      create("photos", "photos2");
      VaultKey others = new VaultKey(OTHER, PHOTOS.name());
      repository().create(created(others));
      storage().uploads().add(upload(vault("photos2"), 1));
      storage().uploads().add(upload(others, 1));
      assertEquals(VaultDeletion.DELETED, repository().deleteIfEmpty(PHOTOS));
    }

    @Test
    void frees_the_key() {
      create("photos");
      repository().deleteIfEmpty(PHOTOS);
      Vault again = Vault.empty(PHOTOS, Instant.parse("2030-01-01T00:00:00Z"));
      assertTrue(repository().create(again), "create is true for a key that became free");
      assertEquals(Optional.of(again), repository().find(PHOTOS));
    }
  }
}
