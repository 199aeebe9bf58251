// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobFilter;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Notice;
import dev.firn.domain.job.RetrievalTimes;
import dev.firn.domain.job.Tier;
import dev.firn.domain.page.Limit;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.NotificationConfiguration;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.settings.VaultEvent;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.copy.Intercepted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs that come to their ends beside one that cannot. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobEndsTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final int MIB = 1 << 20;

  private static Job retrieve(Firn firn, Archive archive, Optional<RangeInBytes> range) {
    return firn.jobs()
        .initiateArchiveRetrieval(
            PHOTOS, archive.id(), range, Tier.BULK, ArchiveDescription.none(), Optional.empty());
  }

  /** Jobs that take as long as at the service, by a clock that a test moves. */
  private static Firn slow(Storage storage, TestClock clock) {
    Duration hours = Duration.ofHours(4);
    return Firn.builder()
        .clock(clock)
        .retrievalTimes(new RetrievalTimes(hours, hours, hours, hours))
        .over(storage);
  }

  private static JobStatus status(Firn firn, Job job) {
    return firn.jobs().describeJob(PHOTOS, job.id()).status();
  }

  @Test
  void a_job_that_cannot_be_ended_keeps_no_other_from_its_end() throws Exception {
    try (Storage storage = Storages.open("memory:")) {
      Firn sound = Firn.over(storage);
      Firn ill = Firn.over(Intercepted.failing(storage, "read"));
      sound.vaults().createVault(PHOTOS);
      Archive archive = sound.archives().uploadArchive(PHOTOS, Payload.of(new byte[4 * MIB]));
      // Its hash has to be computed of bytes that cannot be read.
      Job bad = retrieve(ill, archive, Optional.of(new RangeInBytes(MIB, 2 * MIB - 1)));
      Job good = retrieve(ill, archive, Optional.empty());
      assertEquals(JobStatus.SUCCEEDED, status(ill, good));
      assertEquals(JobStatus.IN_PROGRESS, status(ill, bad));

      Job next = retrieve(ill, archive, Optional.empty());
      assertThrows(StorageException.class, ill::sweep);
      assertEquals(
          Optional.of(JobStatus.SUCCEEDED),
          storage.jobs().find(PHOTOS, next.id()).map(Job::status));

      assertEquals(1, sound.sweep().jobsEnded());
      assertEquals(JobStatus.SUCCEEDED, status(sound, bad));
    }
  }

  private static long inProgress(Storage storage) {
    return storage.jobs().scan(PHOTOS, Optional.of(JobStatus.IN_PROGRESS), Scan.first(1000)).size();
  }

  @Test
  void who_looks_at_a_job_waits_for_the_end_of_no_other() throws Exception {
    TestClock clock = new TestClock();
    try (Storage storage = Storages.open("memory:")) {
      Firn firn = slow(storage, clock);
      firn.vaults().createVault(PHOTOS);
      Archive archive = firn.archives().uploadArchive(PHOTOS, Payload.of(new byte[MIB]));
      Job first = retrieve(firn, archive, Optional.empty());
      Job second = retrieve(firn, archive, Optional.empty());
      clock.move(Duration.ofHours(4));
      assertEquals(JobStatus.SUCCEEDED, status(firn, second));
      assertEquals(
          Optional.of(JobStatus.IN_PROGRESS),
          storage.jobs().find(PHOTOS, first.id()).map(Job::status));
    }
  }

  @Test
  void a_list_ends_as_much_as_takes_a_moment_and_leaves_the_rest() throws Exception {
    TestClock clock = new TestClock();
    try (Storage storage = Storages.open("memory:")) {
      Firn firn = slow(storage, clock);
      firn.vaults().createVault(PHOTOS);
      Archive archive = firn.archives().uploadArchive(PHOTOS, Payload.of(new byte[8 * MIB]));
      for (int i = 0; i < 12; i++) {
        // No part has its hash, so that 4 MiB are read.
        retrieve(firn, archive, Optional.of(new RangeInBytes(0, 4 * MIB - 1)));
      }
      for (int i = 0; i < 150; i++) {
        retrieve(firn, archive, Optional.empty());
      }
      clock.move(Duration.ofHours(4));
      assertEquals(
          50, firn.jobs().listJobs(PHOTOS, JobFilter.all(), PageRequest.first()).items().size());
      assertEquals(
          62 + 8, inProgress(storage), "of 100, four of those that are read, and all others");
      assertEquals(70, firn.sweep().jobsEnded());
    }
  }

  @Test
  void what_has_expired_is_not_listed_also_before_it_is_forgotten() throws Exception {
    TestClock clock = new TestClock();
    try (Storage storage = Storages.open("memory:")) {
      Firn firn = Firn.builder().clock(clock).over(storage);
      firn.vaults().createVault(PHOTOS);
      Archive archive = firn.archives().uploadArchive(PHOTOS, Payload.of(new byte[MIB]));
      for (int i = 0; i < 120; i++) {
        status(firn, retrieve(firn, archive, Optional.empty()));
      }
      clock.move(Job.KEPT);
      Job later = retrieve(firn, archive, Optional.empty());
      Page<Job> page =
          firn.jobs()
              .listJobs(
                  PHOTOS,
                  JobFilter.all(),
                  new PageRequest(Optional.empty(), Optional.of(new Limit(1))));
      assertEquals(List.of(later.id()), page.items().stream().map(Job::id).toList());
      assertEquals(Optional.empty(), page.next());
      assertEquals(120, firn.sweep().jobsForgotten());
    }
  }

  @Test
  void what_takes_no_time_is_over_when_it_was_initiated() throws Exception {
    try (Storage storage = Storages.open("memory:")) {
      Firn firn = Firn.over(storage);
      firn.vaults().createVault(PHOTOS);
      Archive archive = firn.archives().uploadArchive(PHOTOS, Payload.of(new byte[2 * MIB]));
      retrieve(firn, archive, Optional.empty());
      retrieve(firn, archive, Optional.of(new RangeInBytes(0, MIB - 1)));
      assertEquals(0, inProgress(storage));
    }
  }

  static List<RuntimeException> failures() {
    return List.of(
        new StorageException("The power is gone"), new IllegalArgumentException("It is damaged"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void however_many_cannot_be_ended_others_are_and_those_have_failed_after_an_hour(
      RuntimeException failure) throws Exception {
    TestClock clock = new TestClock();
    try (Storage storage = Storages.open("memory:")) {
      Firn ill = slow(Intercepted.failing(storage, "read", failure), clock);
      ill.vaults().createVault(PHOTOS);
      Archive archive = ill.archives().uploadArchive(PHOTOS, Payload.of(new byte[4 * MIB]));
      Job bad = retrieve(ill, archive, Optional.of(new RangeInBytes(MIB, 2 * MIB - 1)));
      for (int i = 0; i < 250; i++) {
        retrieve(ill, archive, Optional.of(new RangeInBytes(MIB, 2 * MIB - 1)));
      }
      Job good = retrieve(ill, archive, Optional.empty());
      clock.move(Duration.ofHours(4));
      assertThrows(failure.getClass(), ill::sweep);
      assertEquals(251, inProgress(storage));
      assertEquals(
          Optional.of(JobStatus.SUCCEEDED),
          storage.jobs().find(PHOTOS, good.id()).map(Job::status));

      clock.move(Duration.ofHours(1));
      assertEquals(JobStatus.IN_PROGRESS, status(ill, bad), "nobody who asks has it fail");
      assertEquals(251, ill.sweep().jobsEnded());
      assertEquals(JobStatus.FAILED, status(ill, bad));
      assertThrows(
          InvalidParameterValueException.class, () -> ill.jobs().getJobOutput(PHOTOS, bad.id()));
    }
  }

  // Nobody swept for a night, and the first attempt goes wrong.
  @Test
  void one_failure_long_after_a_job_was_due_does_not_have_it_fail() throws Exception {
    TestClock clock = new TestClock();
    try (Storage storage = Storages.open("memory:")) {
      Firn ill = slow(Intercepted.failing(storage, "read"), clock);
      ill.vaults().createVault(PHOTOS);
      Archive archive = ill.archives().uploadArchive(PHOTOS, Payload.of(new byte[4 * MIB]));
      Job job = retrieve(ill, archive, Optional.of(new RangeInBytes(MIB, 2 * MIB - 1)));
      clock.move(Duration.ofHours(16));
      assertThrows(StorageException.class, ill::sweep);
      assertEquals(JobStatus.IN_PROGRESS, status(ill, job));
      assertEquals(1, slow(storage, clock).sweep().jobsEnded());
      assertEquals(JobStatus.SUCCEEDED, status(ill, job));
    }
  }

  @Test
  void what_is_not_there_any_more_has_failed_at_once_and_whoever_wants_is_told() throws Exception {
    TopicArn topic = new TopicArn("arn:aws:sns:us-east-1:012345678901:done");
    try (Storage storage = Storages.open("memory:")) {
      Firn firn = Firn.over(Intercepted.losing(storage));
      firn.vaults().createVault(PHOTOS);
      firn.vaultNotifications()
          .setVaultNotifications(
              PHOTOS,
              new NotificationConfiguration(topic, Set.of(VaultEvent.ARCHIVE_RETRIEVAL_COMPLETED)));
      Archive archive = firn.archives().uploadArchive(PHOTOS, Payload.of(new byte[2 * MIB]));
      Job job = retrieve(firn, archive, Optional.of(new RangeInBytes(0, MIB - 1)));
      Job failed = firn.jobs().describeJob(PHOTOS, job.id());
      assertEquals(JobStatus.FAILED, failed.status());
      String why = failed.result().orElseThrow().message();
      assertTrue(why.startsWith("Byte 0 of content ") && why.endsWith(" is gone"), why);
      assertEquals(
          List.of(failed),
          firn.jobs()
              .listJobs(
                  PHOTOS,
                  JobFilter.of(Optional.of(JobStatus.FAILED), Optional.of(true)),
                  PageRequest.first())
              .items());
      assertEquals(List.of(failed), firn.notices().due(9).stream().map(Notice::job).toList());
    }
  }
}
