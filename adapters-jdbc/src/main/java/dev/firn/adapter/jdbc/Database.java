// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;

/**
 * The database, for as long as the storage is open. Each call is on a connection borrowed for it:
 * one statement that commits by itself, or several that are committed together. What the engine
 * gave up in favour of another is tried again, as a whole, after a pause; and so is a read whose
 * connection was lost. An engine that has ended is started again before it is next used.
 */
final class Database {
  private static final int MOST_TRIES = 5;

  /** After that long nothing is begun anew: who has waited for a lock in vain is told so. */
  private static final long LONGEST_TRYING_NS = TimeUnit.SECONDS.toNanos(5);

  private static final long LONGEST_FIRST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Connections connections;
  private final Dialect dialect;
  private final Failures failures;
  private final ReadWriteLock closing = new ReentrantReadWriteLock();
  private final ReadWriteLock renewing = new ReentrantReadWriteLock();
  private boolean closed;
  private volatile boolean ended;

  Database(Connections connections, Dialect dialect, Failures failures) {
    this.connections = connections;
    this.dialect = dialect;
    this.failures = failures;
  }

  /**
   * Steps that are taken together.
   *
   * @param <T> what comes of them
   */
  interface Steps<T> {
    T in(Transaction transaction) throws SQLException;
  }

  /**
   * Returns all rows of a query.
   *
   * @param attempt what the query is for, as it follows upon "Cannot"
   * @param object what it is about
   * @param parameters as {@link Transaction} takes them
   */
  <T> List<T> read(
      String attempt,
      Object object,
      String query,
      Transaction.RowReader<T> reader,
      Object... parameters) {
    return call(
        attempt,
        object,
        connection -> new Transaction(connection).read(query, reader, parameters),
        this::isWorthReadingAgain);
  }

  /** Runs a statement that writes; its parameters are as those of a query. */
  Effect write(String attempt, Object object, String sql, Object... parameters) {
    return call(
        attempt,
        object,
        connection -> {
          try {
            return new Transaction(connection).write(sql, parameters) > 0
                ? Effect.WRITTEN
                : Effect.NONE;
          } catch (SQLException e) {
            if (dialect.isRefusal(e)) {
              // H2 lets others wait for the transaction of what was refused, as if it went on.
              connection.setAutoCommit(false);
              end(connection, false);
              return Effect.REFUSED;
            }
            throw e;
          }
        },
        dialect::wasRolledBack);
  }

  /** Takes steps that are committed together, unless they give up: then none is. */
  <T> T inTransaction(String attempt, Object object, Steps<T> steps) {
    return call(
        attempt,
        object,
        connection -> {
          connection.setAutoCommit(false);
          boolean committed = false;
          try {
            Transaction transaction = new Transaction(connection);
            T result = steps.in(transaction);
            if (!transaction.isGivenUp()) {
              connection.commit();
              committed = true;
            }
            return result;
          } finally {
            end(connection, committed);
          }
        },
        dialect::wasRolledBack);
  }

  /**
   * Undoes what was not committed, and lets the connection commit by itself again. One that fails
   * in it is cut, which undoes it as well: whoever got it next would go on where this left off.
   */
  private static void end(Connection connection, boolean committed) throws SQLException {
    try {
      if (!committed) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    } catch (SQLException failed) {
      connection.abort(Runnable::run);
    }
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Another connection may do, unless there was none to be had. */
  private boolean isWorthReadingAgain(SQLException e) {
    return dialect.wasRolledBack(e)
        || (dialect.isLost(e) && !(e instanceof SQLTransientConnectionException));
  }

  private <T> T call(
      String attempt, Object object, Work<T> work, Predicate<SQLException> isWorthTryingAgain) {
    closing.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The JDBC storage is closed");
      }
      long began = System.nanoTime();
      for (int tries = 1; ; tries++) {
        try {
          return once(work);
        } catch (SQLException e) {
          boolean late = System.nanoTime() - began > LONGEST_TRYING_NS;
          if (late || tries == MOST_TRIES || !isWorthTryingAgain.test(e)) {
            throw failures.storageException("Cannot " + attempt + " " + object, e);
          }
        }
        // The connection is back in the pool meanwhile; and two that met do not meet again.
        LockSupport.parkNanos(closing, pauseNanos(tries, ThreadLocalRandom.current().nextDouble()));
      }
    } finally {
      closing.readLock().unlock();
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    if (ended) {
      renew();
    }
    renewing.readLock().lock();
    try (Connection connection = connections.borrow()) {
      return work.on(connection);
    } catch (SQLException e) {
      if (dialect.hasEnded(e)) {
        ended = true;
      }
      throw e;
    } finally {
      renewing.readLock().unlock();
    }
  }

  /** Waits until nobody uses what has ended, and renews it if nobody has meanwhile. */
  private void renew() throws SQLException {
    renewing.writeLock().lock();
    try {
      if (ended) {
        connections.renew();
        ended = false;
      }
    } finally {
      renewing.writeLock().unlock();
    }
  }

  /**
   * Returns for how long to wait before trying again: up to 10 ms, and up to twice as long each
   * time, so that it is 0.15 s in all at most.
   *
   * @param tries how many there were, 1 or more
   * @param chance from 0 to 1
   */
  static long pauseNanos(int tries, double chance) {
    long longest = LONGEST_FIRST_PAUSE_NS << (tries - 1);
    return (long) (longest * (1 + chance) / 2);
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
