// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.uploads;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clauses of {@link UploadRepository} that one thread can check; {@link StorageContract} brings
 * them together.
 */
@Clause("clauses 1 to 6")
abstract class UploadRepositoryContract {

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    storage().vaults().create(created(PHOTOS));
  }

  private UploadRepository repository() {
    return storage().uploads();
  }

  private void addAll(List<MultipartUpload> uploads) {
    List<MultipartUpload> shuffled = new ArrayList<>(uploads);
    Collections.shuffle(shuffled, new Random(7));
    shuffled.forEach(
        upload -> assertTrue(repository().add(upload), "clause 1: add is true, the vault exists"));
  }

  private static int number(MultipartUpload upload) {
    return Integer.parseInt(upload.description().text().substring("archive ".length()));
  }

  /** Tells sample uploads by their numbers, for messages that can be read. */
  private static List<Integer> numbers(List<MultipartUpload> uploads) {
    return uploads.stream().map(UploadRepositoryContract::number).toList();
  }

  private List<MultipartUpload> all(VaultKey vault) {
    return repository().scan(vault, Scan.first(10_000));
  }

  @Nested
  @Clause("clause 1")
  class Add {

    // Clause 1: what goes in comes out, to the last millisecond and character.
    @Test
    void stores_every_field() {
      String printable = "!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~ ";
      List<MultipartUpload> stored =
          List.of(
              with(1, ArchiveDescription.none(), "1970-01-01T00:00:00Z", 1),
              with(2, new ArchiveDescription(printable), "2012-03-19T23:20:59.130Z", 4096),
              with(3, new ArchiveDescription("x".repeat(1024)), "2999-12-31T23:59:59.999Z", 1024));
      addAll(stored);
      assertEquals(stored, all(PHOTOS), "clause 1: scan gives back what was added");
      for (MultipartUpload upload : stored) {
        assertEquals(
            Optional.of(upload),
            repository().find(PHOTOS, upload.id()),
            "clause 1: find gives back what was added");
      }
    }

    private MultipartUpload with(
        int number, ArchiveDescription description, String date, int mebibytes) {
      return new MultipartUpload(
          id(PHOTOS, number),
          PHOTOS,
          description,
          PartSize.ofMebibytes(mebibytes),
          Instant.parse(date));
    }

    // Clause 1: an initiate for a vault that was never made.
    @Test
    void is_false_and_stores_nothing_if_the_vault_is_absent() {
      VaultKey absent = vault("absent");
      assertFalse(repository().add(upload(absent, 1)), "clause 1: the vault is absent");
      storage().vaults().create(created(absent));
      assertEquals(
          List.of(), all(absent), "clause 1: an upload that was refused must not be stored");
    }

    // Clause 1: a vault's name in other letters, or in another account, is another vault.
    @Test
    void is_false_if_only_a_vault_of_like_name_exists() {
      assertFalse(
          repository().add(upload(vault("Photos"), 1)), "clause 1: names are case-sensitive");
      assertFalse(
          repository().add(upload(vault("photo"), 1)), "clause 1: a prefix is another name");
      assertFalse(
          repository().add(upload(VaultKey.of("999999999999", "photos"), 1)),
          "clause 1: each account has vaults of its own");
    }

    // Clause 1: an initiate that comes after the vault was deleted.
    @Test
    void is_false_after_the_vault_was_deleted() {
      assertEquals(VaultDeletion.DELETED, storage().vaults().deleteIfEmpty(PHOTOS));
      assertFalse(repository().add(upload(PHOTOS, 1)), "clause 1: the vault was deleted");
    }

    // Clause 1: an id source that repeats itself must not overwrite somebody's upload.
    @Test
    void refuses_an_id_that_is_stored_already_and_changes_nothing() {
      MultipartUpload first = upload(PHOTOS, 1);
      MultipartUpload second =
          new MultipartUpload(
              first.id(),
              PHOTOS,
              new ArchiveDescription("another"),
              first.partSize(),
              first.creationDate());
      addAll(List.of(first));
      assertThrows(
          IllegalArgumentException.class,
          () -> repository().add(second),
          "clause 1: an id that is stored already is the caller's fault");
      assertEquals(List.of(first), all(PHOTOS), "clause 1: nothing is changed");
    }
  }

  @Nested
  @Clause("clause 2")
  class Find {

    // Clause 2: a client that asks for an upload that never was, or was of another vault.
    @Test
    void is_empty_for_an_unknown_id_and_for_another_vault() {
      storage().vaults().create(created(vault("films")));
      addAll(List.of(upload(PHOTOS, 1)));
      assertEquals(
          Optional.empty(), repository().find(PHOTOS, id(PHOTOS, 2)), "clause 2: unknown id");
      assertEquals(
          Optional.empty(),
          repository().find(vault("films"), id(PHOTOS, 1)),
          "clause 2: the id is of another vault");
      assertEquals(
          Optional.empty(),
          repository().find(vault("absent"), id(PHOTOS, 1)),
          "clause 2: unknown vault");
    }

    // Clause 2: a client that asks for an upload that was aborted.
    @Test
    void is_empty_for_a_removed_upload() {
      addAll(List.of(upload(PHOTOS, 1)));
      assertTrue(repository().remove(PHOTOS, id(PHOTOS, 1)));
      assertEquals(Optional.empty(), repository().find(PHOTOS, id(PHOTOS, 1)), "clause 2: removed");
    }
  }

  @Nested
  @Clause("clause 3")
  class Scanning {

    // Clause 3: a vault that nobody made, and one that nobody used.
    @Test
    void is_empty_for_an_unknown_and_for_an_empty_vault() {
      assertEquals(List.of(), all(vault("absent")), "clause 3: unknown vault");
      assertEquals(List.of(), all(PHOTOS), "clause 3: empty vault");
    }

    // Clause 3: engines that compare without case, by locale, or by signed bytes fail here.
    @Test
    void ascends_by_the_codes_of_the_ids() {
      List<MultipartUpload> uploads = new ArrayList<>(uploads(PHOTOS, 300));
      for (char c : "-09AZ_az".toCharArray()) {
        String text = id(PHOTOS, 300).text();
        uploads.add(
            sameButFor(upload(PHOTOS, 300), text.substring(0, 40) + c + text.substring(41)));
      }
      uploads.sort((a, b) -> a.id().text().compareTo(b.id().text()));
      addAll(uploads);
      assertEquals(uploads, all(PHOTOS), "clause 3: ids ascend by their ASCII codes");
    }

    private MultipartUpload sameButFor(MultipartUpload upload, String id) {
      return new MultipartUpload(
          new UploadId(id),
          upload.vault(),
          upload.description(),
          upload.partSize(),
          upload.creationDate());
    }

    // Clause 3: inclusive, wherever the start lies.
    @Test
    void starts_at_the_first_id_at_or_after_the_given_one() {
      List<MultipartUpload> even =
          uploads(PHOTOS, 20).stream().filter(u -> number(u) % 2 == 0).toList();
      addAll(even);
      for (int start = 0; start < 20; start++) {
        int from = start;
        assertEquals(
            numbers(even).stream().filter(number -> number >= from).toList(),
            numbers(repository().scan(PHOTOS, Scan.startingAt(id(PHOTOS, start), 100))),
            "clause 3: scan starts at the first id at or after number " + start);
      }
    }

    // Clause 3: the upload that the marker names is aborted before the next page is asked for.
    @Test
    void starts_at_the_next_id_when_the_given_one_was_removed() {
      List<MultipartUpload> uploads = uploads(PHOTOS, 5);
      addAll(uploads);
      repository().remove(PHOTOS, uploads.get(2).id());
      assertEquals(
          uploads.subList(3, 5),
          repository().scan(PHOTOS, Scan.startingAt(uploads.get(2).id(), 10)),
          "clause 3: a start is a position, and need not be stored any more");
    }

    // Clause 3: sizes around what is stored; a short list means the end.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 49, 50, 51, 100, 119, 120, 121, 1_000_000, Integer.MAX_VALUE})
    void returns_exactly_as_many_as_asked_for_or_as_are_left(int max) {
      List<MultipartUpload> uploads = uploads(PHOTOS, 120);
      addAll(uploads);
      assertEquals(
          numbers(uploads.subList(0, Math.min(max, 120))),
          numbers(repository().scan(PHOTOS, Scan.first(max))),
          "clause 3: exactly min(max, what is left)");
      assertEquals(
          numbers(uploads.subList(100, Math.min(100 + Math.min(max, 20), 120))),
          numbers(repository().scan(PHOTOS, Scan.startingAt(uploads.get(100).id(), max))),
          "clause 3: exactly min(max, what is left) from a start");
    }

    // Clause 3: a limit inside the backend would make a short list, which means the end.
    @Test
    void returns_thousands_if_asked_for() {
      List<MultipartUpload> uploads = uploads(PHOTOS, 2_500);
      addAll(uploads);
      assertEquals(
          numbers(uploads), numbers(all(PHOTOS)), "clause 3: exactly min(max, what is left)");
    }

    // Clause 3: a listing leaks no neighbour, also where one vault's name begins the other's.
    @Test
    void never_shows_another_vault() {
      List<VaultKey> vaults = new ArrayList<>();
      for (String name : List.of("a", "a-", "a-b", "a.", "a0", "aA", "a_", "aa", "A", "b")) {
        vaults.add(vault(name));
        vaults.add(VaultKey.of("012345678902", name));
      }
      for (VaultKey vault : vaults) {
        storage().vaults().create(created(vault));
        addAll(uploads(vault, 3));
      }
      for (VaultKey vault : vaults) {
        assertEquals(uploads(vault, 3), all(vault), "clause 3: only the uploads of " + vault);
        assertEquals(
            List.of(),
            repository().scan(vault, Scan.startingAt(id(vault, 3), 10)),
            "clause 3: nothing after the last upload of " + vault);
      }
    }

    // Clause 3: the caller keeps a page for as long as it likes.
    @Test
    void returns_a_fixed_unmodifiable_copy() {
      addAll(uploads(PHOTOS, 3));
      List<MultipartUpload> before = repository().scan(PHOTOS, Scan.first(10));
      repository().remove(PHOTOS, id(PHOTOS, 1));
      addAll(List.of(upload(PHOTOS, 7)));
      assertEquals(uploads(PHOTOS, 3), before, "clause 3: a fixed copy");
      assertThrows(
          UnsupportedOperationException.class,
          () -> before.remove(0),
          "clause 3: the list is unmodifiable");
    }
  }

  @Nested
  @Clause("clause 5")
  class Remove {

    // Clause 5: an abort, and the same abort again.
    @Test
    void is_true_once_and_false_ever_after() {
      addAll(uploads(PHOTOS, 3));
      assertTrue(repository().remove(PHOTOS, id(PHOTOS, 1)), "clause 5: it was there");
      assertFalse(repository().remove(PHOTOS, id(PHOTOS, 1)), "clause 5: it was removed already");
      assertEquals(
          List.of(upload(PHOTOS, 0), upload(PHOTOS, 2)),
          all(PHOTOS),
          "clause 6: the others, and only they, are still there");
    }

    // Clause 5: an abort that names the wrong vault.
    @Test
    void is_false_where_nothing_was() {
      storage().vaults().create(created(vault("films")));
      addAll(List.of(upload(PHOTOS, 1)));
      assertFalse(repository().remove(PHOTOS, id(PHOTOS, 2)), "clause 5: unknown id");
      assertFalse(repository().remove(vault("films"), id(PHOTOS, 1)), "clause 5: another vault");
      assertFalse(repository().remove(vault("absent"), id(PHOTOS, 1)), "clause 5: unknown vault");
      assertEquals(List.of(upload(PHOTOS, 1)), all(PHOTOS), "clause 5: nothing was removed");
    }
  }
}
