// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.storage.Storage;
import dev.firn.testkit.StorageContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class JdbcStorageTest extends StorageContract {
  @TempDir Path folder;

  @Override
  protected Storage open() throws IOException {
    Path database = folder.resolve("firn");
    H2Tables.make(database);
    return JdbcStorage.open("jdbc:h2:" + database);
  }

  @Override
  protected Optional<Storage> openAnother() throws IOException {
    return Optional.of(open());
  }
}
