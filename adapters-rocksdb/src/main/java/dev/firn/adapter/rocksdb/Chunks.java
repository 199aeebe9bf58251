// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.TreeHashing;
import dev.firn.domain.page.Scan;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/**
 * The bytes of contents. A small content goes through the log, so that it reaches the disk together
 * with the row that names it. A large one is written to a table of its own, past the log: it is
 * written once, and given back by dropping a file. One whose size was not told begins as a small
 * one, and goes on as a large one. Calls on one content must follow each other.
 */
final class Chunks {
  private static final int MOST_LOGGED = 8;
  private static final long MOST_LOGGED_BYTES = (long) MOST_LOGGED * TreeHashing.LEAF_BYTES;

  private final Database database;
  private final Map<ContentId, TableFile> tables = new ConcurrentHashMap<>();
  private final DeletedBytes deleted;

  Chunks(Database database) {
    this.database = database;
    this.deleted = new DeletedBytes(database);
  }

  void begin(ContentId id, OptionalLong size) {
    if (size.orElse(0) > MOST_LOGGED_BYTES) {
      tables.put(id, database.newTable(id));
    }
  }

  void write(ContentId id, int number, ByteBuffer bytes) {
    byte[] key = Keys.chunk(id, number);
    Optional<TableFile> table = table(id, number);
    if (table.isPresent()) {
      database.putInto(table.get(), key, bytes);
    } else {
      database.putUnsynced(Family.CHUNKS, key, bytes);
    }
  }

  private Optional<TableFile> table(ContentId id, int number) {
    return number < MOST_LOGGED
        ? Optional.ofNullable(tables.get(id))
        : Optional.of(tables.computeIfAbsent(id, database::newTable));
  }

  boolean read(ContentId id, int number, ByteBuffer room) {
    return families(number).anyMatch(family -> database.read(family, Keys.chunk(id, number), room));
  }

  /** Returns where a chunk may be. */
  private static Stream<Family> families(int number) {
    return number < MOST_LOGGED
        ? Stream.of(Family.CHUNKS, Family.LATER_CHUNKS)
        : Stream.of(Family.LATER_CHUNKS);
  }

  /** Brings the chunks of a content to disk. */
  void bringToDisk(ContentId id) {
    // With the chunks in the log, what says that the content is incoming gets there: if all ended
    // behind the next line, the table would be found.
    database.syncLog();
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
    long bytes = 0;
    for (ContentId id : ids) {
      byte[] from = Keys.chunk(id, 0);
      byte[] end = Keys.endOfChunks(id);
      database.dropTables(Family.LATER_CHUNKS, from, end);
      bytes += database.size(Family.CHUNKS, from, end);
    }
    long more = bytes;
    deleted.add(
        more,
        total ->
            database.change(
                "remove chunks",
                changes -> {
                  remove(changes, ids, besides);
                  total.in(changes);
                }));
  }

  /** Gives back the space of what was removed, if it is time to. */
  void giveBack() {
    deleted.giveBack();
  }

  private void remove(Changes changes, List<ContentId> ids, Changes.Noting besides)
      throws RocksDBException {
    for (ContentId id : ids) {
      byte[] from = Keys.chunk(id, 0);
      byte[] end = Keys.endOfChunks(id);
      changes.deleteRange(Family.CHUNKS, from, end);
      // The engine may keep a table that it has put to others.
      if (database.hasRows(Family.LATER_CHUNKS, from, end)) {
        changes.deleteRange(Family.LATER_CHUNKS, from, end);
      }
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
