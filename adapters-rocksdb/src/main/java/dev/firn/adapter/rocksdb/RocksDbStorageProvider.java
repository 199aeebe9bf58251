// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.StorageProvider;
import dev.firn.domain.storage.StorageUrl;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Opens {@code rocksdb:PATH}, a folder, which is created if it is not there. Options may follow, as
 * in {@code rocksdb:PATH?cacheMb=512&maxOpenFiles=100}:
 *
 * <ul>
 *   <li>{@code cacheMb}: the most MiB of what was read that are kept in memory, 64 by default;
 *   <li>{@code maxOpenFiles}: the most files that the engine has open, 1,000 by default;
 *   <li>{@code maxLogMb}: about how many MiB of log there may be before what is in it is written to
 *       tables, 256 by default: with less, opening after a kill reads less.
 * </ul>
 */
public final class RocksDbStorageProvider implements StorageProvider {

  /** Creates the provider. */
  public RocksDbStorageProvider() {}

  @Override
  public String scheme() {
    return "rocksdb";
  }

  @Override
  public Storage open(StorageUrl url) {
    Settings settings = Settings.of(url.options(Settings.OPTIONS));
    if (url.location().isEmpty()) {
      throw new IllegalArgumentException(
          "rocksdb: needs the path of a folder after the colon, as in rocksdb:firn-data");
    }
    try {
      return RocksDbStorage.open(Path.of(url.location()), settings);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "What stands after rocksdb: is not a path: " + e.getReason(), e);
    }
  }
}
