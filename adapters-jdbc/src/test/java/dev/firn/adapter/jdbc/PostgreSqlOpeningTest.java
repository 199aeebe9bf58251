// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.databases.DatabaseServer;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgreSqlOpeningTest extends SharedDatabaseOpening {
  PostgreSqlOpeningTest() {
    super(DatabaseServer.postgreSql());
  }

  @Override
  Map<String, String> settings() {
    return Map.of(
        "SHOW transaction_isolation", "read committed",
        "SHOW lock_timeout", "10s",
        "SHOW idle_in_transaction_session_timeout", "1min",
        "SHOW application_name", "firn");
  }

  @Override
  String countOfWaiting() {
    return "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
  }

  @Test
  void an_option_in_the_url_has_the_last_word() throws SQLException {
    assertSettings(
        newDatabase() + "&ApplicationName=theirs", Map.of("SHOW application_name", "theirs"));
  }
}
