// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.firn.databases.DatabaseServer;
import dev.firn.domain.error.StorageException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("mariadb")
class MariaDbOpeningTest extends SharedDatabaseOpening {
  MariaDbOpeningTest() {
    super(DatabaseServer.mariaDb());
  }

  @Override
  Map<String, String> settings() {
    return Map.of(
        "SELECT @@transaction_isolation", "READ-COMMITTED",
        "SELECT @@innodb_lock_wait_timeout", "10",
        "SELECT @@idle_transaction_timeout", "60",
        "SELECT @@sql_mode LIKE '%STRICT_ALL_TABLES%'", "1");
  }

  @Override
  String countOfWaiting() {
    return "SELECT count(*) FROM information_schema.processlist WHERE state = 'User lock'";
  }

  @Test
  void an_option_in_the_url_has_the_last_word() throws SQLException {
    String prepared =
        "SELECT variable_value > 0 FROM information_schema.session_status"
            + " WHERE variable_name = 'Com_stmt_prepare'";
    String url = newDatabase();
    assertEquals("1", answerToPrepared(url, prepared));
    assertEquals("0", answerToPrepared(url + "&useServerPrepStmts=false", prepared));
  }

  private static String answerToPrepared(String url, String query) throws SQLException {
    Pool pool = Pool.connect(PoolOptions.of(url), "Cannot open it", new Failures(url));
    try (Connection connection = pool.source().getConnection()) {
      return new Transaction(connection).read(query, row -> row.getString(1)).get(0);
    } finally {
      pool.close();
    }
  }

  /** Runs something while a setting of the server is another. */
  private void whileSet(String setting, String value, ThrowingRunnable test) throws Exception {
    String url = newDatabase();
    try (Connection connection = DriverManager.getConnection(url)) {
      String former = answer(connection, "SELECT @@global." + setting);
      execute(url, "SET GLOBAL " + setting + " = " + value);
      try {
        test.run();
      } finally {
        boolean number = former.chars().allMatch(Character::isDigit);
        execute(url, "SET GLOBAL " + setting + " = " + (number ? former : "'" + former + "'"));
      }
    }
  }

  private interface ThrowingRunnable {
    void run() throws Exception;
  }

  // By default it is 16 MiB, but some set it lower; the first part would be told so otherwise.
  @Test
  void a_server_that_takes_no_chunk_is_refused_when_it_is_opened() throws Exception {
    String url = newDatabase();
    whileSet(
        "max_allowed_packet",
        "1048576",
        () -> {
          String message =
              assertThrows(StorageException.class, () -> JdbcStorage.open(url)).toString();
          assertTrue(message.contains("max_allowed_packet is 1048576"), message);
          assertTrue(message.contains("4194304 or more"), message);
        });
    JdbcStorage.open(url).close();
  }

  // What is not InnoDB knows neither transactions nor foreign keys.
  @Test
  void tables_are_of_innodb_whatever_the_servers_default() throws Exception {
    String url = newDatabase();
    whileSet("default_storage_engine", "'Aria'", () -> JdbcStorage.open(url).close());
    try (Connection connection = DriverManager.getConnection(url)) {
      assertEquals(
          "InnoDB",
          answer(
              connection,
              "SELECT GROUP_CONCAT(DISTINCT engine) FROM information_schema.tables"
                  + " WHERE table_schema = DATABASE()"));
    }
  }

  // An embedder's own pool, as MariaDB's driver makes it unless told otherwise.
  @Test
  void connections_that_repeat_what_they_read_are_refused() {
    refuse(new HikariConfig(), "READ COMMITTED");
  }

  @Test
  void connections_that_count_changed_rows_are_refused() {
    HikariConfig config = new HikariConfig();
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.addDataSourceProperty("useAffectedRows", "true");
    refuse(config, "useAffectedRows");
  }

  private void refuse(HikariConfig config, String said) {
    config.setJdbcUrl(newDatabase());
    config.setMaximumPoolSize(1);
    try (HikariDataSource source = new HikariDataSource(config)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> JdbcStorage.over(source)).toString();
      assertTrue(message.contains(said), message);
    }
  }
}
