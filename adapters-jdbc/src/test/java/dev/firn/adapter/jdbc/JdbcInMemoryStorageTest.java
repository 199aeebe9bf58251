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
  protected Storage open() {
    return JdbcStorage.open(URL);
  }

  @Override
  protected Optional<Storage> openAnother() {
    return Optional.of(open());
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
