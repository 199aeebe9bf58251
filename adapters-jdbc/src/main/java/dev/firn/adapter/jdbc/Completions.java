// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The rows of completions. */
final class Completions {
  private static final String THIS_ONE = " WHERE account = ? AND vault = ? AND upload_id = ?";
  private static final String INSERT =
      "INSERT INTO firn_completion"
          + " (account, vault, upload_id, archive_id, size, tree_hash, completed_ms)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String FIND =
      "SELECT archive_id, size, tree_hash, completed_ms FROM firn_completion" + THIS_ONE;
  private static final String OLD =
      "SELECT account, vault, upload_id FROM firn_completion"
          + " WHERE completed_ms < ? ORDER BY completed_ms LIMIT ?";
  private static final String FORGET = "DELETE FROM firn_completion" + THIS_ONE;

  private Completions() {}

  static void insert(Transaction transaction, UploadId upload, Archive archive)
      throws SQLException {
    transaction.write(
        INSERT,
        archive.vault().account().value(),
        archive.vault().name().value(),
        upload.text(),
        archive.id().text(),
        archive.size(),
        archive.treeHash().hex(),
        archive.creationDate().toEpochMilli());
  }

  static Optional<Completion> find(Database database, VaultKey vault, UploadId id) {
    return database
        .read(
            "find the completion of",
            id,
            FIND,
            row -> completion(id, row),
            vault.account().value(),
            vault.name().value(),
            id.text())
        .stream()
        .findFirst();
  }

  private static Completion completion(UploadId id, ResultSet row) throws SQLException {
    try {
      return new Completion(
          new ArchiveId(row.getString(1)),
          row.getLong(2),
          new TreeHash(row.getString(3)),
          Instant.ofEpochMilli(row.getLong(4)));
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          Failures.oneLine("The completion of " + id + " is corrupt: " + e.getMessage()), e);
    }
  }

  /** A completion's key as the sweep finds it. */
  private record Found(String account, String vault, String upload) {}

  static int forget(Database database, Instant before, int max) {
    return Sweeping.count(
        () ->
            database.read(
                "find completions before",
                before,
                OLD,
                row -> new Found(row.getString(1), row.getString(2), row.getString(3)),
                before.toEpochMilli(),
                (long) max),
        found -> forget(database, found));
  }

  private static boolean forget(Database database, Found found) {
    return database.write(
            "forget completion of",
            found.upload(),
            FORGET,
            found.account(),
            found.vault(),
            found.upload())
        == Effect.WRITTEN;
  }
}
