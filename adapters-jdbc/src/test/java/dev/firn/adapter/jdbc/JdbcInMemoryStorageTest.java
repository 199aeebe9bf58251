// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.storage.Storage;
import dev.firn.testkit.StorageContract;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

class JdbcInMemoryStorageTest extends StorageContract {
  private static final String URL = "jdbc:h2:mem:contract";

  @Override
  protected Storage open() throws SQLException {
    // The database is there as long as a connection to it.
    try (Connection first = DriverManager.getConnection(URL)) {
      H2Tables.make(first);
      return JdbcStorage.open(URL);
    }
  }

  @Override
  protected Optional<Storage> openAnother() {
    return Optional.of(JdbcStorage.open(URL));
  }

  @Override
  protected boolean survivesReopening() {
    return false;
  }

  @Override
  protected boolean breakEngine() throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP ALL OBJECTS");
    }
    return true;
  }
}
