// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

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

/** The port of a sound storage, for one method of it to be broken. */
abstract class Jobs implements JobRepository {
  private final JobRepository sound;

  Jobs(JobRepository sound) {
    this.sound = sound;
  }

  @Override
  public JobAddition add(Job job) {
    return sound.add(job);
  }

  @Override
  public Optional<Job> find(VaultKey vault, JobId id) {
    return sound.find(vault, id);
  }

  @Override
  public List<Job> scan(VaultKey vault, Optional<JobStatus> status, Scan<JobId> scan) {
    return sound.scan(vault, status, scan);
  }

  @Override
  public ContentNaming complete(Job ended, Optional<Part> output, List<Notice> notices) {
    return sound.complete(ended, output, notices);
  }

  @Override
  public List<Part> parts(VaultKey vault, JobId id, Scan<Long> scan) {
    return sound.parts(vault, id, scan);
  }

  @Override
  public List<Job> due(Instant time, int max) {
    return sound.due(time, max);
  }

  @Override
  public int forget(Instant time, int max) {
    return sound.forget(time, max);
  }
}
