// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Jobs with their vaults. */
final class MemoryJobRepository implements JobRepository {
  private final StoredVaults stored;
  private final StoredContents contents;
  private final StoredNotices notices;

  MemoryJobRepository(StoredVaults stored, StoredContents contents, StoredNotices notices) {
    this.stored = stored;
    this.contents = contents;
    this.notices = notices;
  }

  @Override
  public JobAddition add(Job job) {
    if (job.status() != JobStatus.IN_PROGRESS) {
      throw new IllegalArgumentException("Job " + job.id() + " has ended before it was added");
    }
    return stored.change(job.vault(), vault -> add(vault, job)).orElse(JobAddition.NO_VAULT);
  }

  private static JobAddition add(StoredVault vault, Job job) {
    if (vault.jobs().find(job.id()).isPresent()) {
      throw new IllegalArgumentException(
          "Job " + job.id() + " is stored in " + job.vault() + " already");
    }
    NavigableMap<Long, Part> parts = new TreeMap<>();
    if (job.archive().isPresent()) {
      StoredArchive archive = vault.archives().get(job.archive().get());
      if (archive == null) {
        return JobAddition.NO_ARCHIVE;
      }
      parts = archive.parts();
    }
    vault.jobs().add(new StoredJob(job, parts));
    return JobAddition.ADDED;
  }

  @Override
  public Optional<Job> find(VaultKey vault, JobId id) {
    return stored
        .with(vault, found -> found.jobs().find(id))
        .flatMap(job -> job.map(StoredJob::job));
  }

  @Override
  public List<Job> scan(VaultKey vault, Optional<JobStatus> status, Scan<JobId> scan) {
    return stored
        .with(
            vault,
            found ->
                Rows.from(scan, found.jobs().of(status)).values().stream()
                    .map(StoredJob::job)
                    .limit(scan.max())
                    .toList())
        .orElse(List.of());
  }

  @Override
  public ContentNaming complete(Job ended, Optional<Part> output, List<Notice> told) {
    if (ended.status() == JobStatus.IN_PROGRESS) {
      throw new IllegalArgumentException("Job " + ended.id() + " has not ended");
    }
    if (ended.archive().isPresent() && output.isPresent()) {
      throw new IllegalArgumentException(
          "Job " + ended.id() + " retrieves an archive, and has no other output");
    }
    return stored
        .change(ended.vault(), vault -> complete(vault, ended, output, told))
        .orElse(ContentNaming.NO_OWNER);
  }

  private ContentNaming complete(
      StoredVault vault, Job ended, Optional<Part> output, List<Notice> told) {
    Optional<StoredJob> before =
        vault
            .jobs()
            .find(ended.id())
            .filter(found -> found.job().status() == JobStatus.IN_PROGRESS);
    if (before.isEmpty()) {
      return ContentNaming.NO_OWNER;
    }
    if (output.isPresent() && !contents.name(ended.vault(), output.get().content())) {
      return ContentNaming.NO_CONTENT;
    }
    NavigableMap<Long, Part> parts =
        output
            .<NavigableMap<Long, Part>>map(
                part -> new TreeMap<>(Map.of(part.range().first(), part)))
            .orElse(before.get().parts());
    vault.jobs().replace(before.get(), new StoredJob(ended, parts));
    told.forEach(notices::add);
    return ContentNaming.NAMED;
  }

  @Override
  public List<Part> parts(VaultKey vault, JobId id, Scan<Long> scan) {
    return stored
        .with(vault, found -> found.jobs().find(id))
        .flatMap(job -> job)
        .map(
            job ->
                job.parts().tailMap(scan.startAt().orElse(0L), true).values().stream()
                    .limit(scan.max())
                    .toList())
        .orElse(List.of());
  }

  @Override
  public List<Job> due(Instant time, int max) {
    return stored.whileOpen(all -> stored.agenda().due(time, max));
  }

  @Override
  public int forget(Instant time, int max) {
    return (int)
        stored.whileOpen(all -> stored.agenda().expired(time, max)).stream()
            .filter(job -> stored.change(job.vault(), vault -> forget(vault, job)).orElse(false))
            .count();
  }

  private boolean forget(StoredVault vault, Job job) {
    Optional<StoredJob> found = vault.jobs().find(job.id());
    found.ifPresent(each -> contents.abandon(vault.jobs().remove(each)));
    return found.isPresent();
  }
}
