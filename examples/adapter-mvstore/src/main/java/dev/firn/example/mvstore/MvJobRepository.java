// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

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
import java.util.Optional;

/** Jobs, by their ids, by their statuses, and by when they are due or expire. */
final class MvJobRepository implements JobRepository {
  private final Engine engine;
  private final Tables tables;
  private final Parts parts;
  private final Jobs jobs;
  private final MvNoticeRepository notices;

  MvJobRepository(
      Engine engine, Tables tables, Parts parts, Jobs jobs, MvNoticeRepository notices) {
    this.engine = engine;
    this.tables = tables;
    this.parts = parts;
    this.jobs = jobs;
    this.notices = notices;
  }

  @Override
  public JobAddition add(Job job) {
    if (job.status() != JobStatus.IN_PROGRESS) {
      throw new IllegalArgumentException("Job " + job.id() + " has ended before it was added");
    }
    return engine.change("add job " + job.id(), () -> addIfThere(job));
  }

  private JobAddition addIfThere(Job job) {
    VaultKey vault = job.vault();
    if (!tables.vaults().containsKey(Keys.vault(vault))) {
      return JobAddition.NO_VAULT;
    }
    if (jobs.find(vault, job.id()).isPresent()) {
      throw new IllegalArgumentException("Job " + job.id() + " is stored in " + vault + " already");
    }
    if (job.archive().isPresent()) {
      String key = Keys.in(vault, job.archive().get().text());
      String archive = tables.archives().get(key);
      if (archive == null) {
        return JobAddition.NO_ARCHIVE;
      }
      jobs.hold(job, job.archive().get(), Values.archive(vault, key, archive).owner());
    }
    jobs.put(job);
    return JobAddition.ADDED;
  }

  @Override
  public Optional<Job> find(VaultKey vault, JobId id) {
    return engine.read("find job " + id, () -> jobs.find(vault, id));
  }

  @Override
  public List<Job> scan(VaultKey vault, Optional<JobStatus> status, Scan<JobId> scan) {
    String start = scan.startAt().map(JobId::text).orElse(Keys.FIRST);
    return engine.read(
        "list jobs of " + vault,
        () ->
            Tables.scan(
                status.isPresent() ? tables.jobsByStatus() : tables.jobs(),
                status.map(of -> Keys.job(vault, of, start)).orElse(Keys.in(vault, start)),
                status.map(of -> Keys.endOfJobs(vault, of)).orElse(Keys.endOf(vault)),
                scan.max(),
                (key, value) ->
                    Values.document(key, value, document -> Values.job(key, document))
                        .orElseThrow()));
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
    return engine.change(
        "complete job " + ended.id(),
        () -> {
          if (jobs.find(ended.vault(), ended.id())
              .filter(found -> found.status() == JobStatus.IN_PROGRESS)
              .isEmpty()) {
            return ContentNaming.NO_OWNER;
          }
          if (output.isPresent() && !parts.put(ended.vault(), ended.id().text(), output.get())) {
            return ContentNaming.NO_CONTENT;
          }
          jobs.put(ended);
          told.forEach(notices::put);
          return ContentNaming.NAMED;
        });
  }

  @Override
  public List<Part> parts(VaultKey vault, JobId id, Scan<Long> scan) {
    return engine.read(
        "list what is retrieved by " + id,
        () ->
            jobs.find(vault, id)
                .map(found -> parts.scan(vault, jobs.owner(found), scan))
                .orElse(List.of()));
  }

  @Override
  public List<Job> due(Instant time, int max) {
    return engine.read(
        "find jobs due until " + time,
        () ->
            Tables.scan(
                tables.jobsDue(),
                Keys.FIRST,
                Keys.after(time),
                max,
                (at, nothing) -> jobs.find(Keys.noted(at)).orElseThrow()));
  }

  @Override
  public int forget(Instant time, int max) {
    return engine.change(
        "forget jobs",
        () -> {
          List<Job> expired =
              Tables.scan(
                  tables.jobsExpiring(),
                  Keys.FIRST,
                  Keys.after(time),
                  max,
                  (at, nothing) -> jobs.find(Keys.noted(at)).orElseThrow());
          expired.forEach(jobs::remove);
          return expired.size();
        });
  }
}
