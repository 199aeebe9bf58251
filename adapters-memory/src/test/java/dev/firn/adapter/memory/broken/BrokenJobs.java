// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobAddition;
import dev.firn.domain.job.JobId;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Notice;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.vault.VaultKey;
import dev.firn.testkit.SampleArchives;
import dev.firn.testkit.SampleJobs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Backends that go wrong with jobs and notices. */
final class BrokenJobs {
  private static final Instant LATE = SampleArchives.hour(10_000);

  private BrokenJobs() {}

  static Stream<Break> all() {
    return Stream.of(
        Break.ofJobs(
                "forgets what a job holds when its archive is removed",
                "JobHolding",
                (sound, storage) ->
                    new Jobs(sound) {
                      @Override
                      public List<Part> parts(VaultKey vault, JobId id, Scan<Long> scan) {
                        return find(vault, id)
                            .flatMap(Job::archive)
                            .map(archive -> storage.archives().parts(vault, archive, scan))
                            .orElseGet(() -> super.parts(vault, id, scan));
                      }
                    })
            .isFailedBy(
                "keeps_the_bytes_of_an_archive_that_is_removed",
                "jobs, clause 2: what it retrieves is there"),
        Break.ofJobs(
                "holds an archive when its last job is forgotten",
                "JobHolding",
                (sound, storage) ->
                    new Jobs(sound) {
                      private final AtomicInteger others = new AtomicInteger(1_000);

                      @Override
                      public JobAddition add(Job job) {
                        if (job.archive().isPresent()) {
                          super.add(
                              new Job(
                                  SampleJobs.jobId(job.vault(), others.incrementAndGet()),
                                  job.vault(),
                                  job.description(),
                                  job.creationDate(),
                                  job.dueDate(),
                                  job.topic(),
                                  job.task(),
                                  job.result()));
                        }
                        return super.add(job);
                      }
                    })
            .isFailedBy(
                "keeps_the_bytes_of_an_archive_that_is_removed",
                "jobs, clause 2: it is abandoned with the last job"),
        Break.ofJobs(
                "filters a page by the status",
                "JobPort",
                (sound, storage) ->
                    new Jobs(sound) {
                      @Override
                      public List<Job> scan(
                          VaultKey vault, Optional<JobStatus> status, Scan<JobId> scan) {
                        return super.scan(vault, Optional.empty(), scan).stream()
                            .filter(job -> status.isEmpty() || status.get() == job.status())
                            .toList();
                      }
                    })
            .isFailedBy(
                "starts_at_the_first_id_at_or_after_the_given_one",
                "jobs, clause 4: exactly as many as asked for or as are left"),
        Break.ofJobs(
                "completes a job again",
                "JobPort",
                (sound, storage) ->
                    new Jobs(sound) {
                      @Override
                      public ContentNaming complete(
                          Job ended, Optional<Part> output, List<Notice> notices) {
                        ContentNaming naming = super.complete(ended, output, notices);
                        return naming == ContentNaming.NO_OWNER ? ContentNaming.NAMED : naming;
                      }
                    })
            .isFailedBy("is_done_once", "jobs, clause 5: it has ended already"),
        Break.ofJobs(
                "looks whether a job is in progress, and then ends it",
                "JobConcurrency",
                (sound, storage) ->
                    new Jobs(sound) {
                      private final Window window = new Window();

                      @Override
                      public ContentNaming complete(
                          Job ended, Optional<Part> output, List<Notice> notices) {
                        boolean inProgress =
                            find(ended.vault(), ended.id())
                                .filter(job -> job.status() == JobStatus.IN_PROGRESS)
                                .isPresent();
                        window.pass();
                        ContentNaming naming = super.complete(ended, output, notices);
                        return inProgress ? ContentNaming.NAMED : naming;
                      }
                    })
            .isFailedBy(
                "exactly_one_of_many_completes_a_job", "jobs, clause 5: exactly one completed it"),
        Break.ofJobs(
                "has no job that is due at the very time",
                "JobPort",
                (sound, storage) ->
                    new Jobs(sound) {
                      @Override
                      public List<Job> due(Instant time, int max) {
                        return super.due(time.minusMillis(1), max);
                      }
                    })
            .isFailedBy(
                "is_of_any_vault_and_the_earliest_first", "jobs, clause 7: at the very time"),
        Break.ofJobs(
                "forgets a job before its time",
                "JobPort",
                (sound, storage) ->
                    new Jobs(sound) {
                      @Override
                      public int forget(Instant time, int max) {
                        return super.forget(time.plusMillis(1), max);
                      }
                    })
            .isFailedBy("removes_what_has_expired_and_nothing_else", "jobs, clause 8: not before"),
        Break.of(
                "tells of a job that somebody else has completed",
                "JobPort",
                BrokenJobs::tellingTwice)
            .isFailedBy("is_done_once", "jobs, clause 5: nothing was changed"),
        Break.of(
                "replaces a notice, whatever was expected",
                "NoticePort",
                sound ->
                    Ports.withNotices(
                        sound,
                        all ->
                            new Notices(all) {
                              @Override
                              public boolean replace(Notice expected, Notice replacement) {
                                return super.due(LATE, 1_000).stream()
                                    .filter(found -> found.id().equals(expected.id()))
                                    .anyMatch(found -> super.replace(found, replacement));
                              }
                            }))
            .isFailedBy(
                "changes_nothing_where_it_is_not_as_expected",
                "notices, clause 2: it is not postponed"));
  }

  /** Keeps the notices of a completion that came to nothing, too. */
  private static Storage tellingTwice(Storage sound) {
    List<Notice> lost = new CopyOnWriteArrayList<>();
    return Ports.withNotices(
        Ports.withJobs(
            sound,
            jobs ->
                new Jobs(jobs) {
                  @Override
                  public ContentNaming complete(
                      Job ended, Optional<Part> output, List<Notice> notices) {
                    ContentNaming naming = super.complete(ended, output, notices);
                    if (naming == ContentNaming.NO_OWNER) {
                      lost.addAll(notices);
                    }
                    return naming;
                  }
                }),
        notices ->
            new Notices(notices) {
              @Override
              public List<Notice> due(Instant time, int max) {
                return Stream.concat(super.due(time, max).stream(), lost.stream()).toList();
              }
            });
  }
}
