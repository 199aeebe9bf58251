// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Uploads, a row each, found and listed by the primary key. */
final class JdbcUploadRepository implements UploadRepository {
  private static final String ADD =
      "INSERT INTO firn_multipart_upload"
          + " (account, vault, upload_id, description, part_size, created_ms)"
          + " SELECT account, name, ?, ?, ?, ? FROM firn_vault WHERE account = ? AND name = ?";
  private static final String COLUMNS =
      "SELECT upload_id, description, part_size, created_ms FROM firn_multipart_upload";
  private static final String THIS_ONE = " WHERE account = ? AND vault = ? AND upload_id = ?";
  private static final String FIND = COLUMNS + THIS_ONE;
  private static final String REMOVE = "DELETE FROM firn_multipart_upload" + THIS_ONE;
  // The order names the whole key: by the id alone H2 would sort the vault.
  private static final String SCAN =
      COLUMNS
          + " WHERE account = ? AND vault = ? AND upload_id >= ?"
          + " ORDER BY account, vault, upload_id LIMIT ?";

  private final Database database;
  private final String add;

  JdbcUploadRepository(Database database, Dialect dialect) {
    this.database = database;
    this.add = ADD + dialect.vaultLock();
  }

  @Override
  public boolean add(MultipartUpload upload) {
    VaultKey vault = upload.vault();
    Effect effect =
        database.write(
            "add upload",
            upload.id(),
            add,
            upload.id().text(),
            upload.description().text(),
            upload.partSize().bytes(),
            upload.creationDate().toEpochMilli(),
            vault.account().value(),
            vault.name().value());
    // Refused by the primary key, or by the foreign key as the vault was deleted at that moment.
    if (effect == Effect.REFUSED && find(vault, upload.id()).isPresent()) {
      throw new IllegalArgumentException(
          "Upload " + upload.id() + " is stored in " + vault + " already");
    }
    return effect == Effect.WRITTEN;
  }

  @Override
  public Optional<MultipartUpload> find(VaultKey vault, UploadId id) {
    return database
        .read(
            "find upload",
            id,
            FIND,
            row -> upload(vault, row),
            vault.account().value(),
            vault.name().value(),
            id.text())
        .stream()
        .findFirst();
  }

  @Override
  public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
    return database.read(
        "list the uploads of",
        vault,
        SCAN,
        row -> upload(vault, row),
        vault.account().value(),
        vault.name().value(),
        scan.startAt().map(UploadId::text).orElse(""),
        (long) scan.max());
  }

  @Override
  public boolean remove(VaultKey vault, UploadId id) {
    Effect effect =
        database.write(
            "remove upload", id, REMOVE, vault.account().value(), vault.name().value(), id.text());
    return effect == Effect.WRITTEN;
  }

  private static MultipartUpload upload(VaultKey vault, ResultSet row) throws SQLException {
    String id = row.getString(1);
    try {
      return new MultipartUpload(
          new UploadId(id),
          vault,
          new ArchiveDescription(row.getString(2)),
          new PartSize(row.getLong(3)),
          Instant.ofEpochMilli(row.getLong(4)));
    } catch (IllegalArgumentException | GlacierException e) {
      throw new StorageException(
          Failures.oneLine(
              "The row of upload " + id + " in " + vault + " is corrupt: " + e.getMessage()),
          e);
    }
  }
}
