// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.firn.domain.vault.VaultDeletion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where H2 needs something of its own. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class H2DialectTest {
  private static final String MEMORY = "jdbc:h2:mem:dialect";

  @TempDir Path folder;

  // H2's foreign key alone lets both through.
  @Test
  void on_h2_an_add_waits_for_a_deletion_of_its_vault() throws Exception {
    try (JdbcStorage storage = JdbcStorage.open(MEMORY);
        Connection other = DriverManager.getConnection(MEMORY)) {
      storage.vaults().create(created(PHOTOS));
      other.setAutoCommit(false);
      other.createStatement().execute("DELETE FROM firn_vault");
      assertFalse(
          whenBlocked(other, () -> storage.uploads().add(upload(PHOTOS, 1))),
          "the vault was deleted first");
    }
  }

  @Test
  void on_h2_a_deletion_waits_for_an_add_to_its_vault() throws Exception {
    try (JdbcStorage storage = JdbcStorage.open(MEMORY);
        Connection other = DriverManager.getConnection(MEMORY)) {
      storage.vaults().create(created(PHOTOS));
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute(
              "INSERT INTO firn_multipart_upload SELECT account, name, '%s', '', 1048576, 0, 0, 0 FROM firn_vault"
                      .formatted(id(PHOTOS, 1))
                  + new H2Dialect().parentLock());
      assertEquals(
          VaultDeletion.NOT_EMPTY,
          whenBlocked(other, () -> storage.vaults().deleteIfEmpty(PHOTOS)),
          "the upload was added first");
    }
  }

  /** Returns what a call returns that has to wait for a transaction, which is then committed. */
  private static <T> T whenBlocked(Connection transaction, Callable<T> call)
      throws SQLException, InterruptedException, ExecutionException {
    CompletableFuture<T> result = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                result.complete(call.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            })
        .start();
    try (Connection observer = DriverManager.getConnection(MEMORY)) {
      while (!isAnyBlocked(observer)) {
        assertFalse(result.isDone(), "the call must wait");
        Thread.onSpinWait();
      }
    }
    transaction.commit();
    return result.get();
  }

  private static boolean isAnyBlocked(Connection observer) throws SQLException {
    try (ResultSet blocked =
        observer
            .createStatement()
            .executeQuery(
                "SELECT 1 FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL")) {
      return blocked.next();
    }
  }

  // kill -9 must lose nothing that was acknowledged.
  @Test
  void on_h2_writes_are_not_delayed() throws Exception {
    String url = "jdbc:h2:" + folder.resolve("firn");
    try (JdbcStorage storage = JdbcStorage.open(url);
        Connection connection = DriverManager.getConnection(url)) {
      assertTrue(storage.vaults().create(created(PHOTOS)));
      assertEquals("0", writeDelay(connection));
    }
  }

  @Test
  void on_h2_a_delay_in_the_url_is_obeyed() throws Exception {
    String url = "jdbc:h2:" + folder.resolve("firn") + ";write_delay=200";
    try (Connection connection = DriverManager.getConnection(url)) {
      new H2Dialect().prepare(connection, url);
      assertEquals("200", writeDelay(connection));
    }
  }

  private static String writeDelay(Connection connection) throws SQLException {
    try (ResultSet setting =
        connection
            .createStatement()
            .executeQuery(
                "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'")) {
      assertTrue(setting.next());
      return setting.getString(1);
    }
  }

  // Connections grow old and are replaced; the data must not go with them.
  @Test
  void on_h2_in_memory_the_data_outlives_every_pooled_connection() throws Exception {
    Pool pool = Pool.connect(PoolOptions.of(MEMORY), "Cannot open it", new Failures(MEMORY));
    try (Connection connection = pool.source().getConnection()) {
      connection.createStatement().execute("CREATE TABLE kept (id int)");
    }
    assertTrue(pool.source() instanceof HikariDataSource);
    ((HikariDataSource) pool.source()).close();
    try (Connection connection = DriverManager.getConnection(MEMORY)) {
      connection.createStatement().execute("SELECT id FROM kept");
    }
    pool.close();
    try (Connection connection = DriverManager.getConnection(MEMORY)) {
      assertThrows(
          SQLException.class,
          () -> connection.createStatement().execute("SELECT id FROM kept"),
          "closed, it is gone");
    }
  }

  @Test
  void the_version_that_it_comes_with_keeps_what_it_has_committed() {
    assertFalse(H2Dialect.losesCommits(org.h2.engine.Constants.FULL_VERSION));
    assertTrue(H2Dialect.losesCommits("2.5.252 (2026-07-12)"));
  }
}
