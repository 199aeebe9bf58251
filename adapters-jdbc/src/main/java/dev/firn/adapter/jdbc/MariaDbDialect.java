// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.error.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** MariaDB, with InnoDB beneath. Its foreign keys lock as those of PostgreSQL do. */
final class MariaDbDialect extends Dialect {
  /** Of a key; of a foreign key, whose row is referred to, or that refers to none. */
  private static final Set<Integer> REFUSALS = Set.of(1062, 1451, 1452);

  /**
   * A deadlock; a lock that was waited for in vain; a row that has changed since the transaction
   * began. Not all have a state that means it.
   */
  private static final Set<Integer> GIVEN_UP = Set.of(1213, 1205, 1020);

  /** The name of a lock, which all databases of a server have in common. */
  private static final String MIGRATION = "CONCAT('firn:', MD5(DATABASE()))";

  /** A chunk of 1 MiB may take twice as much as text, and needs some room around it. */
  private static final long LEAST_PACKET = 4L << 20;

  /** What waits, on a node of Galera, for all that others have acknowledged: each statement. */
  private static final int WAITING = 7;

  MariaDbDialect() {
    super("MariaDB", "mariadb");
  }

  @Override
  String bytewise() {
    return "CHARACTER SET ascii COLLATE ascii_bin";
  }

  @Override
  String chunkType() {
    return "longblob";
  }

  @Override
  String documentType() {
    return "mediumblob";
  }

  @Override
  boolean isRefusal(SQLException failure) {
    return REFUSALS.contains(failure.getErrorCode());
  }

  @Override
  boolean wasRolledBack(SQLException failure) {
    return super.wasRolledBack(failure) || GIVEN_UP.contains(failure.getErrorCode());
  }

  /** Its driver gives a state to all that goes wrong, but to what it cannot make out in a URL. */
  @Override
  boolean isMalformedUrl(SQLException failure) {
    return failure.getSQLState() == null;
  }

  /** Refuses to have rows counted that a statement changes, in place of those that it finds. */
  @Override
  void checkUrl(String url) {
    String affected = new UrlOptions(url).value("useAffectedRows", "false");
    if (!affected.equals("false") && !affected.equals("0")) {
      throw new IllegalArgumentException(
          "Firn has to know how many rows a statement found, also if it left them as they were:"
              + " leave useAffectedRows out of the URL");
    }
  }

  /** Chunks go as they are then, and not as text, which took more than three times as long. */
  @Override
  Map<String, String> options(String url) {
    return Map.of("useServerPrepStmts", "true");
  }

  /** What does not fit is refused, whatever the server would make of it; none waits for ever. */
  @Override
  String sessionSettings() {
    return "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES'),"
        + " default_storage_engine = InnoDB,"
        + " innodb_lock_wait_timeout = 10, idle_transaction_timeout = 60";
  }

  /**
   * Refuses a database that does not take chunks, whose new tables know no transactions, or that is
   * behind others.
   */
  @Override
  void prepare(Connection connection, String url) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet settings =
            statement.executeQuery("SELECT @@max_allowed_packet, @@default_storage_engine")) {
      settings.next();
      long largest = settings.getLong(1);
      if (largest < LEAST_PACKET) {
        throw new StorageException(
            "Cannot store chunks of 1 MiB in this MariaDB: its max_allowed_packet is %d. Set it to %d or more, in the server's configuration"
                .formatted(largest, LEAST_PACKET));
      }
      String engine = settings.getString(2);
      if (!"InnoDB".equalsIgnoreCase(engine)) {
        throw new StorageException(
            "Cannot store in tables of the engine %s: set the connections' default_storage_engine to InnoDB"
                .formatted(engine));
      }
      checkGalera(statement);
    }
  }

  /** Refuses a node of Galera that does not know what another has acknowledged, and may say so. */
  private static void checkGalera(Statement statement) throws SQLException {
    Map<String, String> settings = new HashMap<>();
    // A MariaDB that was built without Galera has no such variables to be asked for by name.
    try (ResultSet rows =
        statement.executeQuery(
            "SHOW VARIABLES WHERE Variable_name IN ('wsrep_on', 'wsrep_sync_wait')")) {
      while (rows.next()) {
        settings.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
      }
    }
    String waiting = settings.getOrDefault("wsrep_sync_wait", "0");
    if ("ON".equals(settings.get("wsrep_on")) && (Integer.parseInt(waiting) & WAITING) != WAITING) {
      throw new StorageException(
          "Cannot store in this MariaDB: it is a node of Galera, and with wsrep_sync_wait %s would not find what was stored by another. Put sessionVariables=wsrep_sync_wait=%d into the URL"
              .formatted(waiting, WAITING));
    }
  }

  /** By a lock that has no meaning to MariaDB, and ends with its connection at the latest. */
  @Override
  void alone(Connection connection, Runnable work) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT GET_LOCK(" + MIGRATION + ", 3600)");
      try {
        work.run();
      } finally {
        statement.execute("SELECT RELEASE_LOCK(" + MIGRATION + ")");
      }
    }
  }
}
