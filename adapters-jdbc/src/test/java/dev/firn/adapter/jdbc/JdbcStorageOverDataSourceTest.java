// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an embedder meets who brings a data source, and what only a broken database shows. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JdbcStorageOverDataSourceTest {
  private final HikariDataSource pool = pool(3, true);
  private final FlakySource flaky = new FlakySource(pool);
  private final JdbcStorage storage = JdbcStorage.over(flaky.source());

  private static HikariDataSource pool(int connections, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:embedded");
    config.setMaximumPoolSize(connections);
    config.setAutoCommit(autoCommit);
    config.setConnectionTimeout(250);
    return new HikariDataSource(config);
  }

  @BeforeEach
  void create_the_vault() {
    storage.vaults().create(created(PHOTOS));
  }

  @AfterEach
  void close() {
    storage.close();
    pool.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.createStatement().execute(sql);
    }
  }

  @Test
  void closing_the_storage_leaves_the_source_open() throws Exception {
    storage.close();
    execute("SELECT * FROM firn_vault");
    assertFalse(pool.isClosed());
  }

  // What is never committed would be lost without a word.
  @Test
  void refuses_connections_that_do_not_commit_by_themselves() {
    try (HikariDataSource manual = pool(1, false)) {
      assertThrows(IllegalArgumentException.class, () -> JdbcStorage.over(manual));
    }
  }

  @Test
  void refuses_connections_of_another_isolation() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:embedded");
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    try (HikariDataSource repeatable = new HikariDataSource(config)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> JdbcStorage.over(repeatable))
              .toString();
      assertTrue(message.contains("READ COMMITTED"), message);
    }
  }

  // Whoever has met another is to begin anew; and H2 lets nobody wait for a lock for ever.
  @ParameterizedTest
  @CsvSource({"40001, 0", "HYT00, 50200"})
  void tries_again_what_the_engine_rolled_back(String state, int code) {
    flaky.failNext(4, state, code);
    assertTrue(storage.uploads().add(upload(PHOTOS, 1)));
    assertEquals(5, flaky.executions());
    assertEquals(
        Optional.of(upload(PHOTOS, 1)), storage.uploads().find(PHOTOS, id(PHOTOS, 1)), "once");
  }

  // Those who met would meet again if they came back at once, or all after the same time.
  @Test
  void pauses_before_it_tries_again_longer_each_time_but_not_for_long() {
    long most = 0;
    for (int tries = 1; tries < 5; tries++) {
      long shortest = Database.pauseNanos(tries, 0);
      long longest = Database.pauseNanos(tries, 1);
      assertTrue(most <= shortest && shortest < longest, "after " + tries);
      most = longest;
    }
    assertEquals(5_000_000, Database.pauseNanos(1, 0));
    assertEquals(80_000_000, most);
  }

  @ParameterizedTest
  @CsvSource({"40001, 5", "40003, 1", "08006, 5", "HYT00, 1", "HY000, 1"})
  void says_what_was_attempted_when_it_gives_up(String state, int tries) {
    flaky.failNext(100, state);
    StorageException failure =
        assertThrows(StorageException.class, () -> storage.uploads().scan(PHOTOS, Scan.first(1)));
    assertEquals("Cannot list the uploads of " + PHOTOS + ": planted", failure.getMessage());
    assertInstanceOf(SQLException.class, failure.getCause());
    assertEquals(tries, flaky.executions());
  }

  // It may have been done, and the answer been lost: whether to do it again is for the caller.
  @Test
  void tries_no_change_again_whose_connection_was_lost() {
    flaky.failNext(100, "08006");
    assertThrows(StorageException.class, () -> storage.uploads().add(upload(PHOTOS, 1)));
    assertEquals(1, flaky.executions());
    flaky.failNext(100, "08006");
    assertThrows(StorageException.class, () -> storage.uploads().remove(PHOTOS, id(PHOTOS, 1)));
    assertEquals(1, flaky.executions());
  }

  // Whoever got the connection next would commit what had been begun on it.
  @Test
  void a_connection_that_fails_to_roll_back_is_cut() {
    flaky.failRollbacks();
    assertFalse(storage.uploads().remove(PHOTOS, id(PHOTOS, 1)), "there was nothing to remove");
    assertEquals(1, flaky.cut());
    flaky.failNext(1, "HY000");
    StorageException failure =
        assertThrows(StorageException.class, () -> storage.uploads().remove(PHOTOS, id(PHOTOS, 1)));
    assertTrue(failure.toString().endsWith(": planted"), "the first failure is told");
    assertEquals(2, flaky.cut());
  }

  @Test
  void fails_when_no_connection_comes_free() throws Exception {
    try (Connection first = pool.getConnection();
        Connection second = pool.getConnection();
        Connection third = pool.getConnection()) {
      assertEquals(3, Set.of(first, second, third).size());
      assertThrows(StorageException.class, () -> storage.vaults().find(PHOTOS));
    }
    assertTrue(storage.vaults().find(PHOTOS).isPresent(), "and not for ever");
  }

  // A row that somebody edited by hand: leaving it out would hide an upload that costs money.
  @ParameterizedTest
  @CsvSource({
    "part_size = 12345, 12345",
    "description = 'caf\u00e9', 0xE9",
    "upload_id = 'F.edited', F.edited",
  })
  void names_a_corrupt_row_rather_than_leave_it_out(String edit, String said) throws Exception {
    storage.uploads().add(upload(PHOTOS, 1));
    storage.uploads().add(upload(PHOTOS, 2));
    execute(
        "UPDATE firn_multipart_upload SET "
            + edit
            + " WHERE upload_id = '"
            + id(PHOTOS, 1).text()
            + "'");
    StorageException failure =
        assertThrows(StorageException.class, () -> storage.uploads().scan(PHOTOS, Scan.first(10)));
    assertTrue(failure.toString().contains(PHOTOS.toString()), failure.getMessage());
    assertTrue(failure.toString().contains(said), failure.getMessage());
  }

  @Test
  void names_a_corrupt_vault_rather_than_leave_it_out() throws Exception {
    execute(
        "INSERT INTO firn_vault (account, name, created_ms) VALUES ('"
            + PHOTOS.account()
            + "', 'a b', 0)");
    StorageException failure =
        assertThrows(
            StorageException.class, () -> storage.vaults().scan(PHOTOS.account(), Scan.first(10)));
    assertTrue(failure.toString().contains(PHOTOS.account() + "/a b"), failure.getMessage());
  }
}
