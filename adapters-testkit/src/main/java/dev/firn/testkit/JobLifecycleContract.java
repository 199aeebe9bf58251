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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Notice;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Jobs and notices after reopening, and as another node has them; {@link StorageContract} brings it
 * together with the rest.
 */
@Clause("clauses 6 and 7")
abstract class JobLifecycleContract {

  abstract Storage storage();

  abstract Storage reopened() throws Exception;

  abstract Optional<Storage> another() throws Exception;

  abstract boolean survivesReopening();

  // A server that is stopped and started again while jobs wait for their time.
  @Test
  @Clause("clause 7")
  void reopening_gives_back_jobs_what_they_hold_and_notices() throws Exception {
    storage().vaults().create(created(PHOTOS));
    Archive archive = Given.archive(storage(), PHOTOS, 1);
    Job holding = retrieval(archive, 1);
    storage().jobs().add(holding);
    storage().archives().remove(PHOTOS, archive.id(), hour(1));
    Job succeeded = ended(inventory(PHOTOS, 2), JobStatus.SUCCEEDED, hour(1));
    storage().jobs().add(inventory(PHOTOS, 2));
    Given.incoming(storage(), PHOTOS, 2);
    List<Notice> notices = List.of(notice(succeeded, 1, hour(1)), notice(succeeded, 2, hour(2)));
    storage().jobs().complete(succeeded, Optional.of(part(0, 2)), notices);
    Notice postponed = notices.get(1).postponed(hour(3));
    storage().notices().replace(notices.get(1), postponed);
    storage().notices().remove(notices.get(0).id());
    storage().jobs().add(inventory(PHOTOS, 3));
    storage()
        .jobs()
        .complete(
            ended(inventory(PHOTOS, 3), JobStatus.FAILED, hour(0)), Optional.empty(), List.of());
    storage().jobs().forget(hour(24), 10);
    boolean survives = survivesReopening();
    Storage reopened = reopened();
    reopened.vaults().create(created(PHOTOS));
    assertEquals(
        survives ? List.of(holding, succeeded) : List.of(),
        reopened.jobs().scan(PHOTOS, Optional.empty(), Scan.first(9)),
        "jobs are as they were");
    assertEquals(
        survives ? List.of(postponed) : List.of(),
        reopened.notices().due(hour(1_000), 9),
        "notices are as they were");
    assertEquals(
        survives ? List.of(content(1), content(2)) : List.of(),
        Given.storedAfterRemoval(reopened),
        "what they hold, and nothing else");
    if (survives) {
      assertAsBefore(reopened, holding, succeeded);
    }
  }

  private static void assertAsBefore(Storage reopened, Job holding, Job succeeded) {
    for (Job job : List.of(holding, succeeded)) {
      assertEquals(Optional.of(job), reopened.jobs().find(PHOTOS, job.id()), "found as it was");
      assertEquals(
          List.of(job),
          reopened.jobs().scan(PHOTOS, Optional.of(job.status()), Scan.first(9)),
          "listed by its status as it was");
    }
    Given.assertReadable(reopened, PHOTOS, 1, 2);
    assertEquals(List.of(holding), reopened.jobs().due(hour(100), 9), "due as it was");
    assertEquals(0, reopened.jobs().forget(hour(25).minusMillis(1), 9), "it is not over yet");
    assertEquals(1, reopened.jobs().forget(hour(25), 9), "it is over");
    assertEquals(List.of(content(1)), Given.storedAfterRemoval(reopened), "what is held still");
  }

  // A job that one node has taken on, and another one ends.
  @Test
  @Clause("clause 6")
  void another_node_sees_it_all_at_once() throws Exception {
    Optional<Storage> found = another();
    Assumptions.assumeTrue(found.isPresent(), "one node has this storage for itself");
    Storage other = found.orElseThrow();
    storage().vaults().create(created(PHOTOS));
    Archive archive = Given.archive(storage(), PHOTOS, 1);
    Job job = retrieval(archive, 1);
    storage().jobs().add(job);
    assertEquals(List.of(job), other.jobs().due(job.dueDate(), 9), "due");
    assertTrue(other.archives().remove(PHOTOS, archive.id(), hour(1)), "archives, clause 5");
    Job ended = ended(job, JobStatus.SUCCEEDED, hour(2));
    Notice notice = notice(ended, 1, hour(2));
    other.jobs().complete(ended, Optional.empty(), List.of(notice));
    assertEquals(Optional.of(ended), storage().jobs().find(PHOTOS, job.id()), "ended");
    assertEquals(List.of(notice), storage().notices().due(hour(2), 9), "told");
    assertEquals(
        List.of(part(0, 1)), storage().jobs().parts(PHOTOS, job.id(), Scan.first(9)), "held");
    Given.removeAbandoned(other, 9);
    Given.assertReadable(storage(), PHOTOS, 1);
    assertTrue(other.notices().remove(notice.id()), "notices, clause 3: it was there");
    assertEquals(1, other.jobs().forget(hour(26), 9), "jobs, clause 8: it is over");
    assertEquals(Optional.empty(), storage().jobs().find(PHOTOS, job.id()), "gone");
    assertEquals(List.of(), storage().notices().due(hour(100), 9), "gone");
    assertEquals(List.of(), Given.storedAfterRemoval(storage()), "gone");
  }
}
