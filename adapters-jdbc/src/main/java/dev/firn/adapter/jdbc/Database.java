// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;

/**
 * The database, for as long as the storage is open. Each call is one statement that commits by
 * itself, on a connection borrowed for it. A statement that the engine gave up in favour of another
 * is tried again.
 */
final class Database {
  private static final int MOST_TRIES = 5;

  private final DataSource source;
  private final Failures failures;
  private final ReadWriteLock closing = new ReentrantReadWriteLock();
  private boolean closed;

  Database(DataSource source, Failures failures) {
    this.source = source;
    this.failures = failures;
  }

  /** Reads one row of a result; not to be kept beyond the call. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  /**
   * Returns all rows of a query.
   *
   * @param attempt what the query is for, as it follows upon "Cannot"
   * @param object what it is about
   * @param parameters each a String or a Long
   */
  <T> List<T> read(
      String attempt, Object object, String query, RowReader<T> reader, Object... parameters) {
    return call(
        attempt,
        object,
        query,
        statement -> {
          try (ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
              rows.add(reader.read(result));
            }
            return Collections.unmodifiableList(rows);
          }
        },
        parameters);
  }

  /** Runs a statement that writes one row or none; its parameters are as those of a query. */
  Effect write(String attempt, Object object, String sql, Object... parameters) {
    return call(
        attempt,
        object,
        sql,
        statement -> {
          try {
            return statement.executeUpdate() > 0 ? Effect.WRITTEN : Effect.NONE;
          } catch (SQLException e) {
            if (Dialect.isRefusal(e)) {
              return Effect.REFUSED;
            }
            throw e;
          }
        },
        parameters);
  }

  private <T> T call(
      String attempt, Object object, String sql, Work<T> work, Object... parameters) {
    closing.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The JDBC storage is closed");
      }
      for (int tries = 1; ; tries++) {
        try (Connection connection = source.getConnection();
            PreparedStatement statement = connection.prepareStatement(sql)) {
          bind(statement, parameters);
          return work.on(statement);
        } catch (SQLException e) {
          if (tries == MOST_TRIES || !wasRolledBack(e)) {
            throw failures.storageException("Cannot " + attempt + " " + object, e);
          }
        }
      }
    } finally {
      closing.readLock().unlock();
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] instanceof String text) {
        statement.setString(i + 1, text);
      } else {
        statement.setLong(i + 1, (Long) parameters[i]);
      }
    }
  }

  /**
   * Class 40 means a rollback, with one exception: 40003 leaves open what became of a statement.
   */
  private static boolean wasRolledBack(SQLException e) {
    return state(e).startsWith("40") && !state(e).equals("40003");
  }

  private static String state(SQLException e) {
    return String.valueOf(e.getSQLState());
  }

  /**
   * Waits for the calls under way and refuses later ones.
   *
   * @return whether this call was the one that closed it
   */
  boolean close() {
    closing.writeLock().lock();
    try {
      boolean first = !closed;
      closed = true;
      return first;
    } finally {
      closing.writeLock().unlock();
    }
  }
}
