// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobId;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of jobs, and of what they hold. Every method is to be called in a step. */
final class Jobs {
  private final Tables tables;
  private final Parts parts;

  Jobs(Tables tables, Parts parts) {
    this.tables = tables;
    this.parts = parts;
  }

  Optional<Job> find(VaultKey vault, JobId id) {
    return find(Keys.in(vault, id.text()));
  }

  Optional<Job> find(String key) {
    return Values.document(key, tables.jobs().get(key), document -> Values.job(key, document));
  }

  /** Stores a job, which holds its archive from then on, in place of the same before it ended. */
  void put(Job job) {
    String key = Keys.in(job.vault(), job.id().text());
    find(key).ifPresent(this::removeRows);
    byte[] document = job.document().bytes();
    tables.jobs().put(key, document);
    tables.jobsByStatus().put(Keys.job(job.vault(), job.status(), job.id().text()), document);
    Optional<Instant> expires = job.expirationDate();
    if (expires.isPresent()) {
      tables.jobsExpiring().put(Keys.at(expires.get(), key), "");
    } else {
      tables.jobsDue().put(Keys.at(job.dueDate(), key), "");
    }
  }

  /** Has a job hold an archive, whose parts are those of an owner. */
  void hold(Job job, ArchiveId archive, String owner) {
    tables.holds().put(Keys.hold(job.vault(), archive, job.id()), owner);
  }

  /** Returns whose parts those of what a job retrieves are: its archive's, or its own. */
  String owner(Job job) {
    return job.archive()
        .map(archive -> tables.holds().get(Keys.hold(job.vault(), archive, job.id())))
        .orElse(job.id().text());
  }

  private void removeRows(Job job) {
    String key = Keys.in(job.vault(), job.id().text());
    tables.jobs().remove(key);
    tables.jobsByStatus().remove(Keys.job(job.vault(), job.status(), job.id().text()));
    tables.jobsDue().remove(Keys.at(job.dueDate(), key));
    job.expirationDate().ifPresent(time -> tables.jobsExpiring().remove(Keys.at(time, key)));
  }

  /** Removes a job, and the parts that nobody needs any more. */
  void remove(Job job) {
    String owner = owner(job);
    removeRows(job);
    job.archive()
        .ifPresent(archive -> tables.holds().remove(Keys.hold(job.vault(), archive, job.id())));
    boolean isNeeded =
        job.archive()
            .filter(
                archive ->
                    isHeld(job.vault(), archive)
                        || tables.archives().containsKey(Keys.in(job.vault(), archive.text())))
            .isPresent();
    if (!isNeeded) {
      parts.remove(job.vault(), owner);
    }
  }

  /** Tells whether a job holds an archive. */
  boolean isHeld(VaultKey vault, ArchiveId archive) {
    return Tables.hasRows(
        tables.holds(), Keys.holds(vault, archive), Keys.endOfHolds(vault, archive));
  }

  /** Removes all jobs of a vault, in which no archive is any more. */
  void removeAll(VaultKey vault) {
    List<Job> all =
        Tables.scan(
            tables.jobs(),
            vault,
            Optional.empty(),
            Integer.MAX_VALUE,
            (key, value) -> find(key).orElseThrow());
    all.forEach(this::remove);
  }
}
