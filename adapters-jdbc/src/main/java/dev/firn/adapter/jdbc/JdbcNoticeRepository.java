// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.document.Document;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.Notice;
import dev.firn.domain.job.NoticeId;
import dev.firn.domain.job.NoticeRepository;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Notices, a row each. What is expected is compared by its bytes. */
final class JdbcNoticeRepository implements NoticeRepository {
  private static final String INSERT =
      "INSERT INTO firn_notice (notice_id, account, vault, due_ms, document)"
          + " VALUES (?, ?, ?, ?, ?)";
  private static final String DUE =
      "SELECT notice_id, document FROM firn_notice"
          + " WHERE due_ms <= ? ORDER BY due_ms, notice_id LIMIT ?";
  private static final String REPLACE =
      "UPDATE firn_notice SET due_ms = ?, document = ?"
          + " WHERE notice_id = ? AND account = ? AND vault = ? AND document = ?";
  private static final String REMOVE = "DELETE FROM firn_notice WHERE notice_id = ?";

  private final Database database;

  JdbcNoticeRepository(Database database) {
    this.database = database;
  }

  static void insert(Transaction transaction, Notice notice) throws SQLException {
    VaultKey vault = notice.job().vault();
    transaction.write(
        INSERT,
        notice.id().text(),
        vault.account().value(),
        vault.name().value(),
        notice.dueDate().toEpochMilli(),
        bytes(notice));
  }

  private static ByteBuffer bytes(Notice notice) {
    return ByteBuffer.wrap(notice.document().bytes());
  }

  @Override
  public List<Notice> due(Instant time, int max) {
    return database.read(
        "find notices due until",
        time,
        DUE,
        JdbcNoticeRepository::notice,
        time.toEpochMilli(),
        (long) max);
  }

  @Override
  public boolean replace(Notice expected, Notice replacement) {
    VaultKey vault = expected.job().vault();
    Effect effect =
        database.write(
            "replace notice",
            expected.id(),
            REPLACE,
            replacement.dueDate().toEpochMilli(),
            bytes(replacement),
            expected.id().text(),
            vault.account().value(),
            vault.name().value(),
            bytes(expected));
    return effect == Effect.WRITTEN;
  }

  @Override
  public boolean remove(NoticeId id) {
    return database.write("remove notice", id, REMOVE, id.text()) == Effect.WRITTEN;
  }

  private static Notice notice(ResultSet row) throws SQLException {
    String id = row.getString(1);
    try {
      return Notice.of(new NoticeId(id), Document.parse(row.getBytes(2)));
    } catch (IllegalArgumentException | GlacierException e) {
      throw new StorageException(
          Failures.oneLine("The row of notice " + id + " is corrupt: " + e.getMessage()), e);
    }
  }
}
