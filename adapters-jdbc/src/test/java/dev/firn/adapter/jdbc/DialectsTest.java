// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.error.StorageException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engines say, and what Firn takes it for. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DialectsTest {

  private static Dialect named(String engine) {
    return Dialects.named("jdbc:" + engine + ":firn").orElseThrow();
  }

  // PostgreSQL clusters and Galera give up a statement that met another, and mean it to be
  // repeated; engines let nobody wait for a lock for ever; and MariaDB may find that a row has
  // changed since the transaction began. What became of a statement with 40003 is not known.
  @ParameterizedTest
  @CsvSource({
    "h2,         40001,     0, true",
    "h2,         HYT00, 50200, true",
    "h2,         HYT00,     0, false",
    "postgresql, 40001,     0, true",
    "postgresql, 40P01,     0, true",
    "postgresql, 55P03,     0, true",
    "postgresql, 40003,     0, false",
    "postgresql, 57014,     0, false",
    "mariadb,    40001,  1213, true",
    "mariadb,    HY000,  1205, true",
    "mariadb,    HY000,  1020, true",
    "mariadb,    HY000,  1290, false",
    "mariadb,    08006,     0, false",
  })
  void what_was_rolled_back_may_be_tried_again(
      String engine, String state, int code, boolean expected) {
    SQLException failure = new SQLException("planted", state, code);
    assertEquals(expected, named(engine).wasRolledBack(failure));
  }

  // Of a key, and of foreign keys; not of a value that does not fit or is missing.
  @ParameterizedTest
  @CsvSource({
    "h2,         23505, 23505, true",
    "h2,         23506, 23506, true",
    "h2,         23503, 23503, true",
    "h2,         23502, 23502, false",
    "postgresql, 23505,     0, true",
    "postgresql, 23503,     0, true",
    "postgresql, 23502,     0, false",
    "mariadb,    23000,  1062, true",
    "mariadb,    23000,  1451, true",
    "mariadb,    23000,  1452, true",
    "mariadb,    23000,  1048, false",
  })
  void a_refusal_is_that_of_a_key(String engine, String state, int code, boolean expected) {
    SQLException failure = new SQLException("planted", state, code);
    assertEquals(expected, named(engine).isRefusal(failure));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://one;two/firn?targetServerType=preferSecondary, targetServerType",
    "jdbc:postgresql://one/firn?user=firn&targetServerType=any, targetServerType",
    "jdbc:mariadb://one/firn?useAffectedRows=true, useAffectedRows",
    "jdbc:mariadb://one/firn?user=firn&useaffectedrows=1, useAffectedRows",
  })
  void an_option_that_breaks_a_promise_is_refused_by_name(String url, String option) {
    Dialect dialect = Dialects.named(url).orElseThrow();
    String message =
        assertThrows(IllegalArgumentException.class, () -> dialect.checkUrl(url)).toString();
    assertTrue(message.contains("leave " + option + " out of the URL"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql:firn",
    "jdbc:postgresql://one:5432/firn?targetServerType=primary&ssl=true",
    "jdbc:mariadb:sequential://one;two/firn?useAffectedRows=false",
    "jdbc:h2:./useAffectedRows",
  })
  void any_other_option_is_the_operators_own(String url) {
    Dialects.named(url).orElseThrow().checkUrl(url);
  }

  @Test
  void an_engine_that_firn_does_not_know_is_refused_by_name() {
    Connection sybase = fake(Connection.class, fake(DatabaseMetaData.class, "Adaptive Server"));
    String message = assertThrows(StorageException.class, () -> Dialects.of(sybase)).getMessage();
    assertEquals(
        "Cannot store in a database of Adaptive Server: Firn knows H2, PostgreSQL, MariaDB",
        message);
  }

  /** Returns what answers every call with the same. */
  private static <T> T fake(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            DialectsTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer));
  }
}
