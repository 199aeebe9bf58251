// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that makes new, empty databases. Its settings are durable: what is committed is on the
 * disk. Thread-safe but for {@link #kill} and {@link #restart}.
 */
public abstract class DatabaseServer implements AutoCloseable {
  private final AtomicInteger databases = new AtomicInteger();

  DatabaseServer() {}

  /** Returns the PostgreSQL of this process, which is started when it is first asked for. */
  public static DatabaseServer postgreSql() {
    return SharedPostgreSql.SERVER;
  }

  /** Returns the MariaDB of this process, which is started when it is first asked for. */
  public static DatabaseServer mariaDb() {
    return SharedMariaDb.SERVER;
  }

  /** Tells whether there is a MariaDB to be started: its binaries are in one profile only. */
  public static boolean hasMariaDb() {
    return MariaDbBinaries.areThere();
  }

  /**
   * Starts a PostgreSQL of one's own, with its data in an empty folder, which is deleted when this
   * process has ended, if not before.
   */
  public static DatabaseServer startPostgreSql(Path folder) throws IOException {
    Watchdog.over(folder);
    return new PostgreSqlServer(folder);
  }

  /** Starts another PostgreSQL, which is stopped with this process. */
  public static DatabaseServer anotherPostgreSql() {
    return shared(DatabaseServer::startPostgreSql);
  }

  /** Starts a MariaDB of one's own, in the same way. */
  public static DatabaseServer startMariaDb(Path folder) throws IOException {
    Watchdog.over(folder);
    return new MariaDbServer(folder);
  }

  private static final class SharedPostgreSql {
    static final DatabaseServer SERVER = shared(DatabaseServer::startPostgreSql);
  }

  private static final class SharedMariaDb {
    static final DatabaseServer SERVER = shared(DatabaseServer::startMariaDb);
  }

  private interface Start {
    DatabaseServer in(Path folder) throws IOException;
  }

  private static DatabaseServer shared(Start start) {
    try {
      return start.in(Folders.inMemory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the URL of a database. */
  abstract String url(String database);

  /** Returns the name of a database that is always there. */
  abstract String anyDatabase();

  /** Returns what a name is followed by in {@code CREATE DATABASE}. */
  abstract String creating();

  /** Returns what deletes all rows of some tables, whatever refers to them. */
  abstract List<String> emptying(List<String> tables);

  /**
   * Creates a database, which compares text by the rules of a language unless it is told otherwise,
   * and returns its URL.
   */
  public final String newDatabase() {
    String name = "firn" + databases.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url(anyDatabase()));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " " + creating());
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create a database", e);
    }
    return url(name);
  }

  /** Deletes all rows of a database but those of one table: quicker than to create another. */
  public final void empty(String url, String exceptTable) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : emptying(tables(connection, exceptTable))) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot empty the database", e);
    }
  }

  private static List<String> tables(Connection connection, String exceptTable)
      throws SQLException {
    List<String> tables = new ArrayList<>();
    String[] kinds = {"TABLE", "BASE TABLE"};
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), "%", kinds)) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
    }
    tables.remove(exceptTable);
    return tables;
  }

  /** Sends SIGKILL to all processes of the server, and waits for their end. */
  public abstract void kill();

  /** Starts the server again at the same port, with the data that it had when it was killed. */
  public abstract void restart() throws IOException;

  @Override
  public void close() {
    kill();
  }
}
