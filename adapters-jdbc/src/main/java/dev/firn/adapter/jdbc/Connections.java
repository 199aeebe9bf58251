// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where connections come from, and what to do when the engine behind them has ended. */
interface Connections {

  /** Borrows a connection; closing it gives it back. */
  Connection borrow() throws SQLException;

  /**
   * Sees to it that the engine is started again, as far as that is not up to somebody else. To be
   * called when all connections have been given back.
   */
  void renew() throws SQLException;

  /** Returns those of a source that is somebody else's, and so is its engine. */
  static Connections of(DataSource source) {
    return new Connections() {
      @Override
      public Connection borrow() throws SQLException {
        return source.getConnection();
      }

      @Override
      public void renew() {}
    };
  }
}
