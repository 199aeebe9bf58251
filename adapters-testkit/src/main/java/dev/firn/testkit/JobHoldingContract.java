// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleJobs.ended;
import static dev.firn.testkit.SampleJobs.inventory;
import static dev.firn.testkit.SampleJobs.jobId;
import static dev.firn.testkit.SampleJobs.notice;
import static dev.firn.testkit.SampleJobs.retrieval;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobAddition;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What a job holds, and what becomes of it when its archive, its vault or the job itself goes;
 * {@link StorageContract} brings it together with the rest.
 */
@Clause("jobs, clauses 2, 6 and 9")
abstract class JobHoldingContract {
  private static final int PARTS = 12;
  private static final Instant LATE = hour(1_000);

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    storage().vaults().create(created(PHOTOS));
  }

  private JobRepository repository() {
    return storage().jobs();
  }

  private Job added(Job job) {
    assertEquals(JobAddition.ADDED, repository().add(job), "jobs, clause 1: the archive is there");
    return job;
  }

  private void end(Job job, int hour) {
    assertEquals(
        ContentNaming.NAMED,
        repository()
            .complete(ended(job, JobStatus.SUCCEEDED, hour(hour)), Optional.empty(), List.of()),
        "jobs, clause 5: it is in progress");
  }

  private void removeArchive(Archive archive) {
    assertTrue(
        storage().archives().remove(archive.vault(), archive.id(), hour(1)),
        "archives, clause 5: it was there");
  }

  private List<Part> parts(Job job) {
    return repository().parts(job.vault(), job.id(), Scan.first(10_000));
  }

  private List<ContentId> contents(int... numbers) {
    return IntStream.of(numbers).mapToObj(SampleArchives::content).toList();
  }

  /** Stores an archive of many parts, the contents from 0 on, which was an upload. */
  private Archive completed() {
    MultipartUpload upload = upload(PHOTOS, 1);
    storage().uploads().add(upload);
    for (int number = 0; number < PARTS; number++) {
      Given.part(storage(), upload, 4_096L * number, number);
    }
    Archive archive = archive(PHOTOS, 50);
    assertTrue(
        storage()
            .uploads()
            .complete(PHOTOS, upload.id(), Given.revision(storage(), upload), archive),
        "clause 14: the revision is the upload's");
    return archive;
  }

  @Nested
  @Clause("jobs, clause 2")
  class Hold {

    // An archive is deleted while somebody downloads it, however it came.
    @Test
    void keeps_the_bytes_of_an_archive_that_is_removed() {
      List<Supplier<Archive>> ways =
          List.of(JobHoldingContract.this::completed, () -> Given.archive(storage(), PHOTOS, 60));
      for (Supplier<Archive> way : ways) {
        Archive archive = way.get();
        Job job = added(retrieval(archive, 1));
        List<Part> parts = Given.parts(storage(), archive);
        removeArchive(archive);
        assertEquals(
            Optional.empty(), storage().archives().find(PHOTOS, archive.id()), "gone at once");
        assertEquals(List.of(), Given.parts(storage(), archive), "gone at once");
        assertFalse(storage().archives().remove(PHOTOS, archive.id(), hour(1)), "gone at once");
        Given.removeAbandoned(storage(), 3);
        assertEquals(parts, parts(job), "what it retrieves is there");
        assertEquals(
            parts.stream().map(Part::content).toList(),
            Given.storedAfterRemoval(storage()),
            "what it retrieves is stored");
        for (Part part : parts) {
          assertEquals(
              16, Given.read(storage(), PHOTOS, part.content()).length, "and read to the end");
        }
        end(job, 1);
        assertEquals(parts, parts(job), "also when it has ended");
        assertEquals(1, repository().forget(hour(25), 10), "jobs, clause 8: it is over");
        assertEquals(List.of(), parts(job), "with the job");
        assertEquals(
            List.of(), Given.storedAfterRemoval(storage()), "it is abandoned with the last job");
      }
    }

    @Test
    void does_not_keep_the_archive_in_its_vault() {
      Archive archive = completed();
      Archive other = Given.archive(storage(), PHOTOS, 60);
      added(retrieval(archive, 1));
      removeArchive(archive);
      assertEquals(List.of(other), storage().archives().scan(PHOTOS, Scan.first(9)), "the other");
      assertEquals(
          new VaultInventory(1, 16, Optional.of(hour(1))),
          storage().vaults().find(PHOTOS).orElseThrow().inventory(),
          "it is taken from the inventory at once");
    }

    // Two clients retrieve the same archive; one of them was first.
    @Test
    void ends_with_the_last_job_that_holds_the_archive() {
      Archive archive = completed();
      List<Part> parts = Given.parts(storage(), archive);
      Job first = added(retrieval(archive, 1));
      Job second = added(retrieval(archive, 2));
      end(first, 1);
      removeArchive(archive);
      assertEquals(1, repository().forget(LATE, 10), "jobs, clause 8: the first is over");
      Given.removeAbandoned(storage(), 100);
      assertEquals(parts, parts(second), "the second holds it still");
      Given.assertReadable(
          storage(), PHOTOS, IntStream.range(0, PARTS).boxed().toArray(Integer[]::new));
      end(second, 2);
      assertEquals(1, repository().forget(LATE, 10), "jobs, clause 8: the second is over");
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nothing holds it any more");
    }

    // An archive is retrieved every month.
    @Test
    void leaves_an_archive_that_is_in_the_vault_as_it_is() {
      Archive archive = completed();
      Archive whole = Given.archive(storage(), PHOTOS, 60);
      List<Part> parts = Given.parts(storage(), archive);
      for (int round = 1; round <= 2; round++) {
        end(added(retrieval(archive, 1)), 1);
        end(added(retrieval(whole, 2)), 1);
        assertEquals(2, repository().forget(LATE, 10), "jobs, clause 8: they are over");
        assertEquals(PARTS + 1, Given.storedAfterRemoval(storage()).size(), "all is there");
        assertEquals(parts, Given.parts(storage(), archive), "the archive has its parts");
      }
      Given.assertReadable(storage(), PHOTOS, 0, PARTS - 1, 60);
      removeArchive(archive);
      assertEquals(contents(60), Given.storedAfterRemoval(storage()), "nothing holds it");
    }

    // Only what is retrieved is kept.
    @Test
    void is_of_one_archive_in_one_vault() {
      Archive held = Given.archive(storage(), PHOTOS, 1);
      Archive other = Given.archive(storage(), PHOTOS, 2);
      storage().vaults().create(created(vault("photo")));
      Archive elsewhere = Given.archive(storage(), vault("photo"), 3);
      added(retrieval(held, 1));
      added(inventory(PHOTOS, 2));
      removeArchive(other);
      removeArchive(elsewhere);
      removeArchive(held);
      assertEquals(contents(1), Given.storedAfterRemoval(storage()), "what is held, alone");
    }

    // Another archive by the id would have its bytes taken for those that the job retrieves.
    @Test
    @Clause("archives, clause 1")
    void keeps_the_archives_id_from_being_stored_again() {
      Archive archive = Given.archive(storage(), PHOTOS, 1);
      Job job = added(retrieval(archive, 1));
      removeArchive(archive);
      Given.incoming(storage(), PHOTOS, 2);
      assertThrows(
          IllegalArgumentException.class,
          () -> storage().archives().add(archive, content(2)),
          "an id that is held still is the caller's fault");
      storage().uploads().add(upload(PHOTOS, 1));
      Given.part(storage(), upload(PHOTOS, 1), 0, 3);
      assertThrows(
          IllegalArgumentException.class,
          () -> storage().uploads().become(upload(PHOTOS, 1).id(), archive),
          "clause 19: likewise");
      assertEquals(
          Optional.empty(), storage().archives().find(PHOTOS, archive.id()), "nothing is changed");
      assertEquals(List.of(part(0, 1)), parts(job), "nothing is changed");
      end(job, 1);
      repository().forget(LATE, 1);
      assertEquals(ContentNaming.NAMED, storage().archives().add(archive, content(2)), "now it is");
      assertEquals(contents(2, 3), Given.storedAfterRemoval(storage()), "and no other");
      Given.assertReadable(storage(), PHOTOS, 2, 3);
    }
  }

  @Nested
  @Clause("jobs, clause 6")
  class Parts {

    // A download begins in the midst of an archive, whether that is still there or not.
    @Test
    void ascend_from_the_first_at_or_after_the_start() {
      Archive archive = completed();
      Job job = added(retrieval(archive, 1));
      Given.archive(storage(), PHOTOS, 60);
      List<Part> parts = Given.parts(storage(), archive);
      assertScanned(job, parts);
      removeArchive(archive);
      assertScanned(job, parts);
      end(job, 1);
      assertScanned(job, parts);
      assertThrows(
          UnsupportedOperationException.class, () -> parts(job).remove(0), "it is unmodifiable");
    }

    private void assertScanned(Job job, List<Part> parts) {
      assertEquals(parts, parts(job), "in the order of their bytes");
      for (int n = 0; n < PARTS; n++) {
        long first = parts.get(n).range().first();
        assertEquals(
            parts.subList(n, Math.min(n + 3, PARTS)),
            repository().parts(PHOTOS, job.id(), Scan.startingAt(first, 3)),
            "exactly as many as asked for or as are left, from part " + n);
        assertEquals(
            parts.subList(n + 1, PARTS),
            repository().parts(PHOTOS, job.id(), Scan.startingAt(first + 1, 100)),
            "from the first after part " + n);
      }
    }

    @Test
    void are_none_where_there_is_no_such_job_or_no_output() {
      Job job = added(retrieval(Given.archive(storage(), PHOTOS, 1), 1));
      Job noOutput = added(inventory(PHOTOS, 2));
      assertEquals(List.of(part(0, 1)), parts(job), "its archive's");
      assertEquals(List.of(), parts(noOutput), "no output yet");
      assertEquals(List.of(), parts(inventory(PHOTOS, 3)), "unknown");
      for (VaultKey vault : List.of(vault("absent"), vault("photo"), vault("photos2"))) {
        assertEquals(
            List.of(), repository().parts(vault, job.id(), Scan.first(9)), "another vault");
      }
      Given.incoming(storage(), PHOTOS, 5);
      repository()
          .complete(
              ended(noOutput, JobStatus.SUCCEEDED, hour(1)), Optional.of(part(0, 5)), List.of());
      assertEquals(List.of(part(0, 5)), parts(noOutput), "the one of its output");
      assertEquals(
          List.of(),
          repository().parts(PHOTOS, noOutput.id(), Scan.startingAt(1L, 9)),
          "behind it");
    }
  }

  @Nested
  @Clause("jobs, clause 9")
  class VaultDeleted {

    // DeleteVault asks for no archives and no uploads, and for nothing else.
    @Test
    void takes_its_jobs_and_all_that_they_held_with_it() {
      Archive archive = completed();
      Archive whole = Given.archive(storage(), PHOTOS, 60);
      final Job retrieval = added(retrieval(archive, 1));
      Job succeeded = ended(added(inventory(PHOTOS, 2)), JobStatus.SUCCEEDED, hour(1));
      added(retrieval(whole, 3));
      added(retrieval(archive, 4));
      end(added(retrieval(archive, 5)), 2);
      Given.incoming(storage(), PHOTOS, 70);
      repository()
          .complete(succeeded, Optional.of(part(0, 70)), List.of(notice(succeeded, 1, hour(1))));
      List<Job> neighbours = new ArrayList<>();
      for (VaultKey vault : List.of(vault("photo"), vault("photos2"))) {
        storage().vaults().create(created(vault));
        int number = 80 + neighbours.size();
        neighbours.add(added(retrieval(Given.archive(storage(), vault, number), number)));
      }
      assertEquals(VaultDeletion.NOT_EMPTY, storage().vaults().deleteIfEmpty(PHOTOS), "archives");
      assertEquals(5, all(PHOTOS).size(), "they are there still");
      removeArchive(archive);
      removeArchive(whole);
      assertEquals(
          VaultDeletion.DELETED,
          storage().vaults().deleteIfEmpty(PHOTOS),
          "it is empty of archives");
      for (int opening = 1; opening <= 2; opening++) {
        assertEquals(List.of(), all(PHOTOS), "they are gone");
        for (JobStatus status : JobStatus.values()) {
          assertEquals(
              List.of(), repository().scan(PHOTOS, Optional.of(status), Scan.first(9)), "gone");
        }
        assertEquals(Optional.empty(), repository().find(PHOTOS, retrieval.id()), "gone");
        assertEquals(List.of(), parts(retrieval), "gone");
        storage().vaults().create(created(PHOTOS));
      }
      assertEquals(0, repository().forget(LATE, 10), "none is left to be forgotten");
      assertEquals(neighbours, repository().due(LATE, 10), "other vaults' are not touched");
      assertEquals(
          List.of(notice(succeeded, 1, hour(1))), storage().notices().due(LATE, 10), "it stays");
      assertEquals(contents(80, 81), Given.storedAfterRemoval(storage()), "other vaults' alone");
      for (Job neighbour : neighbours) {
        assertEquals(1, parts(neighbour).size(), "other vaults' are not touched");
      }
      assertEquals(JobAddition.ADDED, repository().add(inventory(PHOTOS, 2)), "ids are free");
    }

    private List<Job> all(VaultKey vault) {
      return repository().scan(vault, Optional.empty(), Scan.first(100));
    }

    @Test
    void is_not_kept_by_its_jobs() {
      added(inventory(PHOTOS, 1));
      end(added(inventory(PHOTOS, 2)), 1);
      assertEquals(VaultDeletion.DELETED, storage().vaults().deleteIfEmpty(PHOTOS), "jobs alone");
      assertEquals(VaultDeletion.ABSENT, storage().vaults().deleteIfEmpty(PHOTOS), "it is gone");
      assertEquals(List.of(), repository().due(LATE, 10), "and they are");
      assertEquals(Optional.empty(), repository().find(PHOTOS, jobId(PHOTOS, 1)), "and they are");
    }
  }
}
