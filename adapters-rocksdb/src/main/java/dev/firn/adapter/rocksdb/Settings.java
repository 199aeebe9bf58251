// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.storage.StorageOption;
import dev.firn.domain.storage.StorageOptions;
import java.util.List;

/**
 * What can be set for the engine; see {@link RocksDbStorageProvider}.
 *
 * @param cacheBytes the most bytes of tables that are kept in memory once they were read
 * @param maxOpenFiles the most files that are open
 * @param maxLogBytes about how many bytes of log there may be
 */
record Settings(long cacheBytes, int maxOpenFiles, long maxLogBytes) {
  private static final StorageOption CACHE_MB = new StorageOption("cacheMb", 1, 1 << 20, 64);
  private static final StorageOption MAX_OPEN_FILES =
      new StorageOption("maxOpenFiles", 100, 1_000_000, 1_000);
  private static final StorageOption MAX_LOG_MB = new StorageOption("maxLogMb", 16, 1 << 20, 256);

  static final List<StorageOption> OPTIONS = List.of(CACHE_MB, MAX_OPEN_FILES, MAX_LOG_MB);

  static final Settings BY_DEFAULT = of(StorageOptions.parse("rocksdb", "", OPTIONS));

  static Settings of(StorageOptions options) {
    return new Settings(
        options.value(CACHE_MB) << 20,
        Math.toIntExact(options.value(MAX_OPEN_FILES)),
        options.value(MAX_LOG_MB) << 20);
  }
}
