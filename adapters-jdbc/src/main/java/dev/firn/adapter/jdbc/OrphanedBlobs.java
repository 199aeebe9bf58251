// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The bytes of deleted chunks in an H2 file that was not closed. H2 removes a {@code BLOB} some
 * time after the row that had it, and knows only in memory which ones it has still to remove: after
 * a {@code kill -9} nothing names them, and they would stay for ever. What makes H2 look for them
 * is the emptying of their table. So a table tells that a file was not closed; and when it is
 * opened again, the chunks are moved to another table, theirs is emptied, and they are moved back.
 * That copies their rows and not their bytes.
 *
 * <p>Each step can be followed by a kill: a whole copy has a name of its own, and keeps it for as
 * long as the chunks may be missing from where they belong.
 */
final class OrphanedBlobs {
  private static final String UNCLOSED = "firn_unclosed";
  private static final String CHUNKS = "firn_chunk";
  private static final String WORTHLESS = "firn_chunk_copying";
  private static final String WHOLE = "firn_chunk_copied";

  private OrphanedBlobs() {}

  /**
   * Removes what a killed process left, if one did. Does nothing while others use the database:
   * then it was not they who were killed, or it is up to whoever opens it first.
   */
  static void remove(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!exists(statement, UNCLOSED) || !isAlone(statement)) {
        return;
      }
      // From here on nobody else gets in; somebody may have before.
      statement.execute("SET EXCLUSIVE 1");
      try {
        if (isAlone(statement) && exists(statement, CHUNKS)) {
          moveToAndFro(statement);
        }
      } finally {
        statement.execute("SET EXCLUSIVE 0");
      }
    }
  }

  private static void moveToAndFro(Statement statement) throws SQLException {
    if (!exists(statement, WHOLE)) {
      statement.execute("DROP TABLE IF EXISTS " + WORTHLESS);
      statement.execute("CREATE TABLE " + WORTHLESS + " AS SELECT * FROM " + CHUNKS);
      statement.execute("ALTER TABLE " + WORTHLESS + " RENAME TO " + WHOLE);
    }
    statement.execute("TRUNCATE TABLE " + CHUNKS);
    statement.execute("INSERT INTO " + CHUNKS + " SELECT * FROM " + WHOLE);
    // A table that is being dropped may have lost its bytes already, and be there nevertheless.
    statement.execute("ALTER TABLE " + WHOLE + " RENAME TO " + WORTHLESS);
    statement.execute("DROP TABLE " + WORTHLESS);
  }

  /** Notes that the database is in use. */
  static void opened(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS " + UNCLOSED + " (nothing int)");
    }
  }

  /** Notes that the database is about to be closed, if there is nobody else. */
  static void closing(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      if (isAlone(statement)) {
        statement.execute("DROP TABLE IF EXISTS " + UNCLOSED);
      }
    } catch (SQLException broken) {
      // Costs the next opening some time, and nothing else.
      return;
    }
  }

  private static boolean isAlone(Statement statement) throws SQLException {
    return !isAny(
        statement, "SELECT 1 FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID <> SESSION_ID()");
  }

  private static boolean exists(Statement statement, String table) throws SQLException {
    return isAny(
        statement,
        "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = CURRENT_SCHEMA"
            + " AND LOWER(TABLE_NAME) = '"
            + table
            + "'");
  }

  private static boolean isAny(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
