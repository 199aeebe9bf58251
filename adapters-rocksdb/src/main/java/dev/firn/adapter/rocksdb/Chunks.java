// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.page.Scan;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/**
 * The bytes of contents. The first few chunks of each go through the log, so that a small part
 * reaches the disk together with the row that names it. Those that come later are written to a
 * table of the content's own, past the log: they are written once, and given back by dropping a
 * file. Calls on one content must follow each other.
 */
final class Chunks {
  private static final int LOGGED = 8;

  private final Database database;
  private final Map<ContentId, TableFile> tables = new ConcurrentHashMap<>();

  Chunks(Database database) {
    this.database = database;
  }

  void write(ContentId id, int number, ByteBuffer bytes) {
    byte[] key = Keys.chunk(id, number);
    if (number < LOGGED) {
      database.putUnsynced(Family.CHUNKS, key, bytes);
    } else {
      TableFile table = tables.computeIfAbsent(id, database::newTable);
      database.putInto(table, key, bytes);
    }
  }

  Optional<ByteBuffer> read(ContentId id, int number) {
    return database.find(
        family(number), Keys.chunk(id, number), (key, value) -> value.asReadOnlyBuffer());
  }

  private static Family family(int number) {
    return number < LOGGED ? Family.CHUNKS : Family.LATER_CHUNKS;
  }

  /** Brings to disk what does not get there by the next synced write. */
  void bringToDisk(ContentId id) {
    TableFile table = tables.remove(id);
    if (table != null) {
      try (table) {
        database.takeOver(Family.LATER_CHUNKS, table);
      }
    }
  }

  /** Gives up what was not brought to disk yet. */
  void drop(ContentId id) {
    TableFile table = tables.remove(id);
    if (table != null) {
      table.close();
    }
  }

  /** Removes all chunks of contents, with changes that are made in the same step. */
  void remove(List<ContentId> ids, Changes.Noting besides) {
    for (ContentId id : ids) {
      database.dropTables(Family.LATER_CHUNKS, Keys.chunk(id, 0), Keys.endOfChunks(id));
    }
    database.change("remove chunks", changes -> remove(changes, ids, besides));
    for (ContentId id : ids) {
      database.compact(Family.CHUNKS, Keys.chunk(id, 0), Keys.endOfChunks(id));
    }
    // Until all families are on disk, the log still holds what has gone.
    database.flush();
  }

  private static void remove(Changes changes, List<ContentId> ids, Changes.Noting besides)
      throws RocksDBException {
    for (ContentId id : ids) {
      changes.deleteRange(Family.CHUNKS, Keys.chunk(id, 0), Keys.endOfChunks(id));
    }
    besides.in(changes);
  }

  /** Returns the ids of contents of which a chunk is stored: one seek in each family for each. */
  List<ContentId> stored(Scan<ContentId> scan) {
    return Stream.iterate(
            first(scan.startAt().map(id -> Keys.chunk(id, 0)).orElse(Keys.FIRST)),
            Optional::isPresent,
            id -> first(Keys.endOfChunks(id.get())))
        .limit(scan.max())
        .map(Optional::get)
        .toList();
  }

  /** Returns the id of the first content that has a chunk at or behind a key. */
  private Optional<ContentId> first(byte[] from) {
    return Stream.of(Family.CHUNKS, Family.LATER_CHUNKS)
        .map(
            family ->
                database.scan(family, from, Keys.BEYOND, 1, (key, value) -> Keys.contentId(key)))
        .flatMap(List::stream)
        .min(Comparator.naturalOrder());
  }

  /** Gives up all that was not brought to disk yet, when no more calls come. */
  void close() {
    tables.keySet().forEach(this::drop);
  }
}
