// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Reads the rows of {@link Family#DUE}, the earliest first. */
final class Agenda {
  private Agenda() {}

  /** Returns what was noted for a time before another. */
  static <T> List<T> before(
      Database database, Due what, Instant time, int max, Database.Row<T> row) {
    return scan(database, what, Keys.due(what, time), max, row);
  }

  /** Returns what was noted for a time, or for one before it. */
  static <T> List<T> until(
      Database database, Due what, Instant time, int max, Database.Row<T> row) {
    return scan(database, what, Keys.afterDue(what, time), max, row);
  }

  private static <T> List<T> scan(
      Database database, Due what, byte[] end, int max, Database.Row<T> row) {
    return database.scan(Family.DUE, new byte[] {what.code()}, end, max, row);
  }

  /** Returns the key of a row itself, to be kept. */
  static byte[] key(ByteBuffer key, ByteBuffer value) {
    byte[] copy = new byte[key.limit()];
    key.get(0, copy);
    return copy;
  }
}
