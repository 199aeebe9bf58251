// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The rows of parts, of uploads, of archives and of what jobs put out, and what becomes of what
 * they name.
 */
final class Parts {
  private static final String OF_VAULT = " WHERE account = ? AND vault = ?";
  private static final String OF_OWNER = OF_VAULT + " AND owner = ?";
  private static final String THIS_ONE = OF_OWNER + " AND first_byte = ?";
  private static final String NAME =
      "UPDATE firn_content SET incoming_ms = NULL"
          + " WHERE content_id = ? AND account = ? AND vault = ? AND incoming_ms > ?";
  private static final String ABANDON =
      "UPDATE firn_content SET incoming_ms = ? WHERE account = ? AND vault = ? AND content_id";
  private static final String SAME_PLACE = "SELECT content_id FROM firn_part" + THIS_ONE;
  private static final String REPLACE =
      "UPDATE firn_part SET last_byte = ?, tree_hash = ?, content_id = ?" + THIS_ONE;
  private static final String INSERT =
      "INSERT INTO firn_part"
          + " (last_byte, tree_hash, content_id, account, vault, owner, first_byte)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String SCAN =
      "SELECT first_byte, last_byte, tree_hash, content_id FROM firn_part"
          + OF_OWNER
          + " AND first_byte >= ? ORDER BY account, vault, owner, first_byte LIMIT ?";

  /** How many contents are abandoned by one statement. */
  private static final int AT_ONCE = 512;

  private Parts() {}

  /**
   * Stores a part, which names an incoming content, in place of one that begins at the same byte.
   * No two at a time must do so for one owner.
   */
  static ContentNaming put(Transaction transaction, VaultKey vault, String owner, Part part)
      throws SQLException {
    String account = vault.account().value();
    String name = vault.name().value();
    String content = part.content().text();
    if (transaction.write(NAME, content, account, name, JdbcContentRepository.ABANDONED) == 0) {
      return transaction.giveUp(ContentNaming.NO_CONTENT);
    }
    long first = part.range().first();
    List<String> replaced =
        transaction.read(SAME_PLACE, row -> row.getString(1), account, name, owner, first);
    transaction.write(
        replaced.isEmpty() ? INSERT : REPLACE,
        part.range().last(),
        part.treeHash().hex(),
        content,
        account,
        name,
        owner,
        first);
    for (String each : replaced) {
      transaction.write(ABANDON + " = ?", JdbcContentRepository.ABANDONED, account, name, each);
    }
    return ContentNaming.NAMED;
  }

  /** Makes all parts of an owner another's, which has none. */
  static void handOver(Transaction transaction, VaultKey vault, String owner, String other)
      throws SQLException {
    transaction.write(
        "UPDATE firn_part SET owner = ?" + OF_OWNER,
        other,
        vault.account().value(),
        vault.name().value(),
        owner);
  }

  /** Deletes all parts of an owner, and abandons what they name. */
  static void delete(Transaction transaction, VaultKey vault, String owner) throws SQLException {
    delete(transaction, vault, OF_OWNER, vault.account().value(), vault.name().value(), owner);
  }

  /** Deletes all parts in a vault, and abandons what they name. */
  static void deleteAll(Transaction transaction, VaultKey vault) throws SQLException {
    delete(transaction, vault, OF_VAULT, vault.account().value(), vault.name().value());
  }

  private static void delete(
      Transaction transaction, VaultKey vault, String which, Object... parameters)
      throws SQLException {
    List<String> contents =
        transaction.read(
            "SELECT content_id FROM firn_part" + which, row -> row.getString(1), parameters);
    // By their keys, as with a query in its place MariaDB would look at, and lock, every content.
    for (int from = 0; from < contents.size(); from += AT_ONCE) {
      abandon(
          transaction, vault, contents.subList(from, Math.min(contents.size(), from + AT_ONCE)));
    }
    transaction.write("DELETE FROM firn_part" + which, parameters);
  }

  private static void abandon(Transaction transaction, VaultKey vault, List<String> contents)
      throws SQLException {
    List<Object> parameters = new ArrayList<>();
    parameters.add(JdbcContentRepository.ABANDONED);
    parameters.add(vault.account().value());
    parameters.add(vault.name().value());
    parameters.addAll(contents);
    // Filled up to a power of two, so that there are few statements for engines to keep prepared.
    int size = Integer.highestOneBit(2 * contents.size() - 1);
    String last = contents.get(contents.size() - 1);
    parameters.addAll(Collections.nCopies(size - contents.size(), last));
    String keys = String.join(", ", Collections.nCopies(size, "?"));
    transaction.write(ABANDON + " IN (" + keys + ")", parameters.toArray());
  }

  static List<Part> scan(Database database, VaultKey vault, String owner, Scan<Long> scan) {
    return database.read(
        "list the parts of",
        owner,
        SCAN,
        row -> part(owner, row),
        vault.account().value(),
        vault.name().value(),
        owner,
        scan.startAt().orElse(0L),
        (long) scan.max());
  }

  private static Part part(String owner, ResultSet row) throws SQLException {
    try {
      return new Part(
          new RangeInBytes(row.getLong(1), row.getLong(2)),
          new TreeHash(row.getString(3)),
          new ContentId(row.getString(4)));
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          Failures.oneLine("A part of " + owner + " is corrupt: " + e.getMessage()), e);
    }
  }
}
