// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.error.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/**
 * The opened engine: owns every native handle and closes them in order, lets no call touch one that
 * is closed, and lets no exception of the engine out. Writes are synced when they return.
 */
final class Database implements AutoCloseable {
  private static final byte[] FORMAT_KEY = "format".getBytes(US_ASCII);
  private static final byte FORMAT = 1;
  private static final long CACHE_BYTES = 64L << 20;

  private final Deque<AbstractNativeReference> handles;
  private final RocksDB rocks;
  private final Map<Family, ColumnFamilyHandle> families = new EnumMap<>(Family.class);
  private final WriteOptions synced;
  private final ReadWriteLock closing = new ReentrantReadWriteLock();
  private boolean closed;

  private Database(
      Deque<AbstractNativeReference> handles,
      RocksDB rocks,
      Iterator<ColumnFamilyHandle> families) {
    this.handles = handles;
    this.rocks = rocks;
    for (Family family : Family.values()) {
      this.families.put(family, families.next());
    }
    synced = own(handles, new WriteOptions().setSync(true));
  }

  /** Opens the engine in a folder; see {@link RocksDbStorage#open}. */
  static Database open(Path folder) {
    Deque<AbstractNativeReference> handles = new ArrayDeque<>();
    try {
      Files.createDirectories(folder);
      loadLibrary();
      List<ColumnFamilyHandle> families = new ArrayList<>();
      RocksDB rocks =
          own(
              handles,
              RocksDB.open(options(handles), folder.toString(), families(handles), families));
      families.forEach(family -> own(handles, family));
      checkFormat(rocks);
      return new Database(handles, rocks, families.iterator());
    } catch (IOException | RocksDBException | StorageException e) {
      handles.forEach(AbstractNativeReference::close);
      throw new StorageException("Cannot open rocksdb:" + folder + ": " + reason(e), e);
    }
  }

  private static void loadLibrary() {
    try {
      RocksDB.loadLibrary();
    } catch (RuntimeException | LinkageError e) {
      throw new StorageException(
          "RocksDB's native library cannot be loaded from the folder for temporary files, "
              + System.getProperty("java.io.tmpdir")
              + ", which must be writable and not mounted noexec (-Djava.io.tmpdir names another): "
              + e.getMessage(),
          e);
    }
  }

  private static DBOptions options(Deque<AbstractNativeReference> handles) {
    return own(handles, new DBOptions())
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        // A write that a power failure tore was never acknowledged: the log ends before it.
        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(4);
  }

  private static List<ColumnFamilyDescriptor> families(Deque<AbstractNativeReference> handles) {
    BlockBasedTableConfig table =
        new BlockBasedTableConfig().setBlockCache(own(handles, new LRUCache(CACHE_BYTES)));
    ColumnFamilyOptions options =
        own(handles, new ColumnFamilyOptions())
            .setTableFormatConfig(table)
            // A deleted row leaves a tombstone, and a page that begins where many uploads were
            // ended would step over each. So runs of tombstones are merged when they are met, and
            // the table in memory, where that does not help, is kept small.
            .setMinTombstonesForRangeConversion(16)
            .setWriteBufferSize(256L << 10)
            .setMaxWriteBufferNumber(6);
    return Stream.of(Family.values())
        .map(family -> new ColumnFamilyDescriptor(family.nameOnDisk(), options))
        .toList();
  }

  private static void checkFormat(RocksDB rocks) throws RocksDBException {
    byte[] format = rocks.get(FORMAT_KEY);
    if (format == null) {
      try (WriteOptions synced = new WriteOptions().setSync(true)) {
        rocks.put(synced, FORMAT_KEY, new byte[] {FORMAT});
      }
    } else if (format.length != 1 || format[0] != FORMAT) {
      throw new StorageException(
          "its format is %s, this version of Firn knows [%d]"
              .formatted(Arrays.toString(format), FORMAT));
    }
  }

  private static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("lock hold")
        || (message.contains("lock file") && message.contains("temporarily unavailable"))) {
      return "another Firn has it open";
    }
    return e instanceof IOException ? e.getClass().getSimpleName() + " " + message : message;
  }

  /** Remembers a handle to close; the last to come is the first to go. */
  private static <T extends AbstractNativeReference> T own(
      Deque<AbstractNativeReference> handles, T handle) {
    handles.push(handle);
    return handle;
  }

  /** Reads the row with a key, if there is one. */
  <T> Optional<T> find(Family family, byte[] key, Row<T> row) {
    return whileOpen(
            "read", family, key, () -> Optional.ofNullable(rocks.get(families.get(family), key)))
        .map(value -> row.decode(ByteBuffer.wrap(key), ByteBuffer.wrap(value)));
  }

  /** Tells whether there is a row with a key. */
  boolean contains(Family family, byte[] key) {
    return find(family, key, (found, value) -> true).isPresent();
  }

  /** Stores a value under a key; it is on disk when this returns. */
  void put(Family family, byte[] key, byte[] value) {
    whileOpen(
        "write",
        family,
        key,
        () -> {
          rocks.put(families.get(family), synced, key, value);
          return true;
        });
  }

  /** Deletes what is stored under a key; the deletion is on disk when this returns. */
  void delete(Family family, byte[] key) {
    whileOpen(
        "delete",
        family,
        key,
        () -> {
          rocks.delete(families.get(family), synced, key);
          return true;
        });
  }

  /**
   * Makes something of a key and the value that is stored under it. The buffers are on arrays, from
   * their first byte on; those of a scan hold the next row afterwards, and are not to be kept.
   */
  @FunctionalInterface
  interface Row<T> {
    T decode(ByteBuffer key, ByteBuffer value);
  }

  /**
   * Reads rows in the order of their keys: one seek, then one step a row.
   *
   * @param from the least key, inclusive
   * @param end the greatest key, exclusive
   * @param max the most rows
   */
  <T> List<T> scan(Family family, byte[] from, byte[] end, int max, Row<T> row) {
    return whileOpen(
        "scan from",
        family,
        from,
        () -> {
          List<T> rows = new ArrayList<>(Math.min(max, 64));
          ReusedArray keys = new ReusedArray();
          ReusedArray values = new ReusedArray();
          try (Slice bound = new Slice(end);
              ReadOptions options = new ReadOptions().setIterateUpperBound(bound);
              RocksIterator iterator = rocks.newIterator(families.get(family), options)) {
            for (iterator.seek(from); rows.size() < max && iterator.isValid(); iterator.next()) {
              ByteBuffer key = keys.filled(array -> iterator.key(array));
              ByteBuffer value = values.filled(array -> iterator.value(array));
              rows.add(row.decode(key, value));
            }
            // An iterator that met a fault looks like one that met the end.
            iterator.status();
          }
          return Collections.unmodifiableList(rows);
        });
  }

  /** Tells whether there is any row between two keys, the first inclusive, the second exclusive. */
  boolean hasRows(Family family, byte[] from, byte[] end) {
    return !scan(family, from, end, 1, (key, value) -> true).isEmpty();
  }

  /** Closes the engine once all calls under way have ended. */
  @Override
  public void close() {
    closing.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        handles.forEach(AbstractNativeReference::close);
      }
    } finally {
      closing.writeLock().unlock();
    }
  }

  @FunctionalInterface
  private interface EngineCall<T> {
    T run() throws RocksDBException;
  }

  private <T> T whileOpen(String verb, Family family, byte[] key, EngineCall<T> call) {
    closing.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The RocksDB storage is closed");
      }
      return call.run();
    } catch (RocksDBException e) {
      throw new StorageException(
          "Cannot "
              + verb
              + " "
              + Keys.text(ByteBuffer.wrap(key))
              + " in "
              + family
              + ": "
              + e.getMessage(),
          e);
    } finally {
      closing.readLock().unlock();
    }
  }
}
