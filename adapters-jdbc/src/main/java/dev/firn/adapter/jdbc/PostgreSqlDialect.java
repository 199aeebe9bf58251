// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * PostgreSQL. Its foreign keys lock a vault's row against deletion, and let adds to it go side by
 * side.
 */
final class PostgreSqlDialect extends Dialect {
  private static final Set<String> REFUSALS = Set.of("23505", "23503");
  private static final Pattern USER_INFO = Pattern.compile("jdbc:postgresql:[^?]*@");
  private static final String LOCK_TIMEOUT = "55P03";

  /** It was told to stop, or one of its processes has crashed. */
  private static final Set<String> STOPPING = Set.of("57P01", "57P02");

  /** Any number would do that others who lock by numbers in this database are unlikely to take. */
  private static final long MIGRATION = 0x6669726e;

  PostgreSqlDialect() {
    super("PostgreSQL", "postgresql");
  }

  @Override
  String bytewise() {
    return "COLLATE \"C\"";
  }

  @Override
  String chunkType() {
    return "bytea";
  }

  @Override
  String documentType() {
    return "bytea";
  }

  /** Its log would have an error of each vault that is created again. */
  @Override
  String insertingUnlessThere(String insert) {
    return insert + " ON CONFLICT DO NOTHING";
  }

  @Override
  boolean isRefusal(SQLException failure) {
    return REFUSALS.contains(state(failure));
  }

  @Override
  boolean wasRolledBack(SQLException failure) {
    return super.wasRolledBack(failure) || state(failure).equals(LOCK_TIMEOUT);
  }

  @Override
  boolean isLost(SQLException failure) {
    return super.isLost(failure) || STOPPING.contains(state(failure));
  }

  /**
   * Refuses standbys: what was written a moment ago may not be there yet. Refuses a user before the
   * host, too, as other drivers have it: this one would take the password for a port, and log it.
   */
  @Override
  void checkUrl(String url) {
    if (USER_INFO.matcher(url).lookingAt()) {
      throw new IllegalArgumentException(
          "PostgreSQL's driver takes no user and password before the host: give them as in"
              + " jdbc:postgresql://HOST/DATABASE?user=...&password=...");
    }
    String target = new UrlOptions(url).value("targetServerType", "primary");
    if (!target.equals("primary") && !target.equals("master")) {
      throw new IllegalArgumentException(
          "Firn has to read what it wrote, and so from the primary alone: leave targetServerType"
              + " out of the URL, which asks for "
              + target);
    }
  }

  /** A peer that is gone is noticed also by who only waits for it. */
  @Override
  Map<String, String> options(String url) {
    return Map.of("targetServerType", "primary", "tcpKeepAlive", "true", "ApplicationName", "firn");
  }

  /**
   * Nobody waits for a lock for ever, nor for a node that hangs in a transaction. One statement, as
   * drivers that spread tables over several databases take no more at a time.
   */
  @Override
  String sessionSettings() {
    return "SELECT set_config('lock_timeout', '10s', false),"
        + " set_config('idle_in_transaction_session_timeout', '60s', false)";
  }

  /** By a lock that has no meaning to PostgreSQL, and ends with its transaction. */
  @Override
  void alone(Connection connection, Runnable work) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // However long it takes the others, or this one.
      statement.execute("SET LOCAL lock_timeout = 0");
      statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
      statement.execute("SELECT pg_advisory_xact_lock(" + MIGRATION + ")");
      work.run();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
