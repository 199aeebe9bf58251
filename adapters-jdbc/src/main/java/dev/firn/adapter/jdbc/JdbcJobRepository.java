// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.document.Document;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobAddition;
import dev.firn.domain.job.JobId;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Notice;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs, a row each. Whatever changes them takes their vault's row first. */
final class JdbcJobRepository implements JobRepository {
  private static final String IN_VAULT = " WHERE account = ? AND vault = ?";
  private static final String THIS_ONE = IN_VAULT + " AND job_id = ?";
  private static final String RAISE =
      "UPDATE firn_vault SET job_changes = job_changes + 1 WHERE account = ? AND name = ?";
  private static final String INSERT =
      "INSERT INTO firn_job"
          + " (account, vault, job_id, status, due_ms, archive_id, owner, document)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String FIND = "SELECT document FROM firn_job" + THIS_ONE;
  private static final String OWNER = "SELECT owner FROM firn_job" + THIS_ONE;
  private static final String SCAN =
      "SELECT document, job_id FROM firn_job"
          + IN_VAULT
          + " AND job_id >= ? ORDER BY account, vault, job_id LIMIT ?";
  private static final String SCAN_STATUS =
      "SELECT document, job_id FROM firn_job"
          + IN_VAULT
          + " AND status = ? AND job_id >= ? ORDER BY account, vault, status, job_id LIMIT ?";
  private static final String COMPLETE =
      "UPDATE firn_job SET status = ?, due_ms = NULL, expires_ms = ?, document = ?"
          + THIS_ONE
          + " AND status = ?";
  private static final String DUE =
      "SELECT document, account, vault, job_id FROM firn_job"
          + " WHERE due_ms <= ? ORDER BY due_ms LIMIT ?";
  private static final String EXPIRED =
      "SELECT account, vault, job_id FROM firn_job"
          + " WHERE expires_ms <= ? ORDER BY expires_ms LIMIT ?";
  private static final String EXPIRED_ONE =
      "SELECT archive_id, owner FROM firn_job" + THIS_ONE + " AND expires_ms <= ?";
  private static final String REMOVE = "DELETE FROM firn_job" + THIS_ONE;
  private static final String HOLDS =
      "SELECT job_id FROM firn_job" + IN_VAULT + " AND archive_id = ? LIMIT 1";
  private static final String NO_ARCHIVE = "";

  private final Database database;

  JdbcJobRepository(Database database) {
    this.database = database;
  }

  /** A job as the sweep finds it. */
  private record Found(VaultKey vault, JobId id) {}

  /** What a job retrieves: the archive, if it is one, and whose its parts are. */
  private record Retrieved(String archive, String owner) {}

  @Override
  public JobAddition add(Job job) {
    if (job.status() != JobStatus.IN_PROGRESS) {
      throw new IllegalArgumentException("Job " + job.id() + " has ended before it was added");
    }
    return database.inTransaction(
        "add job",
        job.id(),
        transaction -> {
          if (!raise(transaction, job.vault())) {
            return transaction.giveUp(JobAddition.NO_VAULT);
          }
          checkFree(transaction, job);
          Optional<String> owner =
              job.archive().isEmpty()
                  ? Optional.of(job.id().text())
                  : JdbcArchiveRepository.owner(transaction, job.vault(), job.archive().get());
          if (owner.isEmpty()) {
            return transaction.giveUp(JobAddition.NO_ARCHIVE);
          }
          insert(transaction, job, owner.get());
          return JobAddition.ADDED;
        });
  }

  /** Takes the vault's row, which nobody else has from then on, and tells whether it is there. */
  private static boolean raise(Transaction transaction, VaultKey vault) throws SQLException {
    return transaction.write(RAISE, vault.account().value(), vault.name().value()) > 0;
  }

  private static void checkFree(Transaction transaction, Job job) throws SQLException {
    VaultKey vault = job.vault();
    if (!transaction
        .read(OWNER, row -> true, vault.account().value(), vault.name().value(), job.id().text())
        .isEmpty()) {
      throw new IllegalArgumentException("Job " + job.id() + " is stored in " + vault + " already");
    }
  }

  private static void insert(Transaction transaction, Job job, String owner) throws SQLException {
    transaction.write(
        INSERT,
        job.vault().account().value(),
        job.vault().name().value(),
        job.id().text(),
        job.status().apiName(),
        job.dueDate().toEpochMilli(),
        job.archive().map(ArchiveId::text).orElse(NO_ARCHIVE),
        owner,
        bytes(job));
  }

  private static ByteBuffer bytes(Job job) {
    return ByteBuffer.wrap(job.document().bytes());
  }

  @Override
  public Optional<Job> find(VaultKey vault, JobId id) {
    return database
        .read(
            "find job",
            id,
            FIND,
            row -> job(vault, id.text(), row.getBytes(1)),
            vault.account().value(),
            vault.name().value(),
            id.text())
        .stream()
        .findFirst();
  }

  @Override
  public List<Job> scan(VaultKey vault, Optional<JobStatus> status, Scan<JobId> scan) {
    String attempt = "list the jobs of";
    Transaction.RowReader<Job> reader = row -> job(vault, row.getString(2), row.getBytes(1));
    String account = vault.account().value();
    String name = vault.name().value();
    String start = scan.startAt().map(JobId::text).orElse("");
    long max = scan.max();
    return status
        .map(JobStatus::apiName)
        .map(
            of -> database.read(attempt, vault, SCAN_STATUS, reader, account, name, of, start, max))
        .orElseGet(() -> database.read(attempt, vault, SCAN, reader, account, name, start, max));
  }

  @Override
  public ContentNaming complete(Job ended, Optional<Part> output, List<Notice> notices) {
    if (ended.expirationDate().isEmpty()) {
      throw new IllegalArgumentException("Job " + ended.id() + " has not ended");
    }
    if (ended.archive().isPresent() && output.isPresent()) {
      throw new IllegalArgumentException(
          "Job " + ended.id() + " retrieves an archive, and has no other output");
    }
    Instant expires = ended.expirationDate().get();
    return database.inTransaction(
        "complete job",
        ended.id(),
        transaction -> {
          if (!raise(transaction, ended.vault()) || !end(transaction, ended, expires)) {
            return transaction.giveUp(ContentNaming.NO_OWNER);
          }
          for (Notice notice : notices) {
            JdbcNoticeRepository.insert(transaction, notice);
          }
          return output.isPresent()
              ? Parts.put(transaction, ended.vault(), ended.id().text(), output.get())
              : ContentNaming.NAMED;
        });
  }

  private static boolean end(Transaction transaction, Job ended, Instant expires)
      throws SQLException {
    return transaction.write(
            COMPLETE,
            ended.status().apiName(),
            expires.toEpochMilli(),
            bytes(ended),
            ended.vault().account().value(),
            ended.vault().name().value(),
            ended.id().text(),
            JobStatus.IN_PROGRESS.apiName())
        > 0;
  }

  @Override
  public List<Part> parts(VaultKey vault, JobId id, Scan<Long> scan) {
    return database
        .read(
            "find what is retrieved by",
            id,
            OWNER,
            row -> row.getString(1),
            vault.account().value(),
            vault.name().value(),
            id.text())
        .stream()
        .findFirst()
        .map(owner -> Parts.scan(database, vault, owner, scan))
        .orElse(List.of());
  }

  @Override
  public List<Job> due(Instant time, int max) {
    return database.read(
        "find jobs due until",
        time,
        DUE,
        row ->
            job(VaultKey.of(row.getString(2), row.getString(3)), row.getString(4), row.getBytes(1)),
        time.toEpochMilli(),
        (long) max);
  }

  @Override
  public int forget(Instant time, int max) {
    return Sweeping.count(
        () ->
            database.read(
                "find jobs that expire until",
                time,
                EXPIRED,
                row ->
                    new Found(
                        VaultKey.of(row.getString(1), row.getString(2)),
                        new JobId(row.getString(3))),
                time.toEpochMilli(),
                (long) max),
        found -> forget(found.vault(), found.id(), time));
  }

  private boolean forget(VaultKey vault, JobId id, Instant time) {
    String account = vault.account().value();
    String name = vault.name().value();
    return database.inTransaction(
        "forget job",
        id,
        transaction -> {
          if (!raise(transaction, vault)) {
            return transaction.giveUp(false);
          }
          List<Retrieved> retrieved =
              transaction.read(
                  EXPIRED_ONE,
                  row -> new Retrieved(row.getString(1), row.getString(2)),
                  account,
                  name,
                  id.text(),
                  time.toEpochMilli());
          if (retrieved.isEmpty()) {
            return transaction.giveUp(false);
          }
          transaction.write(REMOVE, account, name, id.text());
          if (!isNeeded(transaction, vault, retrieved.get(0).archive())) {
            Parts.delete(transaction, vault, retrieved.get(0).owner());
          }
          return true;
        });
  }

  /** Tells whether what was retrieved is an archive that is in the vault, or held by others. */
  private static boolean isNeeded(Transaction transaction, VaultKey vault, String archive)
      throws SQLException {
    if (archive.equals(NO_ARCHIVE)) {
      return false;
    }
    ArchiveId id = new ArchiveId(archive);
    return hold(transaction, vault, id)
        || JdbcArchiveRepository.owner(transaction, vault, id).isPresent();
  }

  /** Tells whether a job holds an archive. To be asked when the vault's row is taken. */
  static boolean hold(Transaction transaction, VaultKey vault, ArchiveId archive)
      throws SQLException {
    return !transaction
        .read(HOLDS, row -> true, vault.account().value(), vault.name().value(), archive.text())
        .isEmpty();
  }

  private static Job job(VaultKey vault, String id, byte[] document) {
    try {
      return Job.of(vault, new JobId(id), Document.parse(document));
    } catch (IllegalArgumentException | GlacierException e) {
      throw new StorageException(
          Failures.oneLine(
              "The row of job " + id + " in " + vault + " is corrupt: " + e.getMessage()),
          e);
    }
  }
}
