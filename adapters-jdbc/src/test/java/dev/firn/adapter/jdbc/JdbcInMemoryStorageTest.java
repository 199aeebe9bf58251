// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.storage.Storage;
import dev.firn.testkit.StorageContract;
import java.util.Optional;

class JdbcInMemoryStorageTest extends StorageContract {

  @Override
  protected Storage open() {
    return JdbcStorage.open("jdbc:h2:mem:contract");
  }

  @Override
  protected Optional<Storage> openAnother() {
    return Optional.of(open());
  }

  @Override
  protected boolean survivesReopening() {
    return false;
  }
}
