// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.error.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * An engine, as far as it differs from the others: all that is not said here is the same for each.
 * A new engine is a subclass, and a line in {@link Dialects}.
 */
abstract class Dialect {
  private final String product;
  private final String subprotocol;

  /**
   * Creates what is known of an engine.
   *
   * @param product its name, as its connections tell it
   * @param subprotocol what stands after {@code jdbc:} in its URLs
   */
  Dialect(String product, String subprotocol) {
    this.product = product;
    this.subprotocol = subprotocol;
  }

  final String product() {
    return product;
  }

  final String subprotocol() {
    return subprotocol;
  }

  /** Returns what makes a text column compare by its bytes, whatever the database's default. */
  abstract String bytewise();

  /** Returns the type of the column that holds a chunk. */
  abstract String chunkType();

  /** Returns the type of a column that holds a document, whose bytes are compared by {@code =}. */
  abstract String documentType();

  /** Returns what selects a chunk. */
  String readingChunk() {
    return "bytes";
  }

  /**
   * Returns what a query for a vault or a content ends with when something is added to it in the
   * same statement, so that it does not go meanwhile. Nothing where foreign keys see to that.
   */
  String parentLock() {
    return "";
  }

  /**
   * Returns what inserts as a statement does, unless there is a row with its key; it may be refused
   * then, or insert nothing.
   */
  String insertingUnlessThere(String insert) {
    return insert;
  }

  /** Tells whether a statement was refused by a key or a foreign key, and by nothing else. */
  abstract boolean isRefusal(SQLException failure);

  /**
   * Tells whether the engine gave up, in favour of another, what it was told to do, and undid it;
   * or at least the statement, so that what is left of its transaction is to be rolled back. Class
   * 40 means so, with one exception: 40003 leaves open what became of a statement.
   */
  boolean wasRolledBack(SQLException failure) {
    String state = state(failure);
    return state.startsWith("40") && !state.equals("40003");
  }

  /**
   * Tells whether a failure is one of the connection and not of the statement, so that another
   * connection may do better. What became of the statement is not known.
   */
  boolean isLost(SQLException failure) {
    return state(failure).startsWith("08") || hasEnded(failure);
  }

  /**
   * Tells whether the engine has ended, as one within this process does at a fault of its disk, and
   * has to be started again.
   */
  boolean hasEnded(SQLException failure) {
    return false;
  }

  /** Tells whether a database is there again when the engine is started again. */
  boolean outlivesEngine(String url) {
    return true;
  }

  /** Tells whether a failure to connect means that the URL is not of the form its driver wants. */
  boolean isMalformedUrl(SQLException failure) {
    return false;
  }

  /** Returns the state of a failure; empty if it has none. */
  static String state(SQLException failure) {
    return String.valueOf(failure.getSQLState());
  }

  /**
   * Checks that a URL asks for nothing that Firn cannot live with.
   *
   * @throws IllegalArgumentException if it does
   */
  void checkUrl(String url) {}

  /** Returns options for the driver, for what the URL leaves open: it has the last word. */
  Map<String, String> options(String url) {
    return Map.of();
  }

  /** Returns what each new connection executes first; empty if nothing. */
  String sessionSettings() {
    return "";
  }

  /**
   * Prepares the database that a connection leads to, when it is opened, and checks that it is fit.
   *
   * @param url as it was given; empty if it is not known
   * @throws StorageException if the database has to be set up in another way
   */
  void prepare(Connection connection, String url) throws SQLException {}

  /**
   * Does something while nobody else does so in the same database, in this process or another. Who
   * comes later waits; a process that dies lets the next one go on.
   *
   * @param connection commits each statement by itself, and is not used meanwhile
   */
  abstract void alone(Connection connection, Runnable work) throws SQLException;

  /** Tells whether a database may end, or be closed, with the last connection to it. */
  boolean endsWithLastConnection() {
    return false;
  }
}
