// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
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
import java.util.OptionalLong;

/** Uploads, a row each, found and listed by the primary key. */
final class JdbcUploadRepository implements UploadRepository {
  private static final String ADD =
      "INSERT INTO firn_multipart_upload"
          + " (account, vault, upload_id, description, part_size, created_ms, active_ms)"
          + " SELECT account, name, ?, ?, ?, ?, ? FROM firn_vault WHERE account = ? AND name = ?"
          // What was completed goes on by its upload's id.
          + " AND NOT EXISTS (SELECT 1 FROM firn_part"
          + " WHERE firn_part.account = firn_vault.account"
          + " AND firn_part.vault = firn_vault.name AND firn_part.owner = ?)"
          + " AND NOT EXISTS (SELECT 1 FROM firn_completion"
          + " WHERE firn_completion.account = firn_vault.account"
          + " AND firn_completion.vault = firn_vault.name AND firn_completion.upload_id = ?)";
  private static final String COLUMNS =
      "SELECT upload_id, description, part_size, created_ms FROM firn_multipart_upload";
  private static final String THIS_ONE = " WHERE account = ? AND vault = ? AND upload_id = ?";
  private static final String FIND = COLUMNS + THIS_ONE;
  private static final String REMOVE = "DELETE FROM firn_multipart_upload" + THIS_ONE;
  private static final String RAISE =
      "UPDATE firn_multipart_upload"
          + " SET revision = revision + 1, active_ms = GREATEST(active_ms, ?)"
          + THIS_ONE;
  private static final String REVISION = "SELECT revision FROM firn_multipart_upload" + THIS_ONE;
  private static final String TOUCH =
      "UPDATE firn_multipart_upload SET active_ms = GREATEST(active_ms, ?)" + THIS_ONE;
  private static final String LAST_ACTIVE =
      "SELECT active_ms FROM firn_multipart_upload" + THIS_ONE;
  private static final String BECOME =
      "UPDATE firn_multipart_upload SET upload_id = ?, description = ?, part_size = ?,"
          + " created_ms = ?, active_ms = ?"
          + THIS_ONE;
  private static final String IDLE =
      "SELECT account, vault, upload_id FROM firn_multipart_upload"
          + " WHERE active_ms < ? ORDER BY active_ms LIMIT ?";
  // The order names the whole key: by the id alone H2 would sort the vault.
  private static final String SCAN =
      COLUMNS
          + " WHERE account = ? AND vault = ? AND upload_id >= ?"
          + " ORDER BY account, vault, upload_id LIMIT ?";

  private final Database database;
  private final Dialect dialect;
  private final String add;

  JdbcUploadRepository(Database database, Dialect dialect) {
    this.database = database;
    this.dialect = dialect;
    this.add = ADD + dialect.parentLock();
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
            upload.creationDate().toEpochMilli(),
            vault.account().value(),
            vault.name().value(),
            upload.id().text(),
            upload.id().text());
    // Refused by the primary key, or by the foreign key as the vault was deleted at that moment.
    if (effect != Effect.WRITTEN) {
      checkFree(vault, upload.id());
    }
    return effect == Effect.WRITTEN;
  }

  private void checkFree(VaultKey vault, UploadId id) {
    if (isInProgressOrCompleted(vault, id)
        || !Parts.scan(database, vault, id.text(), Scan.first(1)).isEmpty()) {
      throw stored(vault, id);
    }
  }

  private boolean isInProgressOrCompleted(VaultKey vault, UploadId id) {
    return find(vault, id).isPresent() || completion(vault, id).isPresent();
  }

  private static IllegalArgumentException stored(VaultKey vault, UploadId id) {
    return new IllegalArgumentException("Upload " + id + " is stored in " + vault + " already");
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
    return end(
        vault,
        id,
        transaction ->
            transaction.write(REMOVE, vault.account().value(), vault.name().value(), id.text()));
  }

  /** Removes an upload with its parts if a statement deletes its row. */
  private boolean end(VaultKey vault, UploadId id, Database.Steps<Integer> deletion) {
    return database.inTransaction(
        "remove upload",
        id,
        transaction -> {
          if (deletion.in(transaction) == 0) {
            return transaction.giveUp(false);
          }
          Parts.delete(transaction, vault, id.text());
          return true;
        });
  }

  @Override
  public ContentNaming putPart(VaultKey vault, UploadId id, Part part, Instant time) {
    return database.inTransaction(
        "store part " + part.range() + " of",
        id,
        transaction -> {
          // The upload's row first: no two put parts of one upload at a time, or end it meanwhile.
          int raised =
              transaction.write(
                  RAISE,
                  time.toEpochMilli(),
                  vault.account().value(),
                  vault.name().value(),
                  id.text());
          return raised == 0
              ? transaction.giveUp(ContentNaming.NO_OWNER)
              : Parts.put(transaction, vault, id.text(), part);
        });
  }

  @Override
  public List<Part> parts(VaultKey vault, UploadId id, Scan<Long> scan) {
    List<Part> read = Parts.scan(database, vault, id.text(), scan);
    // In this order, as an archive has the parts of the upload that it was.
    return revision(vault, id).isPresent() ? read : List.of();
  }

  @Override
  public OptionalLong revision(VaultKey vault, UploadId id) {
    return database
        .read(
            "find the revision of",
            id,
            REVISION,
            row -> row.getLong(1),
            vault.account().value(),
            vault.name().value(),
            id.text())
        .stream()
        .mapToLong(revision -> revision)
        .findFirst();
  }

  @Override
  public boolean complete(VaultKey vault, UploadId id, long revision, Archive archive) {
    return database.inTransaction(
        "complete upload",
        id,
        transaction -> {
          Inventories.add(transaction, archive);
          int removed =
              transaction.write(
                  REMOVE + " AND revision = ?",
                  vault.account().value(),
                  vault.name().value(),
                  id.text(),
                  revision);
          if (removed == 0) {
            return transaction.giveUp(false);
          }
          JdbcArchiveRepository.insert(transaction, archive, id.text());
          Completions.insert(transaction, id, archive);
          return true;
        });
  }

  @Override
  public boolean become(UploadId id, Archive archive) {
    VaultKey vault = archive.vault();
    return database.inTransaction(
        "make an archive of upload",
        id,
        transaction -> {
          Inventories.add(transaction, archive);
          JdbcArchiveRepository.checkFree(transaction, archive);
          if (transaction.write(REMOVE, vault.account().value(), vault.name().value(), id.text())
              == 0) {
            return transaction.giveUp(false);
          }
          JdbcArchiveRepository.insert(transaction, archive, id.text());
          return true;
        });
  }

  @Override
  public boolean become(UploadId id, MultipartUpload other, Instant active) {
    VaultKey vault = other.vault();
    checkFree(vault, other.id());
    return database.inTransaction(
        "make another upload of",
        id,
        transaction -> {
          int renamed =
              transaction.write(
                  BECOME,
                  other.id().text(),
                  other.description().text(),
                  other.partSize().bytes(),
                  other.creationDate().toEpochMilli(),
                  Math.max(active.toEpochMilli(), other.creationDate().toEpochMilli()),
                  vault.account().value(),
                  vault.name().value(),
                  id.text());
          if (renamed == 0) {
            return transaction.giveUp(false);
          }
          Parts.handOver(transaction, vault, id.text(), other.id().text());
          return true;
        });
  }

  @Override
  public List<CompletedUpload> completed(VaultKey vault, Scan<UploadId> scan) {
    return Completions.scan(database, vault, scan);
  }

  @Override
  public boolean keepCompletion(VaultKey vault, CompletedUpload completed) {
    Effect effect = Completions.keep(database, dialect, vault, completed);
    if (effect != Effect.WRITTEN && isInProgressOrCompleted(vault, completed.id())) {
      throw stored(vault, completed.id());
    }
    return effect == Effect.WRITTEN;
  }

  @Override
  public Optional<Instant> lastActive(VaultKey vault, UploadId id) {
    return database
        .read(
            "find when somebody last used upload",
            id,
            LAST_ACTIVE,
            row -> Instant.ofEpochMilli(row.getLong(1)),
            vault.account().value(),
            vault.name().value(),
            id.text())
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Completion> completion(VaultKey vault, UploadId id) {
    return Completions.find(database, vault, id);
  }

  @Override
  public boolean touch(VaultKey vault, UploadId id, Instant time) {
    Effect effect =
        database.write(
            "touch upload",
            id,
            TOUCH,
            time.toEpochMilli(),
            vault.account().value(),
            vault.name().value(),
            id.text());
    return effect == Effect.WRITTEN;
  }

  /** An upload as the sweep finds it. */
  private record Found(VaultKey vault, UploadId id) {}

  @Override
  public int removeIdle(Instant before, int max) {
    return Sweeping.count(
        () ->
            database.read(
                "find uploads idle since",
                before,
                IDLE,
                row ->
                    new Found(
                        VaultKey.of(row.getString(1), row.getString(2)),
                        new UploadId(row.getString(3))),
                before.toEpochMilli(),
                (long) max),
        found -> removeIfIdle(found, before));
  }

  private boolean removeIfIdle(Found upload, Instant before) {
    VaultKey vault = upload.vault();
    return end(
        vault,
        upload.id(),
        transaction ->
            transaction.write(
                REMOVE + " AND active_ms < ?",
                vault.account().value(),
                vault.name().value(),
                upload.id().text(),
                before.toEpochMilli()));
  }

  @Override
  public int forgetCompletions(Instant before, int max) {
    return Completions.forget(database, before, max);
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
