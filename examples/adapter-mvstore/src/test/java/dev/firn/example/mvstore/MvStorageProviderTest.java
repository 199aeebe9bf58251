// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.testkit.StorageProviderContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class MvStorageProviderTest extends StorageProviderContract {
  @TempDir Path folder;

  @Override
  protected String url() {
    return "mvstore:" + folder.resolve("firn.mv");
  }

  @Override
  protected List<String> malformedUrls() {
    return List.of("mvstore:", "mvstore:firn.mv?cacheMb=1", "mvstore:a\0b");
  }
}
