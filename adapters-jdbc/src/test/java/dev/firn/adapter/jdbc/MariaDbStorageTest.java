// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.databases.DatabaseServer;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class MariaDbStorageTest extends SharedDatabaseContract {
  MariaDbStorageTest() {
    super(DatabaseServer.mariaDb());
  }
}
