// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.storage.Storage;
import dev.firn.testkit.StorageContract;

class MemoryStorageTest extends StorageContract {

  @Override
  protected Storage open() {
    return new MemoryStorage();
  }

  @Override
  protected boolean survivesReopening() {
    return false;
  }
}
