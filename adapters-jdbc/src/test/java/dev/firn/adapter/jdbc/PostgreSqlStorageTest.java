// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.databases.DatabaseServer;

class PostgreSqlStorageTest extends SharedDatabaseContract {
  PostgreSqlStorageTest() {
    super(DatabaseServer.postgreSql());
  }
}
