// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.StorageProvider;
import dev.firn.domain.storage.StorageUrl;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Opens {@code rocksdb:PATH}, a folder, which is created if it is not there. */
public final class RocksDbStorageProvider implements StorageProvider {

  /** Creates the provider. */
  public RocksDbStorageProvider() {}

  @Override
  public String scheme() {
    return "rocksdb";
  }

  @Override
  public Storage open(StorageUrl url) {
    if (url.rest().isEmpty()) {
      throw new IllegalArgumentException(
          "rocksdb: needs the path of a folder after the colon, as in rocksdb:firn-data");
    }
    if (url.rest().contains("?")) {
      throw new IllegalArgumentException(
          "rocksdb:PATH takes no options, but there is a '?' in " + url);
    }
    try {
      return RocksDbStorage.open(Path.of(url.rest()));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "What stands after rocksdb: is not a path: " + e.getReason(), e);
    }
  }
}
