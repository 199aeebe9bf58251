// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.firn.domain.error.StorageException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The connections to the database of a URL, until they are closed. */
final class Pool implements Connections {
  private static final System.Logger LOG = System.getLogger(Pool.class.getName());
  private static final Pattern ENGINE = Pattern.compile("jdbc:[A-Za-z0-9+._-]+");

  private final PoolOptions pool;
  private final Properties options;
  private final Dialect dialect;

  /** Replaced when nobody uses it. */
  private volatile HikariDataSource source;

  /** Keeps a database in being whose last connection would end it. */
  private Optional<Connection> anchor;

  private Pool(PoolOptions pool, Properties options, Dialect dialect, Optional<Connection> anchor) {
    this.pool = pool;
    this.options = options;
    this.dialect = dialect;
    this.source = open(pool, options, dialect);
    this.anchor = anchor;
  }

  /**
   * Connects to a database.
   *
   * @param attempt what the exceptions say was attempted
   * @throws IllegalArgumentException if the URL is malformed, or no driver takes it
   * @throws StorageException if there is no connecting to the database, or Firn does not know it
   */
  static Pool connect(PoolOptions pool, String attempt, Failures failures) {
    String url = pool.url();
    Optional<Dialect> expected = Dialects.named(url);
    // Before any driver sees it: one logs what it does not understand, be it a password.
    expected.ifPresent(dialect -> dialect.checkUrl(url));
    checkDriver(url);
    Properties options = new Properties();
    expected.ifPresent(dialect -> options.putAll(dialect.options(url)));
    try {
      // The pool would log what goes wrong here, and wrap it.
      return connect(pool, options, DriverManager.getConnection(url, options));
    } catch (SQLException e) {
      if (expected.isPresent() && expected.get().isMalformedUrl(e)) {
        throw new IllegalArgumentException(
            attempt + ": " + failures.reason(e), failures.withoutSecrets(e));
      }
      throw failures.storageException(attempt, e);
    }
  }

  private static Pool connect(PoolOptions pool, Properties options, Connection first)
      throws SQLException {
    boolean kept = false;
    try {
      Dialect dialect = Dialects.of(first);
      kept = dialect.endsWithLastConnection();
      return new Pool(pool, options, dialect, kept ? Optional.of(first) : Optional.empty());
    } finally {
      if (!kept) {
        first.close();
      }
    }
  }

  private static void checkDriver(String url) {
    Matcher engine = ENGINE.matcher(url);
    if (!engine.lookingAt()) {
      throw new IllegalArgumentException(
          "A JDBC URL goes on after jdbc: with the name of an engine, such as jdbc:h2:/var/lib/firn/db or jdbc:postgresql://localhost/firn; this one does not");
    }
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      // Without the cause, and with no more of the URL than this: any of it may be secret.
      throw new IllegalArgumentException(
          "No JDBC driver for "
              + engine.group()
              + " on the class path. Put the jar of that engine's driver there, or correct the URL");
    }
  }

  private static HikariDataSource open(PoolOptions pool, Properties options, Dialect dialect) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("firn");
    config.setJdbcUrl(pool.url());
    config.setMaximumPoolSize(pool.size());
    config.setDataSourceProperties(options);
    config.setConnectionInitSql(dialect.sessionSettings());
    config.setAutoCommit(true);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionTimeout(pool.longestWait().toMillis());
    // One connection has been made already: no need to try once more before the first call.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  DataSource source() {
    return source;
  }

  @Override
  public Connection borrow() throws SQLException {
    return source.getConnection();
  }

  /**
   * Closes all connections, whereupon the engine lets go of the database, and opens it again. If
   * that fails, it may be tried again.
   */
  @Override
  public void renew() throws SQLException {
    if (!dialect.endsWithLastConnection() || !dialect.outlivesEngine(pool.url())) {
      return;
    }
    source.close();
    letGo();
    Connection first = DriverManager.getConnection(pool.url(), options);
    anchor = Optional.of(first);
    dialect.prepare(first, pool.url());
    source = open(pool, options, dialect);
  }

  private void letGo() {
    try (Connection last = anchor.orElse(null)) {
      anchor = Optional.empty();
    } catch (SQLException e) {
      // The engine says once more why it ended.
      LOG.log(System.Logger.Level.DEBUG, "A database that had ended was not closed in order", e);
    }
  }

  /**
   * Closes all connections.
   *
   * @throws StorageException if the engine fails to close with the last of them
   */
  void close() {
    source.close();
    if (anchor.isPresent()) {
      try {
        anchor.get().close();
      } catch (SQLException e) {
        throw new StorageException(
            Failures.oneLine("Cannot close the database: " + e.getMessage()), e);
      }
    }
  }
}
