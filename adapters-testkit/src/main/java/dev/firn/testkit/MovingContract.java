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
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link UploadRepository} says for who moves what is stored to another storage, as far as one
 * thread can check it; {@link StorageContract} brings it together with the rest.
 */
@Clause("clauses 16 to 19")
abstract class MovingContract {
  private static final VaultKey FILMS = vault("films");
  private static final Archive ARCHIVE = SampleArchives.LARGEST;

  abstract Storage storage();

  @BeforeEach
  void create_the_vaults() {
    storage().vaults().create(created(PHOTOS));
    storage().vaults().create(created(FILMS));
  }

  private UploadRepository repository() {
    return storage().uploads();
  }

  private static CompletedUpload completed(VaultKey vault, int number) {
    return new CompletedUpload(id(vault, number), Completion.of(archive(vault, number)));
  }

  /** Completes the sample upload with this number, as a client does. */
  private CompletedUpload complete(VaultKey vault, int number) {
    MultipartUpload upload = upload(vault, number);
    repository().add(upload);
    Given.part(storage(), upload, 0, number);
    long revision = Given.revision(storage(), upload);
    assertTrue(repository().complete(vault, upload.id(), revision, archive(vault, number)));
    return completed(vault, number);
  }

  private List<MultipartUpload> inProgress() {
    return repository().scan(PHOTOS, Scan.first(100));
  }

  @Nested
  @Clause("clause 17")
  class Completed {

    // Clause 17: a walk through all that clients may still ask about.
    @Test
    void ascend_from_the_first_at_or_after_the_start() {
      List<CompletedUpload> all = new ArrayList<>();
      for (int number = 0; number < 12; number++) {
        all.add(complete(PHOTOS, number));
      }
      complete(FILMS, 100);
      repository().add(upload(PHOTOS, 50));
      assertEquals(all, repository().completed(PHOTOS, Scan.first(100)), "clause 17: all of them");
      for (int n = 0; n < 12; n++) {
        assertEquals(
            all.subList(n, Math.min(n + 3, 12)),
            repository().completed(PHOTOS, Scan.startingAt(all.get(n).id(), 3)),
            "clause 17: exactly as many as asked for or as are left, from " + n);
      }
      assertEquals(
          all.subList(0, 1),
          repository().completed(PHOTOS, Scan.startingAt(id(PHOTOS, 0), 1)),
          "clause 17: inclusive");
      assertEquals(
          List.of(), repository().completed(PHOTOS, Scan.startingAt(id(PHOTOS, 12), 9)), "the end");
      assertThrows(
          UnsupportedOperationException.class,
          () -> repository().completed(PHOTOS, Scan.first(2)).remove(0),
          "clause 17: the list is unmodifiable");
    }

    // Clause 17: a day later; and a vault that is not there.
    @Test
    void are_those_that_are_kept() {
      complete(PHOTOS, 1);
      CompletedUpload later = complete(PHOTOS, 2);
      repository().forgetCompletions(later.completion().date(), 10);
      assertEquals(
          List.of(later),
          repository().completed(PHOTOS, Scan.first(9)),
          "clause 17: those that are not forgotten");
      assertEquals(List.of(), repository().completed(FILMS, Scan.first(9)), "clause 17: none");
      assertEquals(List.of(), repository().completed(vault("absent"), Scan.first(9)), "unknown");
    }
  }

  @Nested
  @Clause("clause 18")
  class KeepCompletion {

    // Clause 18: a client asks the new storage about what it completed with the old one.
    @Test
    void keeps_every_field() {
      CompletedUpload completed = new CompletedUpload(id(PHOTOS, 1), Completion.of(ARCHIVE));
      assertTrue(repository().keepCompletion(PHOTOS, completed), "clause 18: the vault is there");
      assertEquals(
          Optional.of(completed.completion()),
          repository().completion(PHOTOS, completed.id()),
          "clause 18: as it was given");
      assertEquals(
          List.of(completed),
          repository().completed(PHOTOS, Scan.first(9)),
          "clause 17: as it was kept");
      assertEquals(
          Optional.of(created(PHOTOS)), storage().vaults().find(PHOTOS), "clause 18: no archive");
      assertEquals(List.of(), repository().completed(FILMS, Scan.first(9)), "clause 18: no other");
    }

    // Clauses 15 and 18: it is forgotten as all others are, by time and with its vault.
    @Test
    void is_forgotten_as_if_it_had_been_here() {
      repository().keepCompletion(PHOTOS, completed(PHOTOS, 1));
      repository().keepCompletion(FILMS, completed(FILMS, 2));
      Instant date = completed(PHOTOS, 1).completion().date();
      assertEquals(0, repository().forgetCompletions(date, 10), "clause 15: not from before");
      assertEquals(1, repository().forgetCompletions(date.plusMillis(1), 10), "clause 15: it is");
      assertEquals(
          Optional.empty(),
          repository().completion(PHOTOS, id(PHOTOS, 1)),
          "clause 15: forgotten by its time");
      assertEquals(VaultDeletion.DELETED, storage().vaults().deleteIfEmpty(FILMS), "it is empty");
      storage().vaults().create(created(FILMS));
      assertEquals(
          Optional.empty(),
          repository().completion(FILMS, id(FILMS, 2)),
          "clause 15: forgotten with its vault");
      assertEquals(
          List.of(), repository().completed(FILMS, Scan.first(9)), "clause 17: none is kept");
    }

    // Clause 18: the vault is missing.
    @Test
    void is_false_and_keeps_nothing_if_the_vault_is_absent() {
      VaultKey absent = vault("absent");
      assertFalse(
          repository().keepCompletion(absent, completed(absent, 1)),
          "clause 18: there is no such vault");
      storage().vaults().create(created(absent));
      assertEquals(List.of(), repository().completed(absent, Scan.first(9)), "clause 18: nothing");
    }

    // Clause 18: the two storages do not agree on what became of an upload.
    @Test
    void refuses_an_id_that_is_in_progress_or_completed() {
      repository().add(upload(PHOTOS, 1));
      CompletedUpload before = complete(PHOTOS, 2);
      for (int number = 1; number <= 2; number++) {
        CompletedUpload other = new CompletedUpload(id(PHOTOS, number), Completion.of(ARCHIVE));
        assertThrows(
            IllegalArgumentException.class,
            () -> repository().keepCompletion(PHOTOS, other),
            "clause 18: id " + number);
      }
      assertEquals(List.of(before), repository().completed(PHOTOS, Scan.first(9)), "unchanged");
      assertEquals(List.of(upload(PHOTOS, 1)), inProgress(), "clause 18: nothing is changed");
    }

    // Clauses 1 and 18: an upload that has ended is not in progress again.
    @Test
    void keeps_the_id_from_being_added() {
      repository().keepCompletion(PHOTOS, completed(PHOTOS, 1));
      assertThrows(
          IllegalArgumentException.class,
          () -> repository().add(upload(PHOTOS, 1)),
          "clause 1: the completion is kept");
      assertEquals(List.of(), inProgress(), "clause 1: nothing is changed");
      assertTrue(repository().add(upload(PHOTOS, 2)), "clause 1: another");
    }
  }

  @Nested
  @Clause("clause 16")
  class LastActive {

    // Clause 16: idle uploads expire in the new storage when they would have in the old one.
    @Test
    void is_what_removeIdle_goes_by() {
      MultipartUpload upload = upload(PHOTOS, 1);
      repository().add(upload);
      assertLastActive(Optional.of(upload.creationDate()), upload.id());
      repository().touch(PHOTOS, upload.id(), hour(1).plusNanos(7_654_321));
      assertLastActive(Optional.of(hour(1).plusMillis(7)), upload.id());
      Given.incoming(storage(), PHOTOS, 1);
      repository().putPart(PHOTOS, upload.id(), part(0, 1), hour(2));
      repository().touch(PHOTOS, upload.id(), hour(1));
      assertLastActive(Optional.of(hour(2)), upload.id());
    }

    // Clause 16: an upload that is not in progress, or not here.
    @Test
    void is_empty_where_there_is_no_such_upload() {
      assertLastActive(Optional.empty(), complete(PHOTOS, 1).id());
      repository().add(upload(PHOTOS, 2));
      repository().remove(PHOTOS, id(PHOTOS, 2));
      assertLastActive(Optional.empty(), id(PHOTOS, 2));
      assertLastActive(Optional.empty(), id(PHOTOS, 3));
      repository().add(upload(PHOTOS, 4));
      assertEquals(
          Optional.empty(),
          repository().lastActive(FILMS, id(PHOTOS, 4)),
          "clause 16: another vault");
    }
  }

  private void assertLastActive(Optional<Instant> time, UploadId id) {
    assertEquals(time, repository().lastActive(PHOTOS, id), "clause 16: last active");
  }

  @Nested
  @Clause("clause 19")
  class BecomeAnUpload {
    private final MultipartUpload staged = upload(PHOTOS, 1);
    private final MultipartUpload other = upload(PHOTOS, 7);

    @BeforeEach
    void add_an_upload_with_parts_and_one_beside_it() {
      repository().add(staged);
      repository().add(upload(PHOTOS, 2));
      for (int number = 0; number < 12; number++) {
        Given.part(storage(), staged, number, number);
      }
      Given.part(storage(), upload(PHOTOS, 2), 0, 20);
    }

    // Clause 19: all parts are there at once, under the id that clients know.
    @Test
    void gives_it_all_parts_at_once() {
      List<Part> parts = Given.parts(storage(), staged);
      assertTrue(repository().become(staged.id(), other, hour(5)), "clause 19: it is in progress");
      assertEquals(List.of(upload(PHOTOS, 2), other), inProgress(), "clause 19: as it was given");
      assertEquals(
          Optional.of(other),
          repository().find(PHOTOS, other.id()),
          "clause 19: the other is there");
      assertEquals(parts, Given.parts(storage(), other), "clause 19: with all parts");
      assertEquals(List.of(part(0, 20)), Given.parts(storage(), upload(PHOTOS, 2)), "not another");
      assertLastActive(Optional.of(hour(5)), other.id());
      storage().contents().abandonStale(hour(1_000), 100);
      assertEquals(13, Given.storedAfterRemoval(storage()).size(), "clause 19: nothing is copied");
      Given.assertReadable(storage(), PHOTOS, 0, 1, 11, 20);
    }

    // Clause 19: the upload that the parts were gathered under is nobody's any more.
    @Test
    void removes_the_former() {
      repository().become(staged.id(), other, hour(5));
      assertEquals(Optional.empty(), repository().find(PHOTOS, staged.id()), "clause 2: removed");
      assertEquals(List.of(), Given.parts(storage(), staged), "clause 12: not in progress");
      assertTrue(
          repository().revision(PHOTOS, staged.id()).isEmpty(), "clause 13: not in progress");
      assertFalse(repository().touch(PHOTOS, staged.id(), hour(9)), "clause 16: not in progress");
      assertLastActive(Optional.empty(), staged.id());
      assertFalse(repository().remove(PHOTOS, staged.id()), "clause 5: it is not there");
      assertFalse(repository().become(staged.id(), upload(PHOTOS, 8), hour(5)), "clause 19: once");
      assertEquals(List.of(), repository().completed(PHOTOS, Scan.first(9)), "clause 19: none");
      assertTrue(repository().add(staged), "clause 1: its id is free");
      assertEquals(List.of(), Given.parts(storage(), staged), "clause 12: it has no parts");
      assertEquals(12, Given.parts(storage(), other).size(), "clause 12: these are the other's");
    }

    // Clauses 11, 13 and 14: clients go on where they were.
    @Test
    void makes_an_upload_like_any_other() {
      repository().become(staged.id(), other, hour(5));
      long before = Given.revision(storage(), other);
      Given.part(storage(), other, 3, 30);
      long after = Given.revision(storage(), other);
      assertTrue(after > before, "clause 13: a part raises it");
      assertFalse(
          repository().complete(PHOTOS, other.id(), before, ARCHIVE),
          "clause 14: its revision was raised since");
      assertTrue(
          repository().complete(PHOTOS, other.id(), after, ARCHIVE),
          "clause 14: this is its revision");
      assertEquals(12, Given.parts(storage(), ARCHIVE).size(), "clause 14: the parts go along");
      assertEquals(part(3, 30), Given.parts(storage(), ARCHIVE).get(3), "clause 11: replaced");
      storage().archives().remove(PHOTOS, ARCHIVE.id(), hour(1));
      assertEquals(List.of(content(20)), Given.storedAfterRemoval(storage()), "none is forgotten");
    }

    // Clause 16: it expires when it would have where it came from.
    @Test
    void sets_the_activity_but_not_before_the_creation() {
      repository().touch(PHOTOS, staged.id(), hour(9));
      repository().become(staged.id(), other, hour(5));
      assertEquals(1, repository().removeIdle(hour(5), 10), "clause 16: the one beside it");
      assertEquals(1, repository().removeIdle(hour(5).plusMillis(1), 10), "clause 16: as given");
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "clause 5: with all parts");
      repository().add(staged);
      repository().become(staged.id(), other, other.creationDate().minusMillis(1));
      assertLastActive(Optional.of(other.creationDate()), other.id());
    }

    // Clause 19: somebody else has the id.
    @Test
    void refuses_an_id_that_is_not_free() {
      complete(PHOTOS, 40);
      repository().keepCompletion(PHOTOS, completed(PHOTOS, 41));
      List<Part> parts = Given.parts(storage(), staged);
      for (int number : List.of(1, 2, 40, 41)) {
        assertThrows(
            IllegalArgumentException.class,
            () -> repository().become(staged.id(), upload(PHOTOS, number), hour(5)),
            "clause 19: id " + number);
      }
      assertEquals(List.of(staged, upload(PHOTOS, 2)), inProgress(), "clause 19: unchanged");
      assertEquals(parts, Given.parts(storage(), staged), "clause 19: unchanged");
      assertLastActive(Optional.of(staged.creationDate()), staged.id());
    }

    // Clause 19: an unknown id, and another vault.
    @Test
    void is_false_where_there_is_no_such_upload() {
      assertFalse(repository().become(id(PHOTOS, 3), other, hour(5)), "clause 19: unknown id");
      assertFalse(
          repository().become(staged.id(), upload(FILMS, 7), hour(5)), "clause 19: other vault");
      assertFalse(
          repository().become(staged.id(), upload(vault("absent"), 7), hour(5)), "no vault");
      assertFalse(
          repository().become(complete(PHOTOS, 40).id(), other, hour(5)),
          "clause 19: it was completed");
      assertEquals(List.of(staged, upload(PHOTOS, 2)), inProgress(), "clause 19: unchanged");
      assertEquals(List.of(), repository().scan(FILMS, Scan.first(9)), "clause 19: unchanged");
    }
  }

  @Nested
  @Clause("clause 19")
  class BecomeAnArchive {
    private final MultipartUpload staged = upload(PHOTOS, 1);

    @BeforeEach
    void add_an_upload_with_parts_and_one_beside_it() {
      repository().add(staged);
      repository().add(upload(PHOTOS, 2));
      Given.part(storage(), staged, 1, 1);
      Given.part(storage(), staged, 0, 2);
      Given.part(storage(), upload(PHOTOS, 2), 0, 3);
    }

    // Clause 19: all of the archive is there at once.
    @Test
    void makes_an_archive_with_the_uploads_parts() {
      assertTrue(repository().become(staged.id(), ARCHIVE), "clause 19: it is in progress");
      assertEquals(
          Optional.of(ARCHIVE),
          storage().archives().find(PHOTOS, ARCHIVE.id()),
          "clause 19: the archive is there, with every field");
      assertEquals(
          List.of(ARCHIVE),
          storage().archives().scan(PHOTOS, Scan.first(9)),
          "clause 19: the archive is there, once");
      assertEquals(List.of(part(0, 2), part(1, 1)), Given.parts(storage(), ARCHIVE), "its parts");
      VaultInventory one =
          new VaultInventory(1, ARCHIVE.size(), Optional.of(ARCHIVE.creationDate()));
      assertEquals(
          List.of(created(FILMS), new Vault(PHOTOS, START, one)),
          storage().vaults().scan(PHOTOS.account(), Scan.first(9)),
          "clause 19: the inventory of its vault has it");
      storage().contents().abandonStale(hour(1_000), 10);
      assertEquals(
          List.of(content(1), content(2), content(3)),
          Given.storedAfterRemoval(storage()),
          "clause 19: no bytes are copied, and none are lost");
      Given.assertReadable(storage(), PHOTOS, 1, 2, 3);
    }

    // Clause 19: nobody ever knew the upload's id, so nothing of it is remembered.
    @Test
    void removes_the_upload_and_keeps_no_completion() {
      repository().become(staged.id(), ARCHIVE);
      assertEquals(List.of(upload(PHOTOS, 2)), inProgress(), "clause 3: it is gone");
      assertEquals(List.of(), Given.parts(storage(), staged), "clause 12: not in progress");
      assertFalse(repository().remove(PHOTOS, staged.id()), "clause 5: it is not there");
      assertFalse(repository().become(staged.id(), archive(PHOTOS, 8)), "clause 19: once");
      assertEquals(
          Optional.empty(),
          repository().completion(PHOTOS, staged.id()),
          "clause 19: no completion is kept");
      assertEquals(
          List.of(),
          repository().completed(PHOTOS, Scan.first(9)),
          "clause 19: no completion is kept");
      assertEquals(1, repository().removeIdle(hour(1_000), 10), "clause 16: the one beside it");
      assertEquals(0, repository().forgetCompletions(hour(1_000), 10), "clause 15: there are none");
      assertEquals(List.of(content(1), content(2)), Given.storedAfterRemoval(storage()));
      assertTrue(storage().archives().remove(PHOTOS, ARCHIVE.id(), hour(1)), "it is an archive");
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "what it named is abandoned");
      assertTrue(repository().add(staged), "clause 1: nothing is there of that id");
      assertEquals(List.of(), Given.parts(storage(), staged), "clause 12: it has no parts");
    }

    // Clause 19: a copy that is run twice at once.
    @Test
    void refuses_the_id_of_an_archive_that_is_stored() {
      Given.archive(storage(), PHOTOS, 5);
      Optional<Vault> before = storage().vaults().find(PHOTOS);
      assertThrows(
          IllegalArgumentException.class,
          () -> repository().become(staged.id(), archive(PHOTOS, 5)),
          "clause 19: an archive has the id");
      assertEquals(before, storage().vaults().find(PHOTOS), "clause 19: nothing is changed");
      assertEquals(List.of(staged, upload(PHOTOS, 2)), inProgress(), "clause 19: unchanged");
      assertEquals(List.of(part(0, 2), part(1, 1)), Given.parts(storage(), staged), "unchanged");
    }

    // Clause 19: an unknown id, and another vault.
    @Test
    void is_false_where_there_is_no_such_upload() {
      assertFalse(repository().become(id(PHOTOS, 3), ARCHIVE), "clause 19: unknown id");
      assertFalse(repository().become(staged.id(), archive(FILMS, 9)), "clause 19: other vault");
      assertFalse(repository().become(staged.id(), archive(vault("absent"), 9)), "no vault");
      assertEquals(List.of(), storage().archives().scan(PHOTOS, Scan.first(9)), "clause 19: none");
      assertEquals(List.of(), storage().archives().scan(FILMS, Scan.first(9)), "clause 19: none");
      assertEquals(
          Optional.of(created(PHOTOS)),
          storage().vaults().find(PHOTOS),
          "clause 19: nothing was changed");
    }
  }
}
