// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobId;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/**
 * The rows of jobs: {@link Family#JOBS}, the same again by their statuses and while they are due,
 * and {@link Family#HOLDS}.
 */
final class Jobs {
  private static final byte[] NOTHING = {};

  private final Database database;
  private final Parts parts;

  Jobs(Database database, Parts parts) {
    this.database = database;
    this.parts = parts;
  }

  Optional<StoredJob> find(VaultKey vault, JobId id) {
    return database.find(
        Family.JOBS, Keys.job(vault, id), (key, value) -> StoredJob.decode(vault, id, key, value));
  }

  /** Notes that a job is to be stored, which is new. */
  void add(Changes changes, StoredJob added) throws RocksDBException {
    put(changes, added);
    Job job = added.job();
    if (job.archive().isPresent()) {
      changes.put(Family.HOLDS, Keys.hold(job.vault(), job.archive().get(), job.id()), NOTHING);
    }
  }

  /** Notes that a job is to be replaced by the same as it ended. */
  void replace(Changes changes, StoredJob before, StoredJob after) throws RocksDBException {
    delete(changes, before.job());
    put(changes, after);
  }

  private static void put(Changes changes, StoredJob stored) throws RocksDBException {
    Job job = stored.job();
    byte[] value = stored.encode();
    changes
        .put(Family.JOBS, Keys.job(job.vault(), job.id()), value)
        .put(Family.JOBS_BY_STATUS, Keys.job(job.vault(), job.status(), job.id()), value)
        .put(Family.DUE, due(job), job.status() == JobStatus.IN_PROGRESS ? value : NOTHING);
  }

  private static void delete(Changes changes, Job job) throws RocksDBException {
    changes
        .delete(Family.JOBS, Keys.job(job.vault(), job.id()))
        .delete(Family.JOBS_BY_STATUS, Keys.job(job.vault(), job.status(), job.id()))
        .delete(Family.DUE, due(job));
  }

  /** Returns by what a job is noted: when it is to be over, or when it is to be forgotten. */
  static byte[] due(Job job) {
    byte[] key = Keys.job(job.vault(), job.id());
    Optional<Instant> expires = job.expirationDate();
    return expires.isPresent()
        ? Keys.due(Due.JOB_EXPIRES, expires.get(), key)
        : Keys.due(Due.JOB, job.dueDate(), key);
  }

  /** Reads a job from the row by which it is noted as due. */
  static Job due(ByteBuffer due, ByteBuffer value) {
    ByteBuffer key = Keys.noted(due);
    return StoredJob.decode(Keys.vaultOfJob(key), Keys.jobId(key), key, value).job();
  }

  /** Notes that a job is to be deleted, and what nobody else needs. */
  void forget(Changes changes, StoredJob forgotten) throws RocksDBException {
    Job job = forgotten.job();
    VaultKey vault = job.vault();
    delete(changes, job);
    if (job.archive().isEmpty()) {
      parts.delete(changes, vault, forgotten.owner());
      return;
    }
    ArchiveId archive = job.archive().get();
    changes.delete(Family.HOLDS, Keys.hold(vault, archive, job.id()));
    boolean isLast = holds(database, vault, archive, 2) == 1;
    if (isLast && !database.contains(Family.ARCHIVES, Keys.archive(vault, archive))) {
      parts.delete(changes, vault, forgotten.owner());
    }
  }

  /** Tells whether a job holds an archive. */
  static boolean hold(Database database, VaultKey vault, ArchiveId archive) {
    return holds(database, vault, archive, 1) > 0;
  }

  private static int holds(Database database, VaultKey vault, ArchiveId archive, int max) {
    return database
        .scan(
            Family.HOLDS,
            Keys.holds(vault, archive),
            Keys.endOfHolds(vault, archive),
            max,
            (key, value) -> true)
        .size();
  }

  /**
   * Notes that all jobs of a vault are to be deleted, in which neither an archive nor an upload is:
   * all parts that are left in it are held by jobs, or of their outputs.
   */
  void deleteAll(Changes changes, VaultKey vault) throws RocksDBException {
    byte[] from = Keys.within(vault);
    byte[] end = Keys.endOf(vault);
    List<byte[]> due =
        database.scan(
            Family.JOBS,
            from,
            end,
            Integer.MAX_VALUE,
            (key, value) -> due(StoredJob.decode(vault, Keys.jobId(key), key, value).job()));
    for (byte[] each : due) {
      changes.delete(Family.DUE, each);
    }
    changes
        .deleteRange(Family.JOBS, from, end)
        .deleteRange(Family.JOBS_BY_STATUS, from, end)
        .deleteRange(Family.HOLDS, from, end);
    parts.deleteAll(changes, vault);
  }
}
