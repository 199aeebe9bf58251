// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.error.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The engines that Firn knows, and the little in which they differ. */
enum Dialect {
  /**
   * Its foreign keys do not wait for other transactions: a vault and an upload to it could be
   * deleted and added at the same moment. So an upload is added under the lock of its vault's row,
   * and a chunk under that of its content's.
   */
  H2("H2", "", " FOR UPDATE", "blob", "CAST(bytes AS varbinary(1048576))"),
  /** Its foreign keys lock the vault's row against deletion, and let adds go side by side. */
  POSTGRESQL("PostgreSQL", "COLLATE \"C\"", "", "bytea", "bytes"),
  /** As with PostgreSQL. */
  MARIADB("MariaDB", "CHARACTER SET ascii COLLATE ascii_bin", "", "longblob", "bytes");

  /** By these H2 says that the URL itself is at fault, and not the database. */
  private static final Set<String> MALFORMED_URL = Set.of("90011", "90046", "90066", "90113");

  /** Of a key, a foreign key, H2's own of a foreign key, and MariaDB's of either. */
  private static final Set<String> KEY_VIOLATIONS = Set.of("23505", "23503", "23506", "23000");

  /**
   * By these H2 and MariaDB say that a lock was waited for in vain, and MariaDB that a row has
   * changed since the transaction began; both without a state that means it.
   */
  private static final Set<Integer> GIVEN_UP = Set.of(50_200, 1205, 1020);

  private static final String POSTGRESQL_LOCK_TIMEOUT = "55P03";

  private static final Pattern UNFIT_H2 =
      Pattern.compile(
          "(?i)jdbc:h2:mem:(;.*)?|jdbc:h2:.*;(IGNORECASE=TRUE|MODE=ORACLE)(;.*)?", Pattern.DOTALL);

  private final String product;
  private final String bytewise;
  private final String parentLock;
  private final String chunkType;
  private final String readingChunk;

  Dialect(
      String product, String bytewise, String parentLock, String chunkType, String readingChunk) {
    this.product = product;
    this.bytewise = bytewise;
    this.parentLock = parentLock;
    this.chunkType = chunkType;
    this.readingChunk = readingChunk;
  }

  /**
   * Returns the dialect of the database that a connection leads to.
   *
   * @throws StorageException if Firn does not know the engine
   */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return Arrays.stream(values())
        .filter(dialect -> dialect.product.equals(product))
        .findFirst()
        .orElseThrow(() -> new StorageException(unknown(product)));
  }

  private static String unknown(String product) {
    return Arrays.stream(values())
        .map(dialect -> dialect.product)
        .collect(
            Collectors.joining(
                ", ", "Cannot store in a database of " + product + ": Firn knows ", ""));
  }

  /** Tells whether a failure to connect means that the URL is not of the form its driver wants. */
  static boolean isMalformedUrl(SQLException failure) {
    return MALFORMED_URL.contains(String.valueOf(failure.getSQLState()));
  }

  /**
   * Checks that a URL asks for nothing that Firn cannot live with.
   *
   * @throws IllegalArgumentException if each connection would have a database of its own, or text
   *     would not compare by its codes, or an empty text would be no text
   */
  static void checkFit(String url) {
    if (UNFIT_H2.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "Firn needs an H2 database with a name, as in jdbc:h2:mem:firn, and without IGNORECASE or MODE=Oracle");
    }
  }

  /** Returns what is to be said to the driver of a URL when it connects for the first time. */
  static Properties firstConnection(String url) {
    Properties properties = new Properties();
    String upper = url.toUpperCase(Locale.ROOT);
    if (upper.startsWith("JDBC:H2:") && !upper.contains(";TRACE_LEVEL_FILE=")) {
      // What goes wrong is thrown; H2's own file of it may not even be writable.
      properties.setProperty("TRACE_LEVEL_FILE", "0");
    }
    return properties;
  }

  /** Tells whether a statement was refused by a key or a foreign key, and by nothing else. */
  static boolean isRefusal(SQLException failure) {
    return KEY_VIOLATIONS.contains(String.valueOf(failure.getSQLState()));
  }

  /** Returns what makes a text column compare by its bytes. */
  String bytewise() {
    return bytewise;
  }

  /**
   * Returns what a query for a vault or a content ends with when something is added to it in the
   * same statement, so that it does not go meanwhile.
   */
  String parentLock() {
    return parentLock;
  }

  /** Returns the type of the column that holds a chunk. */
  String chunkType() {
    return chunkType;
  }

  /**
   * Returns what selects a chunk. H2 keeps a copy of each large object that is read, for minutes;
   * of what is cast it does not.
   */
  String readingChunk() {
    return readingChunk;
  }

  /**
   * Tells whether the engine gave up, in favour of another, what it was told to do, and undid it;
   * or at least the statement, so that what is left of its transaction is to be rolled back. Class
   * 40 means so, with one exception: 40003 leaves open what became of a statement. Who has waited
   * for a lock for too long is told so in another way by each engine.
   */
  static boolean wasRolledBack(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return GIVEN_UP.contains(failure.getErrorCode())
        || state.equals(POSTGRESQL_LOCK_TIMEOUT)
        || (state.startsWith("40") && !state.equals("40003"));
  }

  /** Tells whether a database may end, or be closed, with the last connection to it. */
  boolean endsWithLastConnection() {
    return this == H2;
  }

  /**
   * Sees to it that a committed change survives the end of the process, and is seen by all from
   * then on. Only H2 has to be told: it delays its writes by half a second, and answers a query
   * from the result before if it takes nothing to have changed, which it may do too early. A URL
   * that speaks of the delay itself is left its say.
   */
  void makeReliable(Connection connection, String url) throws SQLException {
    if (this != H2) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET OPTIMIZE_REUSE_RESULTS 0");
      if (!url.toUpperCase(Locale.ROOT).contains(";WRITE_DELAY=")) {
        statement.execute("SET WRITE_DELAY 0");
      }
    }
  }
}
