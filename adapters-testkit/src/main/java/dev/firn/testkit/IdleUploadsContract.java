// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link UploadRepository} says of activity, clause 16, as far as one thread can check it;
 * {@link StorageContract} brings it together with the rest.
 */
@Clause("clause 16")
abstract class IdleUploadsContract {
  private static final VaultKey FILMS = vault("films");

  abstract Storage storage();

  @BeforeEach
  void create_the_vaults() {
    storage().vaults().create(created(PHOTOS));
    storage().vaults().create(created(FILMS));
  }

  private UploadRepository repository() {
    return storage().uploads();
  }

  /** Adds the sample upload with this number, as if it had been initiated at another time. */
  private MultipartUpload add(VaultKey vault, int number, Instant creation) {
    MultipartUpload sample = upload(vault, number);
    MultipartUpload upload =
        new MultipartUpload(sample.id(), vault, sample.description(), sample.partSize(), creation);
    assertTrue(repository().add(upload), "clause 1: the vault exists");
    return upload;
  }

  /** Asserts that the only upload was active at a time, by removing it. */
  private void assertLastActive(Instant time) {
    assertEquals(0, repository().removeIdle(time, 10), "clause 16: active at the time, not before");
    assertEquals(1, repository().scan(PHOTOS, Scan.first(10)).size(), "clause 16: it is there");
    assertEquals(
        1, repository().removeIdle(time.plusMillis(1), 10), "clause 16: active before the time");
    assertEquals(List.of(), repository().scan(PHOTOS, Scan.first(10)), "clause 16: it is gone");
    assertEquals(0, repository().removeIdle(hour(1_000_000), 10), "clause 16: there are no more");
  }

  @Nested
  class Activity {

    // Clause 16: an upload that nobody ever used.
    @Test
    void is_the_creation() {
      add(PHOTOS, 1, hour(3));
      assertLastActive(hour(3));
    }

    // Clause 16: a part is being received for hours, and then arrives.
    @Test
    void is_the_last_touch_or_part_if_that_is_later() {
      MultipartUpload upload = add(PHOTOS, 1, hour(0));
      assertTrue(repository().touch(PHOTOS, upload.id(), hour(1)), "clause 16: it is in progress");
      assertEquals(0, repository().removeIdle(hour(1), 10), "clause 16: touched");
      put(upload, 0, 1, hour(2));
      assertEquals(0, repository().removeIdle(hour(2), 10), "clause 16: a part was put");
      put(upload, 0, 2, hour(3));
      assertEquals(0, repository().removeIdle(hour(3), 10), "clause 16: a part was replaced");
      assertTrue(repository().touch(PHOTOS, upload.id(), hour(4)), "clause 16: it is in progress");
      assertLastActive(hour(4));
    }

    // Clause 16: nodes whose clocks do not agree.
    @Test
    void is_not_what_is_earlier() {
      MultipartUpload upload = add(PHOTOS, 1, hour(1));
      repository().touch(PHOTOS, upload.id(), hour(0));
      put(upload, 0, 1, hour(0));
      assertEquals(0, repository().removeIdle(hour(1), 10), "clause 16: the creation is later");
      repository().touch(PHOTOS, upload.id(), hour(5));
      repository().touch(PHOTOS, upload.id(), hour(4));
      put(upload, 0, 2, hour(3));
      assertLastActive(hour(5));
    }

    // Clauses 11 and 16: a part that could not be stored changes nothing.
    @Test
    void is_not_a_part_that_was_refused() {
      MultipartUpload upload = add(PHOTOS, 1, hour(0));
      assertEquals(
          ContentNaming.NO_CONTENT,
          repository().putPart(PHOTOS, upload.id(), part(0, 1), hour(9)),
          "clause 11: the content was never begun");
      assertLastActive(hour(0));
    }

    private void put(MultipartUpload upload, long place, int number, Instant time) {
      Given.incoming(storage(), PHOTOS, number);
      assertEquals(
          ContentNaming.NAMED,
          repository().putPart(PHOTOS, upload.id(), part(place, number), time),
          "clause 11: the upload is in progress");
    }
  }

  @Nested
  class Touch {

    // Clause 16: an upload that is not in progress, or not here.
    @Test
    void is_false_where_there_is_no_such_upload() {
      MultipartUpload completed = add(PHOTOS, 1, hour(0));
      Given.part(storage(), completed, 0, 1);
      long revision = Given.revision(storage(), completed);
      assertTrue(
          repository().complete(PHOTOS, completed.id(), revision, archive(PHOTOS, 1)),
          "clause 14: the revision is the upload's");
      MultipartUpload removed = add(PHOTOS, 2, hour(0));
      repository().remove(PHOTOS, removed.id());
      MultipartUpload present = add(PHOTOS, 3, hour(0));
      assertFalse(repository().touch(PHOTOS, completed.id(), hour(1)), "clause 16: completed");
      assertFalse(repository().touch(PHOTOS, removed.id(), hour(1)), "clause 16: removed");
      assertFalse(repository().touch(PHOTOS, id(PHOTOS, 4), hour(1)), "clause 16: unknown");
      assertFalse(repository().touch(FILMS, present.id(), hour(1)), "clause 16: other vault");
      assertFalse(
          repository().touch(vault("absent"), present.id(), hour(1)), "clause 16: unknown vault");
      assertLastActive(hour(0));
    }

    // Clause 16: activity is seen by nobody but removeIdle.
    @Test
    void changes_nothing_else() {
      MultipartUpload upload = add(PHOTOS, 1, hour(0));
      Given.part(storage(), upload, 0, 1);
      repository().touch(PHOTOS, upload.id(), hour(1));
      assertEquals(Optional.of(upload), repository().find(PHOTOS, upload.id()));
      assertEquals(List.of(upload), repository().scan(PHOTOS, Scan.first(10)));
      assertEquals(List.of(part(0, 1)), Given.parts(storage(), upload));
    }
  }

  @Nested
  class RemoveIdle {

    // Clauses 5 and 16: a client went away and left parts behind.
    @Test
    void removes_as_remove_does() {
      MultipartUpload idle = add(PHOTOS, 1, hour(0));
      MultipartUpload active = add(PHOTOS, 2, hour(5));
      Given.part(storage(), idle, 0, 1);
      Given.part(storage(), idle, 1, 2);
      Given.part(storage(), active, 0, 3);
      long revision = Given.revision(storage(), idle);
      assertEquals(1, repository().removeIdle(hour(5), 10), "clause 16: one was idle");
      assertEquals(Optional.empty(), repository().find(PHOTOS, idle.id()), "clause 2: removed");
      assertEquals(List.of(active), repository().scan(PHOTOS, Scan.first(10)), "clause 3: removed");
      assertEquals(List.of(), Given.parts(storage(), idle), "clause 5: its parts go with it");
      assertFalse(repository().remove(PHOTOS, idle.id()), "clause 5: it was removed already");
      assertFalse(
          repository().complete(PHOTOS, idle.id(), revision, archive(PHOTOS, 1)),
          "clause 14: there is no such upload");
      assertEquals(
          List.of(content(3)),
          Given.storedAfterRemoval(storage()),
          "clause 5: what its parts named is abandoned, and nothing else");
      Given.assertReadable(storage(), PHOTOS, 3);
    }

    // Clause 16: a vault is kept by its uploads, and freed of them.
    @Test
    void leaves_a_vault_that_can_be_deleted() {
      add(PHOTOS, 1, hour(0));
      assertEquals(VaultDeletion.NOT_EMPTY, storage().vaults().deleteIfEmpty(PHOTOS));
      assertEquals(1, repository().removeIdle(hour(1), 10), "clause 16: one was idle");
      assertEquals(VaultDeletion.DELETED, storage().vaults().deleteIfEmpty(PHOTOS));
    }

    // Clause 16: what was ended another way is not ended again.
    @Test
    void leaves_alone_what_was_ended() {
      MultipartUpload completed = add(PHOTOS, 1, hour(0));
      Given.part(storage(), completed, 0, 1);
      long revision = Given.revision(storage(), completed);
      assertTrue(
          repository().complete(PHOTOS, completed.id(), revision, archive(PHOTOS, 1)),
          "clause 14: the revision is the upload's");
      repository().remove(PHOTOS, add(PHOTOS, 2, hour(0)).id());
      assertEquals(0, repository().removeIdle(hour(1_000), 10), "clause 16: none is in progress");
      assertEquals(List.of(content(1)), Given.storedAfterRemoval(storage()));
      Given.assertReadable(storage(), PHOTOS, 1);
    }

    // Clause 16: many clients went away, in many vaults; some did not.
    @Test
    void removes_uploads_of_any_vault_in_bounded_steps() {
      List<VaultKey> vaults = List.of(PHOTOS, FILMS, VaultKey.of("999999999999", "photos"));
      storage().vaults().create(created(vaults.get(2)));
      for (int number = 0; number < 24; number++) {
        add(vaults.get(number % 3), number, hour(number % 2));
      }
      int removed = 0;
      for (int step = repository().removeIdle(hour(1), 5);
          step > 0;
          step = repository().removeIdle(hour(1), 5)) {
        assertTrue(step <= 5, "clause 16: at most 5 at once, but there were " + step);
        removed += step;
      }
      assertEquals(12, removed, "clause 16: all that were idle, each counted once");
      for (VaultKey vault : vaults) {
        List<MultipartUpload> left = repository().scan(vault, Scan.first(100));
        assertEquals(4, left.size(), "clause 16: the others stay");
        left.forEach(
            upload ->
                assertEquals(
                    hour(1),
                    upload.creationDate(),
                    "clause 16: what is left was active at the time"));
      }
    }

    // Clause 16: a clock may stand anywhere; times as text would be ordered otherwise.
    @Test
    void compares_times_as_numbers() {
      List<Instant> times =
          List.of(
              Instant.EPOCH,
              Instant.ofEpochMilli(9),
              Instant.ofEpochMilli(10),
              Instant.ofEpochMilli(100),
              Instant.parse("2001-09-09T01:46:39.999Z"),
              Instant.parse("2001-09-09T01:46:40Z"),
              Instant.parse("2999-12-31T23:59:59.999Z"));
      for (int number = 0; number < times.size(); number++) {
        add(PHOTOS, number, times.get(times.size() - 1 - number));
      }
      assertEquals(0, repository().removeIdle(Instant.EPOCH, 10), "clause 16: none before 1970");
      for (Instant time : times) {
        assertEquals(
            1, repository().removeIdle(time.plusMillis(1), 10), "clause 16: the one of " + time);
      }
    }
  }
}
