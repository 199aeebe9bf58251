// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.function.Consumer;

/**
 * What was deleted from {@link Family#CHUNKS} and still takes space. To give that back the engine
 * writes anew all that is left; so it is done when a good part of the family has gone, and costs a
 * few times what was deleted, however much there is besides. Thread-safe.
 *
 * <p>The number is a row of {@link Family#SELF}, so that a process goes on where one before it was
 * killed.
 */
final class DeletedBytes {
  private static final byte[] KEY = "deleted-bytes-of-chunks".getBytes(US_ASCII);

  /** One in so many bytes of the family may be deleted and still be there. */
  private static final int PART = 4;

  private final Database database;
  private long bytes;

  DeletedBytes(Database database) {
    this.database = database;
    this.bytes =
        database
            .find(
                Family.SELF,
                KEY,
                (key, value) -> VersionedValue.read(key, value, fields -> fields.getLong()))
            .orElse(0L);
  }

  /**
   * Adds bytes.
   *
   * @param deletion deletes them, and in the same step makes the changes that it is given
   */
  synchronized void add(long more, Consumer<Changes.Noting> deletion) {
    long all = bytes + more;
    deletion.accept(changes -> changes.put(Family.SELF, KEY, encoded(all)));
    bytes = all;
  }

  /** Gives the space back, if a good part of the family has gone. */
  synchronized void giveBack() {
    if (bytes > 0 && bytes >= database.size(Family.CHUNKS, Keys.FIRST, Keys.BEYOND) / PART) {
      database.compact(Family.CHUNKS);
      database.put(Family.SELF, KEY, encoded(0));
      bytes = 0;
      // Until all families are on disk, the log still holds what has gone.
      database.flush();
    }
  }

  private static byte[] encoded(long bytes) {
    return VersionedValue.allocate(Long.BYTES).putLong(bytes).array();
  }
}
