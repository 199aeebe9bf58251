// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.testkit.StorageProviderContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class RocksDbStorageProviderTest extends StorageProviderContract {
  @TempDir Path folder;

  @Override
  protected String url() {
    return "rocksdb:" + folder.resolve("not/there yet");
  }

  @Override
  protected List<String> malformedUrls() {
    return List.of("rocksdb:", "rocksdb:data?cache=1", "rocksdb:\0");
  }
}
