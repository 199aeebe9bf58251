// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.storage.StorageUrl;
import dev.firn.domain.storage.Storages;
import dev.firn.testkit.StorageProviderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDbStorageProviderTest extends StorageProviderContract {
  @TempDir Path folder;

  @Override
  protected String url() {
    return "rocksdb:" + folder.resolve("not/there yet");
  }

  @Override
  protected List<String> malformedUrls() {
    return List.of("rocksdb:", "rocksdb:data?cache=1", "rocksdb:?cacheMb=1", "rocksdb:\0");
  }

  @Test
  void the_options_reach_the_engine() throws IOException {
    String options = "?cacheMb=1&maxOpenFiles=123&maxLogMb=32";
    Storages.open("rocksdb:" + folder + options).close();
    try (Stream<Path> files = Files.list(folder)) {
      Path written =
          files
              .filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      String text = Files.readString(written);
      assertTrue(text.contains("max_open_files=123"), text);
      assertTrue(text.contains("max_total_wal_size=33554432"), text);
    }
    assertEquals(
        1 << 20,
        Settings.of(StorageUrl.parse("a:" + options).options(Settings.OPTIONS)).cacheBytes());
  }
}
