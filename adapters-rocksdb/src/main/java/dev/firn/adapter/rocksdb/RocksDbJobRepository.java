// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobAddition;
import dev.firn.domain.job.JobId;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Notice;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Jobs as {@link Jobs}: a page, also of one status, is one seek and a bounded scan. */
final class RocksDbJobRepository implements JobRepository {
  private final Database database;
  private final VaultLocks locks;
  private final Parts parts;
  private final Jobs jobs;

  RocksDbJobRepository(Database database, VaultLocks locks, Parts parts, Jobs jobs) {
    this.database = database;
    this.locks = locks;
    this.parts = parts;
    this.jobs = jobs;
  }

  @Override
  public JobAddition add(Job job) {
    if (job.status() != JobStatus.IN_PROGRESS) {
      throw new IllegalArgumentException("Job " + job.id() + " has ended before it was added");
    }
    return besideItsArchive(job, () -> addIfThere(job));
  }

  /** Takes a step on a job, and on its archive if it retrieves one. */
  private <T> T besideItsArchive(Job job, Supplier<T> step) {
    return job.archive()
        .map(archive -> locks.beside(job.vault(), job.id(), archive, step))
        .orElseGet(() -> locks.beside(job.vault(), job.id(), step));
  }

  private JobAddition addIfThere(Job job) {
    VaultKey vault = job.vault();
    if (!database.contains(Family.VAULTS, Keys.vault(vault))) {
      return JobAddition.NO_VAULT;
    }
    if (database.contains(Family.JOBS, Keys.job(vault, job.id()))) {
      throw new IllegalArgumentException("Job " + job.id() + " is stored in " + vault + " already");
    }
    Optional<String> owner =
        job.archive().isEmpty()
            ? Optional.of(job.id().text())
            : RocksDbArchiveRepository.find(database, vault, job.archive().get())
                .map(StoredArchive::owner);
    owner.ifPresent(
        found ->
            database.change(
                "add job " + job.id(), changes -> jobs.add(changes, new StoredJob(job, found))));
    return owner.isPresent() ? JobAddition.ADDED : JobAddition.NO_ARCHIVE;
  }

  @Override
  public Optional<Job> find(VaultKey vault, JobId id) {
    return jobs.find(vault, id).map(StoredJob::job);
  }

  @Override
  public List<Job> scan(VaultKey vault, Optional<JobStatus> status, Scan<JobId> scan) {
    byte[] from =
        scan.startAt()
            .map(id -> status.map(of -> Keys.job(vault, of, id)).orElse(Keys.job(vault, id)))
            .orElse(status.map(of -> Keys.jobs(vault, of)).orElse(Keys.within(vault)));
    return database.scan(
        status.isPresent() ? Family.JOBS_BY_STATUS : Family.JOBS,
        from,
        status.map(of -> Keys.endOfJobs(vault, of)).orElse(Keys.endOf(vault)),
        scan.max(),
        (key, value) -> StoredJob.decode(vault, Keys.jobId(key), key, value).job());
  }

  @Override
  public ContentNaming complete(Job ended, Optional<Part> output, List<Notice> notices) {
    if (ended.status() == JobStatus.IN_PROGRESS) {
      throw new IllegalArgumentException("Job " + ended.id() + " has not ended");
    }
    if (ended.archive().isPresent() && output.isPresent()) {
      throw new IllegalArgumentException(
          "Job " + ended.id() + " retrieves an archive, and has no other output");
    }
    output.ifPresent(parts::bringToDisk);
    return locks.beside(
        ended.vault(),
        ended.id(),
        () ->
            jobs.find(ended.vault(), ended.id())
                .filter(found -> found.job().status() == JobStatus.IN_PROGRESS)
                .map(
                    before ->
                        complete(before, new StoredJob(ended, before.owner()), output, notices))
                .orElse(ContentNaming.NO_OWNER));
  }

  private ContentNaming complete(
      StoredJob before, StoredJob after, Optional<Part> output, List<Notice> notices) {
    Changes.Noting noting =
        changes -> {
          jobs.replace(changes, before, after);
          for (Notice notice : notices) {
            RocksDbNoticeRepository.put(changes, notice);
          }
        };
    if (output.isPresent()) {
      return parts.put(after.job().vault(), after.owner(), output.get(), noting);
    }
    database.change("complete job " + after.job().id(), noting);
    return ContentNaming.NAMED;
  }

  @Override
  public List<Part> parts(VaultKey vault, JobId id, Scan<Long> scan) {
    return jobs.find(vault, id)
        .map(found -> parts.scan(vault, found.owner(), scan))
        .orElse(List.of());
  }

  @Override
  public List<Job> due(Instant time, int max) {
    return Agenda.until(database, Due.JOB, time, max, Jobs::due);
  }

  @Override
  public int forget(Instant time, int max) {
    List<byte[]> expired;
    int forgotten;
    do {
      expired = Agenda.until(database, Due.JOB_EXPIRES, time, max, Agenda::key);
      forgotten = (int) expired.stream().filter(this::forget).count();
    } while (forgotten == 0 && !expired.isEmpty());
    return forgotten;
  }

  /** Forgets a job that was noted as expired, unless others have. */
  private boolean forget(byte[] due) {
    ByteBuffer key = Keys.noted(ByteBuffer.wrap(due));
    VaultKey vault = Keys.vaultOfJob(key);
    JobId id = Keys.jobId(key);
    // What a job retrieves never changes, so it says beforehand which archive the step is on.
    return jobs.find(vault, id)
        .map(found -> besideItsArchive(found.job(), () -> forget(vault, id, due)))
        .orElse(false);
  }

  private boolean forget(VaultKey vault, JobId id, byte[] due) {
    Optional<StoredJob> still =
        jobs.find(vault, id).filter(found -> Arrays.equals(due, Jobs.due(found.job())));
    still.ifPresent(
        found -> database.change("forget job " + id, changes -> jobs.forget(changes, found)));
    return still.isPresent();
  }
}
