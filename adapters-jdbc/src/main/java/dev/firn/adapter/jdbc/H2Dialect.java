// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * H2. Its foreign keys do not wait for other transactions: a vault and an upload to it could be
 * deleted and added at the same moment. So an upload is added under the lock of its vault's row,
 * and a chunk under that of its content's.
 */
final class H2Dialect extends Dialect {
  private static final System.Logger LOG = System.getLogger(H2Dialect.class.getName());

  /** By these it says that the URL itself is at fault, and not the database. */
  private static final Set<String> MALFORMED_URL = Set.of("90011", "90046", "90066", "90113");

  /** Of a key, a foreign key, and a foreign key that refers to what is to be deleted. */
  private static final Set<String> REFUSALS = Set.of("23505", "23506", "23503");

  private static final int LOCK_TIMEOUT = 50_200;

  /**
   * By these it says that it could not read or write its file, or that it has closed the database
   * for that, or for an error of its own. It stays closed for who has a connection.
   */
  private static final Set<Integer> ENDS = Set.of(50_000, 90_028, 90_030, 90_031, 90_067, 90_098);

  private static final Pattern UNFIT =
      Pattern.compile(
          "(?i)jdbc:h2:mem:(;.*)?|jdbc:h2:.*;(IGNORECASE=TRUE|MODE=ORACLE)(;.*)?", Pattern.DOTALL);

  H2Dialect() {
    super("H2", "h2");
  }

  /** Nothing: it compares text by its codes, unless its database was told to do otherwise. */
  @Override
  String bytewise() {
    return "";
  }

  @Override
  String chunkType() {
    return "blob";
  }

  /** No large object, which it would not compare. */
  @Override
  String documentType() {
    return "varbinary(1000000)";
  }

  /**
   * H2 keeps a copy of each large object that is read, for minutes; of what is cast it does not.
   */
  @Override
  String readingChunk() {
    return "CAST(bytes AS varbinary(1048576))";
  }

  @Override
  String parentLock() {
    return " FOR UPDATE";
  }

  @Override
  boolean isRefusal(SQLException failure) {
    return REFUSALS.contains(state(failure));
  }

  @Override
  boolean wasRolledBack(SQLException failure) {
    return super.wasRolledBack(failure) || failure.getErrorCode() == LOCK_TIMEOUT;
  }

  @Override
  boolean hasEnded(SQLException failure) {
    return ENDS.contains(failure.getErrorCode());
  }

  @Override
  boolean outlivesEngine(String url) {
    return !url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:mem:");
  }

  @Override
  boolean isMalformedUrl(SQLException failure) {
    return MALFORMED_URL.contains(state(failure));
  }

  /**
   * Refuses what gives each connection a database of its own, does not compare text by its codes,
   * or takes an empty text for no text.
   */
  @Override
  void checkUrl(String url) {
    if (UNFIT.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "Firn needs an H2 database with a name, as in jdbc:h2:mem:firn, and without IGNORECASE or"
              + " MODE=Oracle");
    }
  }

  /** What goes wrong is thrown; H2's own file of it may not even be writable. */
  @Override
  Map<String, String> options(String url) {
    return mentions(url, "TRACE_LEVEL_FILE") ? Map.of() : Map.of("TRACE_LEVEL_FILE", "0");
  }

  /**
   * Sees to it that a committed change survives the end of the process, and is seen by all from
   * then on: H2 delays its writes by half a second, and answers a query from the result before if
   * it takes nothing to have changed, which it may do too early. A URL that speaks of the delay
   * itself is left its say.
   */
  @Override
  void prepare(Connection connection, String url) throws SQLException {
    String version = connection.getMetaData().getDatabaseProductVersion();
    if (losesCommits(version)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "H2 {0} loses what it has committed when its process is killed while several write. Put"
              + " 2.4.240 on the class path in its place",
          version);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET OPTIMIZE_REUSE_RESULTS 0");
      if (!mentions(url, "WRITE_DELAY")) {
        statement.execute("SET WRITE_DELAY 0");
      }
    }
  }

  /** Tells so of a version as H2 itself gives it, such as {@code 2.4.240 (2025-09-22)}. */
  static boolean losesCommits(String version) {
    return version.startsWith("2.5.");
  }

  private static boolean mentions(String url, String setting) {
    return url.toUpperCase(Locale.ROOT).contains(";" + setting + "=");
  }

  /** Only one process has an H2 database open, if it is no server of its own. */
  @Override
  void alone(Connection connection, Runnable work) {
    synchronized (H2Dialect.class) {
      work.run();
    }
  }

  @Override
  boolean endsWithLastConnection() {
    return true;
  }
}
