// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.error.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The engines that Firn knows. */
final class Dialects {
  private static final List<Dialect> KNOWN =
      List.of(new H2Dialect(), new PostgreSqlDialect(), new MariaDbDialect());

  private Dialects() {}

  /**
   * Returns the dialect of the database that a connection leads to.
   *
   * @throws StorageException if Firn does not know the engine
   */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return KNOWN.stream()
        .filter(dialect -> dialect.product().equals(product))
        .findFirst()
        .orElseThrow(() -> new StorageException(unknown(product)));
  }

  private static String unknown(String product) {
    return KNOWN.stream()
        .map(Dialect::product)
        .collect(
            Collectors.joining(
                ", ", "Cannot store in a database of " + product + ": Firn knows ", ""));
  }

  /**
   * Returns the dialect that a URL speaks of by its name. Empty if it is none that Firn knows;
   * behind such a URL there may be a known engine nevertheless.
   */
  static Optional<Dialect> named(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return KNOWN.stream()
        .filter(dialect -> lower.startsWith("jdbc:" + dialect.subprotocol() + ":"))
        .findFirst();
  }
}
