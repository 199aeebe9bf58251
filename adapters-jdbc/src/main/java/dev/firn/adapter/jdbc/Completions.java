// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of completions. */
final class Completions {
  private static final String THIS_ONE = " WHERE account = ? AND vault = ? AND upload_id = ?";
  private static final String INSERT =
      "INSERT INTO firn_completion"
          + " (account, vault, upload_id, archive_id, size, tree_hash, completed_ms)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String KEEP =
      "INSERT INTO firn_completion"
          + " (account, vault, upload_id, archive_id, size, tree_hash, completed_ms)"
          + " SELECT account, name, ?, ?, ?, ?, ? FROM firn_vault WHERE account = ? AND name = ?"
          + " AND NOT EXISTS (SELECT 1 FROM firn_multipart_upload"
          + " WHERE firn_multipart_upload.account = firn_vault.account"
          + " AND firn_multipart_upload.vault = firn_vault.name"
          + " AND firn_multipart_upload.upload_id = ?)";
  private static final String SCAN =
      "SELECT archive_id, size, tree_hash, completed_ms, upload_id FROM firn_completion"
          + " WHERE account = ? AND vault = ? AND upload_id >= ?"
          + " ORDER BY account, vault, upload_id LIMIT ?";
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
            row -> completed(id.text(), row).completion(),
            vault.account().value(),
            vault.name().value(),
            id.text())
        .stream()
        .findFirst();
  }

  static List<CompletedUpload> scan(Database database, VaultKey vault, Scan<UploadId> scan) {
    return database.read(
        "list the completions of",
        vault,
        SCAN,
        row -> completed(row.getString(5), row),
        vault.account().value(),
        vault.name().value(),
        scan.startAt().map(UploadId::text).orElse(""),
        (long) scan.max());
  }

  /** Keeps a completion, unless its vault is not there, or its upload is in progress or kept. */
  static Effect keep(
      Database database, Dialect dialect, VaultKey vault, CompletedUpload completed) {
    Completion completion = completed.completion();
    return database.write(
        "keep the completion of",
        completed.id(),
        KEEP + dialect.parentLock(),
        completed.id().text(),
        completion.archive().text(),
        completion.archiveSize(),
        completion.treeHash().hex(),
        completion.date().toEpochMilli(),
        vault.account().value(),
        vault.name().value(),
        completed.id().text());
  }

  private static CompletedUpload completed(String id, ResultSet row) throws SQLException {
    try {
      Completion completion =
          new Completion(
              new ArchiveId(row.getString(1)),
              row.getLong(2),
              new TreeHash(row.getString(3)),
              Instant.ofEpochMilli(row.getLong(4)));
      return new CompletedUpload(new UploadId(id), completion);
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
