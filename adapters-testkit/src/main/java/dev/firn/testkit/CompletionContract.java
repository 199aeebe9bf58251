// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link UploadRepository} says of completing, as far as one thread can check it; {@link
 * StorageContract} brings it together with the rest.
 */
@Clause("clauses 14 and 15")
abstract class CompletionContract {
  private static final VaultKey FILMS = vault("films");
  private static final MultipartUpload UPLOAD = upload(PHOTOS, 1);
  private static final MultipartUpload OTHER = upload(PHOTOS, 2);
  private static final Archive ARCHIVE = SampleArchives.LARGEST;

  abstract Storage storage();

  @BeforeEach
  void add_an_upload_with_parts_and_one_beside_it() {
    storage().vaults().create(created(PHOTOS));
    storage().vaults().create(created(FILMS));
    repository().add(UPLOAD);
    repository().add(OTHER);
    Given.part(storage(), UPLOAD, 1, 1);
    Given.part(storage(), UPLOAD, 0, 2);
    Given.part(storage(), OTHER, 0, 3);
  }

  private UploadRepository repository() {
    return storage().uploads();
  }

  private boolean complete(Archive archive) {
    long revision = Given.revision(storage(), UPLOAD);
    return repository().complete(PHOTOS, UPLOAD.id(), revision, archive);
  }

  private void assertUntouched() {
    assertEquals(
        Optional.of(UPLOAD), repository().find(PHOTOS, UPLOAD.id()), "clause 14: still there");
    assertEquals(
        List.of(part(0, 2), part(1, 1)),
        Given.parts(storage(), UPLOAD),
        "clause 14: with its parts");
    assertEquals(
        Optional.empty(), storage().archives().find(PHOTOS, ARCHIVE.id()), "clause 14: no archive");
    assertEquals(
        Optional.of(created(PHOTOS)), storage().vaults().find(PHOTOS), "clause 14: no inventory");
    assertEquals(
        Optional.empty(), repository().completion(PHOTOS, UPLOAD.id()), "clause 15: not completed");
  }

  @Nested
  @Clause("clause 14")
  class Complete {

    // Clause 14: what a client waits for.
    @Test
    void makes_an_archive_with_the_uploads_parts() {
      assertTrue(complete(ARCHIVE), "clause 14: the revision is the upload's");
      assertEquals(
          Optional.of(ARCHIVE),
          storage().archives().find(PHOTOS, ARCHIVE.id()),
          "clause 14: the archive is there, with every field as given");
      assertEquals(
          List.of(part(0, 2), part(1, 1)),
          Given.parts(storage(), ARCHIVE),
          "clause 14: with the upload's parts");
      Given.assertReadable(storage(), PHOTOS, 1, 2, 3);
      assertEquals(
          List.of(content(1), content(2), content(3)),
          Given.storedAfterRemoval(storage()),
          "clause 14: no bytes are copied, and none are lost");
    }

    // Clause 14: from then on nobody finds the upload, whichever way they ask.
    @Test
    void removes_the_upload() {
      complete(ARCHIVE);
      assertEquals(Optional.empty(), repository().find(PHOTOS, UPLOAD.id()), "clause 2: completed");
      assertEquals(List.of(OTHER), repository().scan(PHOTOS, Scan.first(9)), "clause 3: and scan");
      assertEquals(List.of(), Given.parts(storage(), UPLOAD), "clause 12: none in progress");
      assertTrue(repository().revision(PHOTOS, UPLOAD.id()).isEmpty(), "clause 13: none");
      assertFalse(repository().touch(PHOTOS, UPLOAD.id(), hour(1)), "clause 16: not in progress");
      assertEquals(List.of(part(0, 3)), Given.parts(storage(), OTHER), "another's parts stay");
    }

    // Clause 14: what DescribeVault says next.
    @Test
    void is_in_the_inventory_of_the_vault() {
      complete(ARCHIVE);
      VaultInventory one =
          new VaultInventory(1, ARCHIVE.size(), Optional.of(ARCHIVE.creationDate()));
      assertEquals(
          List.of(created(FILMS), new Vault(PHOTOS, START, one)),
          storage().vaults().scan(PHOTOS.account(), Scan.first(9)),
          "clause 14: the inventory of its vault has it");
    }

    // Clause 14: a part arrived after the parts were checked.
    @Test
    void is_false_and_changes_nothing_if_the_revision_is_another() {
      long before = Given.revision(storage(), UPLOAD);
      Given.part(storage(), UPLOAD, 1, 4);
      Given.part(storage(), UPLOAD, 1, 5);
      long now = Given.revision(storage(), UPLOAD);
      for (long other : List.of(before, now - 1, now + 1, Long.MIN_VALUE, Long.MAX_VALUE)) {
        assertFalse(
            repository().complete(PHOTOS, UPLOAD.id(), other, ARCHIVE),
            "clause 14: the revision is " + now + " and not " + other);
      }
      assertEquals(
          Optional.empty(), storage().archives().find(PHOTOS, ARCHIVE.id()), "clause 14: nothing");
      assertTrue(complete(ARCHIVE), "clause 14: with the present revision it is possible");
      assertEquals(List.of(part(0, 2), part(1, 5)), Given.parts(storage(), ARCHIVE));
    }

    // Clause 14: a wrong id, a wrong vault.
    @Test
    void is_false_where_there_is_no_such_upload() {
      long revision = Given.revision(storage(), UPLOAD);
      assertFalse(
          repository().complete(PHOTOS, upload(PHOTOS, 3).id(), revision, ARCHIVE), "unknown id");
      Archive elsewhere = archive(FILMS, 9);
      assertFalse(repository().complete(FILMS, UPLOAD.id(), revision, elsewhere), "other vault");
      Archive nowhere = archive(vault("absent"), 9);
      assertFalse(
          repository().complete(nowhere.vault(), UPLOAD.id(), revision, nowhere), "unknown vault");
      assertEquals(Optional.empty(), storage().archives().find(FILMS, elsewhere.id()));
      assertEquals(Optional.of(created(FILMS)), storage().vaults().find(FILMS), "nothing there");
      assertUntouched();
    }

    // Clause 14: an abort came first.
    @Test
    void is_false_after_the_upload_was_removed() {
      long revision = Given.revision(storage(), UPLOAD);
      repository().remove(PHOTOS, UPLOAD.id());
      assertFalse(
          repository().complete(PHOTOS, UPLOAD.id(), revision, ARCHIVE),
          "clause 14: the upload was removed");
      assertEquals(Optional.empty(), storage().archives().find(PHOTOS, ARCHIVE.id()));
      assertEquals(Optional.of(created(PHOTOS)), storage().vaults().find(PHOTOS));
      assertEquals(Optional.empty(), repository().completion(PHOTOS, UPLOAD.id()));
    }

    // Clause 14: a client repeats itself, and the domain has given the archive another id.
    @Test
    void is_true_once_and_false_ever_after() {
      long revision = Given.revision(storage(), UPLOAD);
      assertTrue(
          repository().complete(PHOTOS, UPLOAD.id(), revision, ARCHIVE),
          "clause 14: the revision is the upload's");
      Archive again = archive(PHOTOS, 10);
      assertFalse(repository().complete(PHOTOS, UPLOAD.id(), revision, again), "clause 14: once");
      assertEquals(Optional.empty(), storage().archives().find(PHOTOS, again.id()));
      assertEquals(
          1, storage().vaults().find(PHOTOS).orElseThrow().inventory().archives(), "one archive");
      assertEquals(
          Optional.of(Completion.of(ARCHIVE)),
          repository().completion(PHOTOS, UPLOAD.id()),
          "clause 15: what it was completed as, and not what came later");
    }

    // Clause 5: an abort that comes too late takes nothing away.
    @Test
    void leaves_nothing_to_remove_or_to_write_to() {
      complete(ARCHIVE);
      assertFalse(repository().remove(PHOTOS, UPLOAD.id()), "clause 5: it is not in progress");
      assertFalse(storage().contents().abandon(PHOTOS, content(1)), "it is named");
      assertFalse(
          storage().contents().write(PHOTOS, content(1), 1, ByteBuffer.wrap(new byte[9])), "named");
      assertEquals(1, repository().removeIdle(hour(1_000), 10), "clause 16: the other upload");
      storage().contents().abandonStale(hour(1_000), 10);
      assertEquals(List.of(content(1), content(2)), Given.storedAfterRemoval(storage()));
      Given.assertReadable(storage(), PHOTOS, 1, 2);
      assertEquals(VaultDeletion.NOT_EMPTY, storage().vaults().deleteIfEmpty(PHOTOS));
    }
  }

  @Nested
  @Clause("clause 15")
  class Completions {

    // Clause 15: a client that did not hear the answer asks again, much later.
    @Test
    void are_kept_also_when_the_archive_is_gone() {
      assertEquals(
          Optional.empty(),
          repository().completion(PHOTOS, UPLOAD.id()),
          "clause 15: it was not completed yet");
      complete(ARCHIVE);
      storage().archives().remove(PHOTOS, ARCHIVE.id(), hour(1));
      assertEquals(
          Optional.of(Completion.of(ARCHIVE)),
          repository().completion(PHOTOS, UPLOAD.id()),
          "clause 15: with every field as given, the archive being there or not");
      assertEquals(Optional.empty(), repository().completion(PHOTOS, OTHER.id()), "another upload");
      assertEquals(Optional.empty(), repository().completion(FILMS, UPLOAD.id()), "another vault");
      assertEquals(Optional.empty(), repository().completion(vault("absent"), UPLOAD.id()));
    }

    // Clause 15: an upload that was aborted was not completed.
    @Test
    void do_not_come_from_removing() {
      repository().remove(PHOTOS, UPLOAD.id());
      assertEquals(
          Optional.empty(),
          repository().completion(PHOTOS, UPLOAD.id()),
          "clause 15: it was removed, not completed");
    }

    // Clause 15: a sweep, on a clock of any year.
    @Test
    void are_forgotten_when_they_are_from_before_a_time() {
      Instant date = ARCHIVE.creationDate();
      complete(ARCHIVE);
      assertEquals(0, repository().forgetCompletions(Instant.EPOCH, 10), "none is so old");
      assertEquals(0, repository().forgetCompletions(date, 10), "it is not from before the time");
      assertTrue(repository().completion(PHOTOS, UPLOAD.id()).isPresent(), "clause 15: kept");
      assertEquals(1, repository().forgetCompletions(date.plusMillis(1), 10), "it is");
      assertEquals(Optional.empty(), repository().completion(PHOTOS, UPLOAD.id()), "forgotten");
      assertEquals(0, repository().forgetCompletions(date.plusMillis(1), 10), "no more");
      assertEquals(
          Optional.of(ARCHIVE),
          storage().archives().find(PHOTOS, ARCHIVE.id()),
          "the archive has nothing to do with it");
      Given.assertReadable(storage(), PHOTOS, 1, 2);
    }

    // Clause 15: many of them, in many vaults, and one that is too young.
    @Test
    void are_forgotten_in_any_vault_in_bounded_steps() {
      List<VaultKey> vaults = List.of(PHOTOS, FILMS, VaultKey.of("999999999999", "photos"));
      storage().vaults().create(created(vaults.get(2)));
      for (int number = 10; number < 22; number++) {
        MultipartUpload upload = upload(vaults.get(number % 3), number);
        repository().add(upload);
        Given.part(storage(), upload, 0, number);
        Archive archive = archive(upload.vault(), number);
        long revision = Given.revision(storage(), upload);
        assertTrue(repository().complete(upload.vault(), upload.id(), revision, archive));
      }
      complete(ARCHIVE);
      int forgotten = 0;
      for (int step = repository().forgetCompletions(hour(1), 5);
          step > 0;
          step = repository().forgetCompletions(hour(1), 5)) {
        assertTrue(step <= 5, "at most 5 at once, but there were " + step);
        forgotten += step;
      }
      assertEquals(12, forgotten, "all that are from before, each counted once");
      assertTrue(repository().completion(PHOTOS, UPLOAD.id()).isPresent(), "clause 15: kept");
    }

    // Clause 15: the vault is deleted, and another made by its name.
    @Test
    void are_forgotten_with_their_vault() {
      complete(ARCHIVE);
      storage().archives().remove(PHOTOS, ARCHIVE.id(), hour(1));
      repository().remove(PHOTOS, OTHER.id());
      assertEquals(VaultDeletion.DELETED, storage().vaults().deleteIfEmpty(PHOTOS));
      assertEquals(
          Optional.empty(),
          repository().completion(PHOTOS, UPLOAD.id()),
          "clause 15: forgotten with its vault");
      storage().vaults().create(created(PHOTOS));
      assertEquals(
          Optional.empty(),
          repository().completion(PHOTOS, UPLOAD.id()),
          "clause 15: this is another vault, though it has the name");
      int steps = 0;
      while (repository().forgetCompletions(hour(1_000), 10) > 0) {
        assertTrue(++steps < 10, "forgetCompletions comes to an end");
      }
    }

    // Clause 1: a source of ids that begins again, as a clock was set back or a seed was the same.
    @Test
    void keep_their_ids_from_being_added_again() {
      complete(ARCHIVE);
      assertThrows(
          IllegalArgumentException.class, () -> repository().add(UPLOAD), "clause 1: completed");
      assertEquals(List.of(OTHER), repository().scan(PHOTOS, Scan.first(9)), "clause 1: unchanged");
      repository().forgetCompletions(hour(1_000), 10);
      try {
        repository().add(UPLOAD);
        Given.part(storage(), UPLOAD, 1, 7);
        repository().remove(PHOTOS, UPLOAD.id());
      } catch (IllegalArgumentException e) {
        assertEquals(
            List.of(OTHER),
            repository().scan(PHOTOS, Scan.first(9)),
            "clause 1: nothing was added");
      }
      Given.removeAbandoned(storage(), 100);
      assertEquals(
          List.of(part(0, 2), part(1, 1)),
          Given.parts(storage(), ARCHIVE),
          "clause 1: what is done to the upload does not change the archive");
      Given.assertReadable(storage(), PHOTOS, 1, 2);
    }
  }
}
