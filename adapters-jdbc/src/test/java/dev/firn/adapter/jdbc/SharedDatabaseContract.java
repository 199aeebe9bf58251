// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.databases.DatabaseServer;
import dev.firn.domain.storage.Storage;
import dev.firn.testkit.StorageContract;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The contract on a server, where many nodes may have one database open. */
abstract class SharedDatabaseContract extends StorageContract {
  /** One database for all tests on a server, as making the tables takes longer than most tests. */
  private static final Map<DatabaseServer, String> DATABASES = new ConcurrentHashMap<>();

  private final String url;

  SharedDatabaseContract(DatabaseServer server) {
    url = DATABASES.computeIfAbsent(server, SharedDatabaseContract::newDatabase);
    server.empty(url, Schema.HISTORY);
  }

  private static String newDatabase(DatabaseServer server) {
    String url = server.newDatabase();
    JdbcStorage.open(url).close();
    return url;
  }

  @Override
  protected Storage open() {
    return JdbcStorage.open(url);
  }

  @Override
  protected Optional<Storage> openAnother() {
    return Optional.of(open());
  }
}
