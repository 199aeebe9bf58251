// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.StorageProvider;
import dev.firn.domain.storage.StorageUrl;

/**
 * Opens {@code jdbc:...}: the URL is passed on to the database's driver, without the options whose
 * names begin with {@code firn.}; those are in {@link JdbcStorage#open}.
 */
public final class JdbcStorageProvider implements StorageProvider {

  /** Creates the provider. */
  public JdbcStorageProvider() {}

  @Override
  public String scheme() {
    return "jdbc";
  }

  @Override
  public Storage open(StorageUrl url) {
    return JdbcStorage.open(url.scheme() + ":" + url.rest());
  }
}
