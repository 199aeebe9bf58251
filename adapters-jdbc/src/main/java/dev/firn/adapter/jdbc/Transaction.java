// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Statements on one connection. Parameters are each a String, a Long, or the bytes of a chunk in a
 * buffer on an array.
 */
final class Transaction {
  private final Connection connection;
  private boolean givenUp;

  Transaction(Connection connection) {
    this.connection = connection;
  }

  /** Reads one row of a result; not to be kept beyond the call. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Returns all rows of a query. */
  <T> List<T> read(String query, RowReader<T> reader, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(query, parameters);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return Collections.unmodifiableList(rows);
    }
  }

  /** Runs a statement that writes, and returns the number of rows. */
  int write(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** Says that nothing of all this is to be done, and returns what that amounts to. */
  <T> T giveUp(T result) {
    givenUp = true;
    return result;
  }

  boolean isGivenUp() {
    return givenUp;
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        bind(statement, i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, int index, Object parameter)
      throws SQLException {
    if (parameter instanceof String text) {
      statement.setString(index, text);
    } else if (parameter instanceof ByteBuffer bytes) {
      statement.setBytes(index, array(bytes));
    } else {
      statement.setLong(index, (Long) parameter);
    }
  }

  private static byte[] array(ByteBuffer bytes) {
    int from = bytes.arrayOffset() + bytes.position();
    boolean whole = from == 0 && bytes.remaining() == bytes.array().length;
    return whole
        ? bytes.array()
        : Arrays.copyOfRange(bytes.array(), from, from + bytes.remaining());
  }
}
