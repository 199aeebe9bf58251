// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleJobs.ended;
import static dev.firn.testkit.SampleJobs.inventory;
import static dev.firn.testkit.SampleJobs.notice;
import static dev.firn.testkit.SampleJobs.retrieval;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobAddition;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Notice;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What jobs and notices promise to many threads; {@link StorageContract} brings it together with
 * the rest.
 */
@Clause("jobs, clauses 1, 2, 5, 8 and 9")
abstract class JobConcurrencyContract {
  private static final int ROUNDS = 25;
  private static final Instant LATE = hour(1_000);

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    storage().vaults().create(created(PHOTOS));
  }

  private List<Notice> notices() {
    return storage().notices().due(LATE, 1_000);
  }

  /** Completes a job, as the domain does, which gives up a content that was not taken. */
  private boolean complete(Job job, int number) {
    Job succeeded = ended(job, JobStatus.SUCCEEDED, hour(1));
    Given.incoming(storage(), job.vault(), number);
    ContentNaming naming =
        storage()
            .jobs()
            .complete(
                succeeded,
                Optional.of(part(0, number)),
                List.of(notice(succeeded, number, hour(1))));
    if (naming != ContentNaming.NAMED) {
      assertEquals(ContentNaming.NO_OWNER, naming, "the content is incoming");
      assertTrue(storage().contents().abandon(job.vault(), content(number)), "still incoming");
    }
    return naming == ContentNaming.NAMED;
  }

  private void end(Job job) {
    storage()
        .jobs()
        .complete(ended(job, JobStatus.SUCCEEDED, hour(1)), Optional.empty(), List.of());
  }

  // Two nodes that each work on all that is due.
  @Test
  @Clause("jobs, clause 5")
  void exactly_one_of_many_completes_a_job() throws Exception {
    AtomicInteger contents = new AtomicInteger();
    for (int round = 0; round < ROUNDS; round++) {
      Job job = inventory(PHOTOS, round);
      storage().jobs().add(job);
      List<Boolean> completed = Race.run(4, () -> complete(job, contents.getAndIncrement()));
      assertEquals(1, Collections.frequency(completed, true), "exactly one completed it");
      List<Part> output = storage().jobs().parts(PHOTOS, job.id(), Scan.first(9));
      assertEquals(1, output.size(), "one output");
      assertEquals(
          16, Given.read(storage(), PHOTOS, output.get(0).content()).length, "and it is there");
    }
    assertEquals(ROUNDS, notices().size(), "each is told once");
    assertEquals(ROUNDS, Given.storedAfterRemoval(storage()).size(), "each has its output");
    assertEquals(
        ROUNDS,
        storage().jobs().scan(PHOTOS, Optional.of(JobStatus.SUCCEEDED), Scan.first(1_000)).size(),
        "each has ended");
  }

  // A client starts a job at the moment at which another deletes the archive.
  @Test
  @Clause("jobs, clauses 1 and 2")
  void an_archive_that_is_removed_meanwhile_is_held_or_not_there() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      int number = 2 * round;
      Archive archive = Given.archive(storage(), PHOTOS, round);
      List<Object> results =
          Race.run(
              List.of(
                  () -> storage().jobs().add(retrieval(archive, number)),
                  () -> storage().archives().remove(PHOTOS, archive.id(), hour(1)),
                  () -> storage().jobs().add(retrieval(archive, number + 1))));
      assertEquals(true, results.get(1), "archives, clause 5: it was there");
      Given.removeAbandoned(storage(), 100);
      for (int n = 0; n < 2; n++) {
        Job job = retrieval(archive, number + n);
        if (results.get(2 * n) == JobAddition.ADDED) {
          assertEquals(
              List.of(part(0, round)),
              storage().jobs().parts(PHOTOS, job.id(), Scan.first(9)),
              "it holds its archive");
          Given.assertReadable(storage(), PHOTOS, round);
          end(job);
        } else {
          assertEquals(JobAddition.NO_ARCHIVE, results.get(2 * n), "it came too late");
          assertEquals(Optional.empty(), storage().jobs().find(PHOTOS, job.id()), "too late");
        }
      }
      storage().jobs().forget(LATE, 10);
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nobody holds it any more");
    }
  }

  // A sweep at the moment at which the archive is deleted; either must see to its bytes.
  @Test
  @Clause("jobs, clauses 2 and 8")
  void an_archive_that_is_removed_while_its_job_is_forgotten_leaves_nothing() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Archive archive = Given.archive(storage(), PHOTOS, round);
      Job job = retrieval(archive, round);
      storage().jobs().add(job);
      end(job);
      assertEquals(
          List.of(1, true),
          Race.run(
              List.<Callable<Object>>of(
                  () -> storage().jobs().forget(LATE, 10),
                  () -> storage().archives().remove(PHOTOS, archive.id(), hour(1)))),
          "each does what it is for");
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nobody holds it any more");
    }
  }

  // Several nodes sweep, and the jobs that they forget hold the same archive.
  @Test
  @Clause("jobs, clauses 2 and 8")
  void many_that_forget_count_each_job_once_and_leave_nothing() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Archive archive = Given.archive(storage(), PHOTOS, 100 + round);
      for (int number = 0; number < 4; number++) {
        storage().jobs().add(retrieval(archive, number));
        end(retrieval(archive, number));
      }
      storage().archives().remove(PHOTOS, archive.id(), hour(1));
      for (int number = 4; number < 8; number++) {
        storage().jobs().add(inventory(PHOTOS, number));
        assertTrue(complete(inventory(PHOTOS, number), 1_000 + 8 * round + number), "alone");
      }
      List<Integer> forgotten = Race.run(4, () -> storage().jobs().forget(LATE, 5));
      int sum = forgotten.stream().mapToInt(Integer::intValue).sum();
      int rest = storage().jobs().forget(LATE, 100);
      assertEquals(8, sum + rest, "each is counted once: " + forgotten);
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nobody holds anything");
      assertEquals(
          List.of(),
          storage().jobs().scan(PHOTOS, Optional.empty(), Scan.first(9)),
          "none is left");
    }
  }

  // A job that took so long that it is over as soon as it has ended.
  @Test
  @Clause("jobs, clauses 5 and 8")
  void a_job_that_ends_while_others_are_forgotten_is_forgotten_whole() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      int number = round;
      Job job = inventory(PHOTOS, round);
      storage().jobs().add(job);
      List<Object> results =
          Race.run(List.of(() -> complete(job, number), () -> storage().jobs().forget(LATE, 10)));
      assertEquals(true, results.get(0), "it was in progress until then");
      int later = storage().jobs().forget(LATE, 10);
      assertEquals(1, (int) results.get(1) + later, "it is forgotten once");
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "with its output");
      assertEquals(round + 1, notices().size(), "its notice stays");
    }
  }

  // A DeleteVault while jobs of the vault begin and end.
  @Test
  @Clause("jobs, clause 9")
  void a_vault_that_is_deleted_takes_all_jobs_with_it() throws Exception {
    int told = 0;
    for (int round = 0; round < ROUNDS; round++) {
      VaultKey key = vault("round-" + round);
      storage().vaults().create(created(key));
      int number = round;
      storage().jobs().add(inventory(key, 1));
      List<Object> results =
          Race.run(
              List.of(
                  () -> complete(inventory(key, 1), number),
                  () -> storage().vaults().deleteIfEmpty(key),
                  () -> storage().jobs().add(inventory(key, 2))));
      assertEquals(VaultDeletion.DELETED, results.get(1), "no archive and no upload is in it");
      storage().vaults().create(created(key));
      assertEquals(
          List.of(),
          storage().jobs().scan(key, Optional.empty(), Scan.first(9)),
          "none outlives its vault: " + results);
      told += results.get(0).equals(true) ? 1 : 0;
    }
    assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nothing that they put out");
    assertEquals(List.of(), storage().jobs().due(LATE, 10), "none is left");
    assertEquals(0, storage().jobs().forget(LATE, 10), "none is left");
    assertEquals(told, notices().size(), "notices are of those that ended before");
  }

  // The last archive is deleted and then its vault, while somebody wants to have the archive.
  @Test
  @Clause("jobs, clauses 1 and 9")
  void a_vault_that_is_deleted_leaves_nothing_that_a_job_held() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      VaultKey key = vault("round-" + round);
      storage().vaults().create(created(key));
      Archive archive = Given.archive(storage(), key, round);
      storage().jobs().add(retrieval(archive, 1));
      List<Object> results =
          Race.run(
              List.of(
                  () -> storage().jobs().add(retrieval(archive, 2)),
                  () -> {
                    storage().archives().remove(key, archive.id(), hour(1));
                    return storage().vaults().deleteIfEmpty(key);
                  }));
      assertEquals(VaultDeletion.DELETED, results.get(1), "no archive is in it any more");
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nothing is left: " + results);
    }
  }

  // Two nodes deliver the same notice, both in vain.
  @Test
  @Clause("notices, clauses 2 and 3")
  void exactly_one_of_many_replaces_and_removes_a_notice() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Job job = ended(inventory(PHOTOS, round), JobStatus.FAILED, hour(1));
      storage().jobs().add(inventory(PHOTOS, round));
      Notice notice = notice(job, round, hour(1));
      storage().jobs().complete(job, Optional.empty(), List.of(notice));
      List<Notice> replacements = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        replacements.add(notice.postponed(hour(2 + node)));
      }
      AtomicInteger next = new AtomicInteger();
      List<Integer> replaced =
          Race.run(
              4,
              () -> {
                int mine = next.getAndIncrement();
                boolean done = storage().notices().replace(notice, replacements.get(mine));
                return done ? mine : -1;
              });
      assertEquals(3, Collections.frequency(replaced, -1), "exactly one replaced it");
      assertEquals(
          List.of(replacements.get(Collections.max(replaced))), notices(), "by its replacement");
      List<Boolean> removed = Race.run(4, () -> storage().notices().remove(notice.id()));
      assertEquals(1, Collections.frequency(removed, true), "exactly one removed it");
      assertEquals(List.of(), notices(), "it is gone");
    }
  }

  // A notice is delivered at last, while another node that failed puts it off.
  @Test
  @Clause("notices, clauses 2 and 3")
  void a_notice_that_is_removed_does_not_come_back() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Job job = ended(inventory(PHOTOS, round), JobStatus.FAILED, hour(1));
      storage().jobs().add(inventory(PHOTOS, round));
      Notice notice = notice(job, round, hour(1));
      storage().jobs().complete(job, Optional.empty(), List.of(notice));
      List<Boolean> results =
          Race.run(
              List.of(
                  () -> storage().notices().replace(notice, notice.postponed(hour(2))),
                  () -> storage().notices().remove(notice.id())));
      assertTrue(results.get(1), "it was there");
      assertEquals(List.of(), notices(), "it is gone");
    }
  }
}
