// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.archiveId;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleJobs.ended;
import static dev.firn.testkit.SampleJobs.inventory;
import static dev.firn.testkit.SampleJobs.job;
import static dev.firn.testkit.SampleJobs.jobId;
import static dev.firn.testkit.SampleJobs.notice;
import static dev.firn.testkit.SampleJobs.retrieval;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.vault;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.job.InventoryFormat;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobAddition;
import dev.firn.domain.job.JobId;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.JobResult;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.JobTask;
import dev.firn.domain.job.Notice;
import dev.firn.domain.job.Tier;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link JobRepository} promises to one thread, but for what a job holds; {@link
 * StorageContract} brings it together with the rest.
 */
@Clause("jobs, clauses 1, 3 to 5, 7 and 8")
abstract class JobRepositoryContract {
  private static final VaultKey FILMS = vault("films");
  private static final List<JobStatus> STATUSES =
      List.of(JobStatus.IN_PROGRESS, JobStatus.SUCCEEDED, JobStatus.FAILED);
  private static final String PRINTABLE = "!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~ ";

  abstract Storage storage();

  @BeforeEach
  void create_the_vaults() {
    storage().vaults().create(created(PHOTOS));
    storage().vaults().create(created(FILMS));
  }

  private JobRepository repository() {
    return storage().jobs();
  }

  private List<Job> all(VaultKey vault) {
    return repository().scan(vault, Optional.empty(), Scan.first(1_000));
  }

  private List<Job> scan(VaultKey vault, JobStatus status) {
    return repository().scan(vault, Optional.of(status), Scan.first(1_000));
  }

  private Job added(Job job) {
    assertEquals(JobAddition.ADDED, repository().add(job), "jobs, clause 1: the vault exists");
    return job;
  }

  private Job completed(Job job, JobStatus status, Instant date) {
    Job ended = ended(job, status, date);
    assertEquals(
        ContentNaming.NAMED,
        repository().complete(ended, Optional.empty(), List.of()),
        "jobs, clause 5: it is in progress");
    return ended;
  }

  private List<Notice> notices() {
    return storage().notices().due(hour(1_000), 1_000);
  }

  /** Asserts that a job is there, and of its own status alone. */
  private void assertStored(Job job) {
    assertEquals(Optional.of(job), repository().find(job.vault(), job.id()), "found as it is");
    for (JobStatus status : JobStatus.values()) {
      assertEquals(
          job.status() == status, scan(job.vault(), status).contains(job), "listed as " + status);
    }
  }

  @Nested
  @Clause("jobs, clause 1")
  class Add {

    // What goes in comes out, to the last millisecond and character, of every kind of job.
    @Test
    void stores_every_field() {
      Archive archive = Given.archive(storage(), PHOTOS, 1);
      List<Job> jobs =
          List.of(
              inventory(PHOTOS, 1),
              with(
                  2,
                  "1970-01-01T00:00:00Z",
                  new ArchiveDescription(PRINTABLE),
                  new JobTask.InventoryRetrieval(
                      InventoryFormat.CSV,
                      Optional.of(Instant.parse("1969-12-31T23:59:59.999Z")),
                      Optional.of(Instant.parse("2999-12-31T23:59:59.999Z")),
                      OptionalLong.of(Long.MAX_VALUE),
                      Optional.of(archiveId(FILMS, 7)))),
              with(
                  3,
                  "2999-12-31T23:59:59.999Z",
                  new ArchiveDescription("x".repeat(1024)),
                  new JobTask.ArchiveRetrieval(
                      archive.id(),
                      1L << 45,
                      archive.treeHash(),
                      new ArchiveDescription("\\".repeat(1024)),
                      new RangeInBytes(1 << 20, (1L << 44) - 1),
                      Tier.EXPEDITED)),
              retrieval(archive, 4));
      jobs.forEach(JobRepositoryContract.this::added);
      jobs.forEach(JobRepositoryContract.this::assertStored);
      assertEquals(jobs, all(PHOTOS), "as they were added");
    }

    private Job with(int number, String date, ArchiveDescription description, JobTask task) {
      return new Job(
          jobId(PHOTOS, number),
          PHOTOS,
          description,
          Instant.parse(date),
          Instant.parse(date).plusMillis(1),
          Optional.of(new TopicArn("arn:aws-us-gov:sns:us-gov-west-1:012345678901:a.fifo")),
          task,
          Optional.empty());
    }

    // A vault that was never made, or was deleted while the request came.
    @Test
    void says_when_there_is_no_such_vault() {
      storage().vaults().deleteIfEmpty(FILMS);
      for (VaultKey vault : List.of(FILMS, vault("absent"), vault("Photos"), vault("photo"))) {
        for (Job job : List.of(inventory(vault, 1), retrieval(archive(vault, 2), 2))) {
          assertEquals(JobAddition.NO_VAULT, repository().add(job), "there is no vault " + vault);
        }
        storage().vaults().create(created(vault));
        assertEquals(List.of(), all(vault), "nothing was changed");
      }
      assertEquals(List.of(), repository().due(hour(1_000), 10), "nothing was changed");
    }

    // An archive that never was, one of another vault, and one that was deleted.
    @Test
    void says_when_the_archive_is_not_in_the_vault() {
      Archive film = Given.archive(storage(), FILMS, 1);
      Archive removed = Given.archive(storage(), PHOTOS, 2);
      storage().archives().remove(PHOTOS, removed.id(), hour(1));
      Archive held = Given.archive(storage(), PHOTOS, 3);
      added(retrieval(held, 3));
      storage().archives().remove(PHOTOS, held.id(), hour(1));
      Archive elsewhere =
          new Archive(
              film.id(), PHOTOS, film.description(), 16, film.treeHash(), film.creationDate());
      for (Archive archive : List.of(archive(PHOTOS, 9), elsewhere, removed, held)) {
        assertEquals(
            JobAddition.NO_ARCHIVE,
            repository().add(retrieval(archive, 10)),
            "unknown, of another vault, removed, removed and held");
        assertEquals(Optional.empty(), repository().find(PHOTOS, jobId(PHOTOS, 10)));
      }
      assertEquals(List.of(retrieval(held, 3)), all(PHOTOS), "nothing was changed");
      assertEquals(List.of(retrieval(held, 3)), repository().due(hour(1_000), 10), "nothing");
    }

    // Two jobs by one id would be a fault in the domain; neither may overwrite the other.
    @Test
    void refuses_an_id_that_is_stored_already() {
      Archive archive = Given.archive(storage(), PHOTOS, 1);
      Job first = added(inventory(PHOTOS, 1));
      Job ended = completed(added(inventory(PHOTOS, 2)), JobStatus.FAILED, hour(1));
      for (int number = 1; number <= 2; number++) {
        Job second = retrieval(archive, number);
        assertThrows(
            IllegalArgumentException.class,
            () -> repository().add(second),
            "an id that is stored already is the caller's fault");
      }
      assertEquals(List.of(first, ended), all(PHOTOS), "nothing is changed");
      assertEquals(List.of(first), repository().due(hour(1_000), 10), "nothing is changed");
      storage().archives().remove(PHOTOS, archive.id(), hour(1));
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nothing holds the archive");
    }

    @Test
    void refuses_a_job_that_has_ended() {
      Job ended = ended(inventory(PHOTOS, 1), JobStatus.SUCCEEDED, hour(1));
      assertThrows(
          IllegalArgumentException.class, () -> repository().add(ended), "it is not in progress");
      assertEquals(List.of(), all(PHOTOS), "nothing is changed");
    }
  }

  @Nested
  @Clause("jobs, clause 3")
  class Find {

    // A wrong id, a wrong vault; a client that asks for one of a day ago.
    @Test
    void is_empty_where_there_is_no_such_job() {
      Job job = added(inventory(PHOTOS, 1));
      completed(added(inventory(PHOTOS, 2)), JobStatus.SUCCEEDED, hour(1));
      repository().forget(hour(25), 10);
      assertEquals(Optional.of(job), repository().find(PHOTOS, job.id()), "it is there");
      assertEquals(Optional.empty(), repository().find(PHOTOS, jobId(PHOTOS, 2)), "forgotten");
      assertEquals(Optional.empty(), repository().find(PHOTOS, jobId(PHOTOS, 3)), "unknown");
      for (VaultKey vault : List.of(FILMS, vault("absent"), vault("photo"))) {
        assertEquals(Optional.empty(), repository().find(vault, job.id()), "another vault");
      }
    }
  }

  @Nested
  @Clause("jobs, clause 4")
  class Scanning {

    private List<Job> given(VaultKey vault, int count) {
      return IntStream.range(0, count)
          .mapToObj(
              number -> {
                Job job = added(inventory(vault, number));
                JobStatus status = STATUSES.get(number % 3);
                return status == JobStatus.IN_PROGRESS ? job : completed(job, status, hour(1));
              })
          .toList();
    }

    private List<Job> scan(VaultKey vault, Optional<JobStatus> status, Scan<JobId> scan) {
      return repository().scan(vault, status, scan);
    }

    /** Returns no status, and each. */
    private List<Optional<JobStatus>> statuses() {
      return Stream.concat(
              Stream.of(Optional.<JobStatus>empty()),
              Stream.of(JobStatus.values()).map(Optional::of))
          .toList();
    }

    // A vault that nobody made, and one that has an archive only.
    @Test
    void is_empty_where_there_are_no_jobs() {
      Given.archive(storage(), FILMS, 1);
      for (VaultKey vault : List.of(vault("absent"), PHOTOS, FILMS)) {
        for (Optional<JobStatus> status : statuses()) {
          assertEquals(List.of(), scan(vault, status, Scan.first(10)), "none in " + vault);
        }
      }
    }

    // Engines that compare without case, by locale, or by signed bytes fail here.
    @Test
    void ascends_by_the_codes_of_the_ids() {
      List<Job> jobs = new ArrayList<>();
      String text = jobId(PHOTOS, 9).text();
      for (char c : "z_a-9ZA0".toCharArray()) {
        Job sample = inventory(PHOTOS, jobs.size());
        jobs.add(
            added(
                new Job(
                    new JobId(text.substring(0, 40) + c + text.substring(41)),
                    PHOTOS,
                    sample.description(),
                    sample.creationDate(),
                    sample.dueDate(),
                    sample.topic(),
                    sample.task(),
                    sample.result())));
      }
      jobs.sort(Comparator.comparing(each -> each.id().text()));
      assertEquals(jobs, all(PHOTOS), "with every field as it was added");
      assertEquals(jobs, JobRepositoryContract.this.scan(PHOTOS, JobStatus.IN_PROGRESS));
    }

    // A walk from one page to the next, of all jobs and of those of one status, as ListJobs does
    // it.
    @Test
    void starts_at_the_first_id_at_or_after_the_given_one() {
      List<Job> jobs = given(PHOTOS, 15);
      for (Optional<JobStatus> status : statuses()) {
        for (int n = 0; n <= 15; n++) {
          for (int max : List.of(1, 3, 100)) {
            assertEquals(
                jobs.subList(n, 15).stream()
                    .filter(job -> status.isEmpty() || status.get() == job.status())
                    .limit(max)
                    .toList(),
                scan(PHOTOS, status, Scan.startingAt(jobId(PHOTOS, n), max)),
                "exactly as many as asked for or as are left, of " + status + " from " + n);
          }
        }
      }
      repository().forget(hour(25), 100);
      assertEquals(
          List.of(jobs.get(3), jobs.get(6)),
          scan(PHOTOS, Optional.empty(), Scan.startingAt(jobId(PHOTOS, 1), 2)),
          "from the first after one that has gone");
      assertThrows(
          UnsupportedOperationException.class,
          () -> scan(PHOTOS, Optional.empty(), Scan.first(3)).remove(0),
          "the list is unmodifiable");
    }

    // Names of which one goes on where the other ends.
    @Test
    void is_of_one_vault() {
      VaultKey shorter = vault("photo");
      VaultKey longer = vault("photos2");
      storage().vaults().create(created(shorter));
      storage().vaults().create(created(longer));
      for (VaultKey vault : List.of(longer, PHOTOS, shorter)) {
        List<Job> jobs = given(vault, 6);
        assertEquals(jobs, all(vault), "its own, and no other's");
        for (JobStatus status : JobStatus.values()) {
          assertEquals(
              jobs.stream().filter(job -> job.status() == status).toList(),
              JobRepositoryContract.this.scan(vault, status),
              "its own, and no other's, as " + status);
        }
      }
    }
  }

  @Nested
  @Clause("jobs, clause 5")
  class Complete {
    private final Job job = inventory(PHOTOS, 1);
    private final Job succeeded =
        job.ended(
            new JobResult(
                JobStatus.SUCCEEDED,
                hour(1).plusMillis(7),
                PRINTABLE,
                Optional.of(TreeHash.of(PRINTABLE.getBytes(US_ASCII))),
                OptionalLong.of(1L << 40),
                Optional.empty(),
                Optional.of(archiveId(PHOTOS, 3))));
    private final List<Notice> notices =
        List.of(notice(succeeded, 1, hour(1)), notice(succeeded, 2, hour(2)));

    private ContentNaming complete(Job ended, int output) {
      return repository().complete(ended, Optional.of(part(0, output)), notices);
    }

    // The listing that a day's wait was for, and the message that it is there.
    @Test
    void stores_how_the_job_ended_with_its_output_and_its_notices() {
      added(job);
      Given.incoming(storage(), PHOTOS, 1);
      assertEquals(List.of(), parts(job), "no output yet");
      assertEquals(ContentNaming.NAMED, complete(succeeded, 1), "it is in progress");
      assertStored(succeeded);
      assertEquals(List.of(succeeded), all(PHOTOS), "in the place of the former");
      assertEquals(List.of(part(0, 1)), parts(job), "jobs, clause 6: the one of its output");
      assertEquals(notices, notices(), "with its notices");
      assertEquals(List.of(content(1)), Given.storedAfterRemoval(storage()), "its output");
      Given.assertReadable(storage(), PHOTOS, 1);
    }

    private List<Part> parts(Job of) {
      return repository().parts(of.vault(), of.id(), Scan.first(100));
    }

    // An archive's bytes are where they were; one that failed puts out nothing.
    @Test
    void needs_no_output() {
      Archive archive = Given.archive(storage(), PHOTOS, 1);
      Job retrieval = added(retrieval(archive, 2));
      added(job);
      assertStored(completed(retrieval, JobStatus.SUCCEEDED, hour(1)));
      assertStored(completed(job, JobStatus.FAILED, hour(1)));
      assertEquals(Given.parts(storage(), archive), parts(retrieval), "its archive's");
      assertEquals(List.of(), parts(job), "none");
    }

    // Two nodes that work on the same job, one a moment later.
    @Test
    void is_done_once() {
      added(job);
      Given.incoming(storage(), PHOTOS, 1);
      Given.incoming(storage(), PHOTOS, 2);
      assertEquals(ContentNaming.NAMED, complete(succeeded, 1), "the first");
      Job failed = ended(job, JobStatus.FAILED, hour(3));
      assertEquals(
          ContentNaming.NO_OWNER,
          repository()
              .complete(failed, Optional.of(part(0, 2)), List.of(notice(failed, 3, hour(1)))),
          "it has ended already");
      assertStored(succeeded);
      assertEquals(notices, notices(), "nothing was changed");
      assertTrue(storage().contents().abandon(PHOTOS, content(2)), "it is incoming still");
      assertEquals(List.of(content(1)), Given.storedAfterRemoval(storage()));
    }

    // A job that was forgotten, or whose vault was deleted meanwhile.
    @Test
    void says_when_there_is_no_such_job() {
      added(inventory(FILMS, 2));
      VaultKey gone = vault("gone");
      storage().vaults().create(created(gone));
      added(inventory(gone, 3));
      assertEquals(VaultDeletion.DELETED, storage().vaults().deleteIfEmpty(gone));
      List<Job> jobs =
          List.of(job, inventory(PHOTOS, 2), inventory(gone, 3), inventory(vault("absent"), 4));
      for (Job each : jobs) {
        int number = each.vault().name().value().length() * 10 + jobs.indexOf(each);
        Given.incoming(storage(), each.vault(), number);
        Job ended = ended(each, JobStatus.SUCCEEDED, hour(1));
        assertEquals(ContentNaming.NO_OWNER, complete(ended, number), "there is no " + each);
        assertEquals(
            ContentNaming.NO_OWNER,
            repository().complete(ended, Optional.empty(), notices),
            "there is no " + each);
        assertTrue(storage().contents().abandon(each.vault(), content(number)), "incoming still");
      }
      assertEquals(List.of(), notices(), "nothing was changed");
      assertEquals(List.of(), all(PHOTOS), "nothing was changed");
    }

    // The sweep of another node took it for dead.
    @Test
    void says_when_the_content_is_not_incoming() {
      added(job);
      Given.archive(storage(), PHOTOS, 1);
      Given.incoming(storage(), PHOTOS, 2);
      storage().contents().abandon(PHOTOS, content(2));
      Given.incoming(storage(), FILMS, 4);
      for (int number = 1; number <= 4; number++) {
        assertEquals(
            ContentNaming.NO_CONTENT,
            complete(succeeded, number),
            "an archive's, abandoned, never begun, another vault's");
        assertStored(job);
      }
      assertEquals(List.of(), notices(), "nothing was changed");
      assertEquals(List.of(job), repository().due(job.dueDate(), 10), "nothing was changed");
      Given.incoming(storage(), PHOTOS, 5);
      assertEquals(ContentNaming.NAMED, complete(succeeded, 5), "it can be done still");
      Given.assertReadable(storage(), PHOTOS, 1, 5);
    }

    @Test
    void refuses_a_job_that_has_not_ended_and_an_output_besides_an_archive() {
      Archive archive = Given.archive(storage(), PHOTOS, 1);
      Job retrieval = added(retrieval(archive, 2));
      added(job);
      Given.incoming(storage(), PHOTOS, 3);
      Job ended = ended(retrieval, JobStatus.SUCCEEDED, hour(1));
      for (Job each : List.of(job, retrieval, ended)) {
        assertThrows(IllegalArgumentException.class, () -> complete(each, 3), "the caller's fault");
      }
      assertEquals(List.of(job, retrieval), all(PHOTOS), "nothing was changed");
      assertEquals(List.of(), notices(), "nothing was changed");
      assertTrue(storage().contents().abandon(PHOTOS, content(3)), "it is incoming still");
    }
  }

  @Nested
  @Clause("jobs, clause 7")
  class Due {

    // Whoever works on jobs asks for the next ones every now and then.
    @Test
    void is_of_any_vault_and_the_earliest_first() {
      List<Job> jobs = new ArrayList<>();
      for (int number = 0; number < 12; number++) {
        VaultKey vault = number % 2 == 0 ? PHOTOS : FILMS;
        Job sample = inventory(vault, 20 - number);
        jobs.add(
            new Job(
                sample.id(),
                vault,
                sample.description(),
                sample.creationDate(),
                hour(number),
                Optional.empty(),
                sample.task(),
                Optional.empty()));
      }
      for (int number : List.of(7, 0, 11, 4, 2, 9, 1, 8, 3, 10, 5, 6)) {
        added(jobs.get(number));
      }
      assertEquals(List.of(), repository().due(hour(0).minusMillis(1), 100), "before all");
      for (int hour = 0; hour < 12; hour++) {
        assertEquals(
            jobs.subList(0, hour), repository().due(hour(hour).minusMillis(1), 100), "not before");
        assertEquals(
            jobs.subList(0, hour + 1), repository().due(hour(hour), 100), "at the very time");
        assertEquals(
            jobs.subList(0, Math.min(3, hour + 1)), repository().due(hour(hour), 3), "at most");
      }
      for (int number = 0; number < 12; number += 3) {
        completed(jobs.get(number), JobStatus.SUCCEEDED, hour(12));
      }
      assertEquals(
          IntStream.range(0, 12).filter(n -> n % 3 != 0).mapToObj(jobs::get).toList(),
          repository().due(hour(100), 100),
          "none that has ended");
      assertThrows(
          UnsupportedOperationException.class,
          () -> repository().due(hour(100), 100).remove(0),
          "the list is unmodifiable");
    }

    @Test
    void has_all_that_are_due_at_one_time() {
      List<Job> jobs = new ArrayList<>();
      for (int number = 0; number < 6; number++) {
        Job sample = inventory(number % 2 == 0 ? PHOTOS : FILMS, number);
        jobs.add(
            added(
                new Job(
                    sample.id(),
                    sample.vault(),
                    sample.description(),
                    sample.creationDate(),
                    hour(1),
                    Optional.empty(),
                    sample.task(),
                    Optional.empty())));
      }
      assertEquals(
          jobs,
          repository().due(hour(1), 6).stream().sorted(Comparator.comparing(Job::id)).toList());
      assertEquals(2, repository().due(hour(1), 2).size(), "as many as asked for");
    }
  }

  @Nested
  @Clause("jobs, clause 8")
  class Forget {
    private static final int KEPT_HOURS = 24;

    private Job withOutput(VaultKey vault, int number, Instant date) {
      Job ended = ended(added(inventory(vault, number)), JobStatus.SUCCEEDED, date);
      Given.incoming(storage(), vault, number);
      assertEquals(
          ContentNaming.NAMED,
          repository().complete(ended, Optional.of(part(0, number)), List.of()),
          "jobs, clause 5: it is in progress");
      return ended;
    }

    // A day is a day, to the millisecond, whichever vault it is.
    @Test
    void removes_what_has_expired_and_nothing_else() {
      List<Job> jobs = new ArrayList<>();
      for (int number = 1; number <= 6; number++) {
        jobs.add(withOutput(number % 2 == 0 ? PHOTOS : FILMS, number, hour(number)));
      }
      Job inProgress = added(inventory(PHOTOS, 10));
      for (int number = 1; number <= 6; number++) {
        Job job = jobs.get(number - 1);
        Instant expires = hour(number + KEPT_HOURS);
        assertEquals(0, repository().forget(expires.minusMillis(1), 10), "not before");
        assertStored(job);
        Given.assertReadable(storage(), job.vault(), number);
        assertEquals(1, repository().forget(expires, 10), "at the very time");
        assertEquals(Optional.empty(), repository().find(job.vault(), job.id()), "it is gone");
        assertEquals(
            List.of(), repository().parts(job.vault(), job.id(), Scan.first(9)), "its output too");
        assertEquals(
            6 - number, Given.storedAfterRemoval(storage()).size(), "what its output named");
      }
      assertEquals(List.of(), all(FILMS), "all gone");
      assertEquals(List.of(), scan(PHOTOS, JobStatus.SUCCEEDED), "all gone");
      assertEquals(List.of(inProgress), all(PHOTOS), "what is in progress never expires");
      assertEquals(0, repository().forget(hour(1_000), 10), "there are no more");
      assertEquals(List.of(inProgress), repository().due(hour(10), 10), "it is as it was");
    }

    // A sweep in steps.
    @Test
    void removes_as_many_as_asked_for_and_counts_them() {
      for (int number = 0; number < 7; number++) {
        completed(added(inventory(PHOTOS, number)), JobStatus.FAILED, hour(number));
      }
      int forgotten = 0;
      for (int step = 0; step < 3; step++) {
        int now = repository().forget(hour(6 + KEPT_HOURS), 3);
        assertTrue(now >= 1 && now <= 3, "1 to 3, as long as there are any: " + now);
        forgotten += now;
        assertEquals(7 - forgotten, all(PHOTOS).size(), "as many as it says");
      }
      forgotten += repository().forget(hour(6 + KEPT_HOURS), 100);
      assertEquals(7, forgotten, "each is counted once");
      assertEquals(0, repository().forget(hour(6 + KEPT_HOURS), 3), "there are no more");
    }

    // An id that is forgotten is unknown.
    @Test
    void leaves_nothing_that_would_keep_the_id_from_being_stored() {
      withOutput(PHOTOS, 1, hour(1));
      repository().forget(hour(1 + KEPT_HOURS), 1);
      assertStored(added(inventory(PHOTOS, 1)));
      assertEquals(0, repository().forget(hour(1_000), 10), "it is in progress");
      assertEquals(
          List.of(), repository().parts(PHOTOS, jobId(PHOTOS, 1), Scan.first(9)), "no output yet");
    }
  }
}
