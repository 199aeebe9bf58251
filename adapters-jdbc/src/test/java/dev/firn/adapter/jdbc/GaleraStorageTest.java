// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.databases.GaleraCluster;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.storage.Storage;
import dev.firn.testkit.StorageContract;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract on Galera: what another node has open is open at another node of Galera, too. */
@Tag("cluster")
class GaleraStorageTest extends StorageContract {
  private static final String WAITING = "&sessionVariables=wsrep_sync_wait=7";

  /** In an order in which nothing refers to what is deleted. */
  private static final List<String> TABLES =
      List.of(
          "firn_chunk",
          "firn_content",
          "firn_part",
          "firn_completion",
          "firn_archive",
          "firn_multipart_upload",
          "firn_vault",
          "firn_notice",
          "firn_account_settings");

  private static GaleraCluster galera;

  @BeforeAll
  static void start() throws IOException {
    galera = GaleraCluster.start();
    JdbcStorage.open(galera.url(1) + WAITING).close();
  }

  @AfterAll
  static void close() throws IOException {
    galera.close();
  }

  GaleraStorageTest() throws SQLException {
    try (Connection connection = DriverManager.getConnection(galera.url(1));
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute("DELETE FROM " + table);
      }
    }
  }

  @Override
  protected Storage open() {
    return JdbcStorage.open(galera.url(1) + WAITING);
  }

  @Override
  protected Optional<Storage> openAnother() {
    return Optional.of(JdbcStorage.open(galera.url(2) + WAITING));
  }

  // A read on another node may be behind, and so may what an update or an insert looks for.
  @Test
  void refuses_a_node_that_may_be_behind_others() {
    for (String behind : List.of("", "&sessionVariables=wsrep_sync_wait=1")) {
      String message =
          assertThrows(StorageException.class, () -> JdbcStorage.open(galera.url(1) + behind))
              .toString();
      assertTrue(message.contains("sessionVariables=wsrep_sync_wait=7"), message);
    }
  }
}
