// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Archives, a row each, found by the primary key. */
final class JdbcArchiveRepository implements ArchiveRepository {
  private static final String THIS_ONE = " WHERE account = ? AND vault = ? AND archive_id = ?";
  private static final String INSERT =
      "INSERT INTO firn_archive"
          + " (account, vault, archive_id, owner, description, size, tree_hash, created_ms)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String FIND =
      "SELECT description, size, tree_hash, created_ms, owner FROM firn_archive" + THIS_ONE;
  private static final String SCAN =
      "SELECT description, size, tree_hash, created_ms, owner, archive_id FROM firn_archive"
          + " WHERE account = ? AND vault = ? AND archive_id >= ?"
          + " ORDER BY account, vault, archive_id LIMIT ?";
  private static final String REMOVE = "DELETE FROM firn_archive" + THIS_ONE;

  private final Database database;

  JdbcArchiveRepository(Database database) {
    this.database = database;
  }

  /** An archive, and whose parts its parts are. */
  private record Found(Archive archive, String owner) {}

  @Override
  public ContentNaming add(Archive archive, ContentId content) {
    VaultKey vault = archive.vault();
    String owner = archive.id().text();
    Part all = new Part(new RangeInBytes(0, archive.size() - 1), archive.treeHash(), content);
    return database.inTransaction(
        "add archive",
        archive.id(),
        transaction -> {
          // The vault's row first: it is there from then on, and nobody else adds to it.
          if (!Inventories.add(transaction, archive)) {
            return transaction.giveUp(ContentNaming.NO_OWNER);
          }
          checkFree(transaction, archive);
          insert(transaction, archive, owner);
          return Parts.put(transaction, vault, owner, all);
        });
  }

  static void checkFree(Transaction transaction, Archive archive) throws SQLException {
    if (!find(transaction, archive.vault(), archive.id()).isEmpty()
        || JdbcJobRepository.hold(transaction, archive.vault(), archive.id())) {
      throw new IllegalArgumentException(
          "Archive " + archive.id() + " is stored in " + archive.vault() + " already");
    }
  }

  static void insert(Transaction transaction, Archive archive, String owner) throws SQLException {
    transaction.write(
        INSERT,
        archive.vault().account().value(),
        archive.vault().name().value(),
        archive.id().text(),
        owner,
        archive.description().text(),
        archive.size(),
        archive.treeHash().hex(),
        archive.creationDate().toEpochMilli());
  }

  /** Returns whose parts the parts of an archive in the vault are. */
  static Optional<String> owner(Transaction transaction, VaultKey vault, ArchiveId id)
      throws SQLException {
    return find(transaction, vault, id).stream().map(Found::owner).findFirst();
  }

  private static List<Found> find(Transaction transaction, VaultKey vault, ArchiveId id)
      throws SQLException {
    return transaction.read(
        FIND,
        row -> found(vault, id.text(), row),
        vault.account().value(),
        vault.name().value(),
        id.text());
  }

  private Optional<Found> find(String attempt, VaultKey vault, ArchiveId id) {
    return database
        .read(
            attempt,
            id,
            FIND,
            row -> found(vault, id.text(), row),
            vault.account().value(),
            vault.name().value(),
            id.text())
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Archive> find(VaultKey vault, ArchiveId id) {
    return find("find archive", vault, id).map(Found::archive);
  }

  @Override
  public List<Archive> scan(VaultKey vault, Scan<ArchiveId> scan) {
    return database.read(
        "list the archives of",
        vault,
        SCAN,
        row -> found(vault, row.getString(6), row).archive(),
        vault.account().value(),
        vault.name().value(),
        scan.startAt().map(ArchiveId::text).orElse(""),
        (long) scan.max());
  }

  @Override
  public List<Part> parts(VaultKey vault, ArchiveId id, Scan<Long> scan) {
    return find("list the parts of", vault, id)
        .map(found -> Parts.scan(database, vault, found.owner(), scan))
        .orElse(List.of());
  }

  @Override
  public boolean remove(VaultKey vault, ArchiveId id, Instant time) {
    return database.inTransaction(
        "remove archive",
        id,
        transaction -> {
          List<Found> found = find(transaction, vault, id);
          if (found.isEmpty()) {
            return false;
          }
          // The vault's row first, as whoever deletes it comes from there to the archives, too.
          Inventories.change(transaction, vault, -1, -found.get(0).archive().size(), time);
          if (transaction.write(REMOVE, vault.account().value(), vault.name().value(), id.text())
              == 0) {
            return transaction.giveUp(false);
          }
          if (!JdbcJobRepository.hold(transaction, vault, id)) {
            Parts.delete(transaction, vault, found.get(0).owner());
          }
          return true;
        });
  }

  private static Found found(VaultKey vault, String id, ResultSet row) throws SQLException {
    try {
      Archive archive =
          new Archive(
              new ArchiveId(id),
              vault,
              new ArchiveDescription(row.getString(1)),
              row.getLong(2),
              new TreeHash(row.getString(3)),
              Instant.ofEpochMilli(row.getLong(4)));
      return new Found(archive, row.getString(5));
    } catch (IllegalArgumentException | GlacierException e) {
      throw new StorageException(
          Failures.oneLine(
              "The row of archive " + id + " in " + vault + " is corrupt: " + e.getMessage()),
          e);
    }
  }
}
