// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.StorageProvider;
import dev.firn.domain.storage.StorageUrl;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Opens {@code mvstore:PATH}, a file, which is created if it is not there. */
public final class MvStorageProvider implements StorageProvider {

  /** Creates the provider. */
  public MvStorageProvider() {}

  @Override
  public String scheme() {
    return "mvstore";
  }

  @Override
  public Storage open(StorageUrl url) {
    // It has no options, and so refuses them all.
    url.options(List.of());
    if (url.location().isEmpty()) {
      throw new IllegalArgumentException(
          "mvstore: needs the path of a file after the colon, as in mvstore:firn.mv");
    }
    try {
      return MvStorage.open(Path.of(url.location()));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "What stands after mvstore: is not a path: " + e.getReason(), e);
    }
  }
}
