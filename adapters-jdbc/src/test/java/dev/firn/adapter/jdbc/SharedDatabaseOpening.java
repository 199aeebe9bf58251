// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static dev.firn.testkit.SampleJobs.inventory;
import static dev.firn.testkit.SampleSettings.FULL;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.databases.DatabaseServer;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.JobAddition;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.vault.Vault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator meets who opens a storage on a server. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
abstract class SharedDatabaseOpening {
  private static final int NODES = 8;

  private final DatabaseServer server;

  SharedDatabaseOpening(DatabaseServer server) {
    this.server = server;
  }

  final String newDatabase() {
    return server.newDatabase();
  }

  /** Returns what each setting must be on a connection of the pool, by what asks for it. */
  abstract Map<String, String> settings();

  /** Returns what counts those who wait until the tables are there. */
  abstract String countOfWaiting();

  static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String answer(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertTrue(row.next(), query);
      return String.valueOf(row.getString(1));
    }
  }

  // All nodes are started by one command, on a database that is new, or has other people's tables.
  @Test
  void is_opened_by_many_nodes_at_the_same_moment() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(NODES);
    try {
      CyclicBarrier start = new CyclicBarrier(NODES);
      for (int round = 0; round < 4; round++) {
        String url = newDatabase();
        if (round % 2 == 1) {
          execute(url, "CREATE TABLE flyway_schema_history (theirs varchar(10))");
        }
        Callable<JdbcStorage> open =
            () -> {
              start.await();
              return JdbcStorage.open(url);
            };
        for (Future<JdbcStorage> node : threads.invokeAll(Collections.nCopies(NODES, open))) {
          node.get().close();
        }
        try (JdbcStorage storage = JdbcStorage.open(url)) {
          assertTrue(storage.vaults().create(created(PHOTOS)));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  // The same with one node that is slow.
  @Test
  void waits_until_another_node_has_created_the_tables() throws Exception {
    String url = newDatabase();
    CompletableFuture<Void> opened = new CompletableFuture<>();
    Thread opening =
        new Thread(
            () -> {
              JdbcStorage.open(url).close();
              opened.complete(null);
            });
    try (Connection slow = DriverManager.getConnection(url);
        Connection observer = DriverManager.getConnection(url)) {
      Dialects.of(slow)
          .alone(
              slow,
              () -> {
                opening.start();
                while (count(observer) == 0) {
                  assertTrue(opening.isAlive(), "it waits");
                  Thread.onSpinWait();
                }
              });
    }
    opened.get();
  }

  private int count(Connection observer) {
    try {
      return Integer.parseInt(answer(observer, countOfWaiting()));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  // Where tables are spread over several databases there is no asking Flyway.
  @Test
  void tables_of_this_version_are_known_by_their_history_alone() throws Exception {
    String url = newDatabase();
    Pool pool = Pool.connect(PoolOptions.of(url), "Cannot open it", new Failures(url));
    try {
      assertFalse(Schema.isCurrent(pool.source()), "there is nothing yet");
      JdbcStorage.open(url).close();
      assertTrue(Schema.isCurrent(pool.source()), "Schema.CURRENT is that of the last migration");
      execute(url, "DELETE FROM firn_schema_history WHERE version = '" + Schema.CURRENT + "'");
      assertFalse(Schema.isCurrent(pool.source()), "an older one has to be upgraded");
    } finally {
      pool.close();
    }
  }

  // The first node of a new version, over tables that one of the version before has filled.
  @Test
  void brings_filled_tables_of_the_version_before_up_to_date() throws Exception {
    String url = newDatabase();
    MigrationTest.migrate(url, "4");
    execute(
        url,
        "INSERT INTO firn_vault (account, name, created_ms) VALUES ('012345678901', 'photos', 7)");
    Vault vault = Vault.empty(PHOTOS, Instant.ofEpochMilli(7));
    try (JdbcStorage storage = JdbcStorage.open(url)) {
      assertEquals(Optional.of(vault), storage.vaults().find(PHOTOS));
      assertEquals(Optional.of(VaultSettings.none()), storage.settings().find(PHOTOS));
      assertTrue(storage.settings().replace(PHOTOS, VaultSettings.none(), FULL));
      assertEquals(Optional.of(FULL), storage.settings().find(PHOTOS));
      assertEquals(JobAddition.ADDED, storage.jobs().add(inventory(PHOTOS, 1)));
      assertEquals(Optional.of(vault), storage.vaults().find(PHOTOS), "and is as it was");
    }
  }

  // A node that was left behind when the others were upgraded.
  @Test
  void refuses_tables_of_a_newer_firn() throws Exception {
    String url = newDatabase();
    JdbcStorage.open(url).close();
    execute(
        url,
        "INSERT INTO firn_schema_history SELECT 99, '99', 'parts', type, 'V99__parts.sql', 1,"
            + " installed_by, installed_on, 1, success FROM firn_schema_history"
            + " WHERE version = '1'");
    String message = assertThrows(StorageException.class, () -> JdbcStorage.open(url)).toString();
    assertTrue(message.contains("version 99"), message);
    assertTrue(message.contains("newer Firn"), message);
  }

  @Test
  void no_connection_waits_for_ever_or_repeats_what_it_read() throws Exception {
    assertSettings(newDatabase(), settings());
  }

  static void assertSettings(String url, Map<String, String> expected) throws SQLException {
    Pool pool = Pool.connect(PoolOptions.of(url), "Cannot open it", new Failures(url));
    try (Connection connection = pool.source().getConnection()) {
      for (Map.Entry<String, String> setting : expected.entrySet()) {
        assertEquals(setting.getValue(), answer(connection, setting.getKey()), setting.getKey());
      }
    } finally {
      pool.close();
    }
  }

  @Test
  void says_in_one_line_and_without_the_password_that_it_is_not_let_in() {
    String url = newDatabase().replaceFirst("user=.*", "user=nobody&password=geheim");
    StorageException refusal = assertThrows(StorageException.class, () -> JdbcStorage.open(url));
    StringWriter printed = new StringWriter();
    refusal.printStackTrace(new PrintWriter(printed));
    assertFalse(printed.toString().contains("geheim"), printed.toString());
    assertTrue(refusal.toString().contains("nobody"), refusal.toString());
    assertEquals(1, refusal.toString().lines().count(), refusal.toString());
  }
}
