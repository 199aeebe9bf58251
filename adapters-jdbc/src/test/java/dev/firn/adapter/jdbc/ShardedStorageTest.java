// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.firn.domain.storage.Storage;
import dev.firn.testkit.StorageContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract on tables that are spread over three servers by account and vault. */
@Tag("cluster")
class ShardedStorageTest extends StorageContract {
  private static Shards shards;
  private static HikariDataSource source;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    shards = Shards.start(folder);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(shards.url());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    source = new HikariDataSource(config);
  }

  @AfterAll
  static void close() {
    source.close();
  }

  ShardedStorageTest() {
    shards.empty();
  }

  @Override
  protected Storage open() {
    return JdbcStorage.over(source);
  }

  @Override
  protected Optional<Storage> openAnother() {
    return Optional.of(open());
  }
}
