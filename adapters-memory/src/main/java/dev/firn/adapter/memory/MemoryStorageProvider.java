// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.StorageProvider;
import dev.firn.domain.storage.StorageUrl;
import java.util.List;

/** Opens {@code memory:}, a new and empty storage each time. */
public final class MemoryStorageProvider implements StorageProvider {

  /** Creates the provider. */
  public MemoryStorageProvider() {}

  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public Storage open(StorageUrl url) {
    var unused = url.options(List.of());
    if (!url.rest().isEmpty()) {
      throw new IllegalArgumentException(
          "memory: takes nothing after the colon, but here stands " + url);
    }
    return new MemoryStorage();
  }
}
