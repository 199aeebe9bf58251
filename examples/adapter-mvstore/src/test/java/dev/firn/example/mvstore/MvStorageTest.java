// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.storage.Storage;
import dev.firn.testkit.StorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MvStorageTest extends StorageContract {
  @TempDir Path folder;

  @Override
  protected Storage open() {
    return MvStorage.open(folder.resolve("firn.mv"));
  }
}
