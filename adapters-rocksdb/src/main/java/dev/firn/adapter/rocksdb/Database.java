// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.error.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.Range;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;

/**
 * The opened engine: owns every native handle and closes them in order, lets no call touch one that
 * is closed, and lets no exception of the engine out. Writes are synced when they return. An engine
 * that refuses all writes after a fault of the disk is opened again when the disk is well; until
 * then it can be read.
 */
final class Database implements AutoCloseable {
  private static final byte[] FORMAT_KEY = "format".getBytes(US_ASCII);
  private static final byte[] FORMAT = {3};

  /** What has large contents in two families; this version reads that as it is. */
  private static final byte[] BEFORE_WHOLE_TABLES = {2};

  private static final byte[] BEFORE_PARTS = {1};

  private final Path folder;
  private final Settings settings;
  private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();
  private Engine engine;
  private RocksDB rocks;
  private boolean closed;

  /** The engine refuses all writes, and will not recover by itself. */
  private volatile boolean ill;

  /** The engine is closed, and could not be opened again. */
  private volatile boolean down;

  private Database(Path folder, Settings settings, Engine engine) {
    this.folder = folder;
    this.settings = settings;
    this.engine = engine;
    this.rocks = engine.rocks();
  }

  /** Opens the engine in a folder; see {@link RocksDbStorage#open}. */
  static Database open(Path folder, Settings settings) {
    try {
      return over(folder, settings, Engine.open(folder, settings));
    } catch (IOException | RocksDBException | StorageException e) {
      throw new StorageException("Cannot open rocksdb:" + folder + ": " + reason(e), e);
    }
  }

  private static Database over(Path folder, Settings settings, Engine engine)
      throws RocksDBException {
    Database database = new Database(folder, settings, engine);
    try {
      database.checkFormat();
      return database;
    } catch (RocksDBException | StorageException e) {
      engine.close();
      throw e;
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

  /** Checks that this version can read what is there, and brings what is older up to it. */
  private void checkFormat() throws RocksDBException {
    byte[] format = rocks.get(FORMAT_KEY);
    if (format == null || Arrays.equals(format, BEFORE_PARTS)) {
      Upgrade.fromBeforeParts(this);
      rocks.put(engine.synced(), FORMAT_KEY, FORMAT);
    } else if (Arrays.equals(format, BEFORE_WHOLE_TABLES)) {
      rocks.put(engine.synced(), FORMAT_KEY, FORMAT);
    } else if (!Arrays.equals(format, FORMAT)) {
      throw new StorageException(
          "its format is %s, this version of Firn knows %s"
              .formatted(Arrays.toString(format), Arrays.toString(FORMAT)));
    }
  }

  /** Reads the row with a key, if there is one. */
  <T> Optional<T> find(Family family, byte[] key, Row<T> row) {
    return whileOpen(
            () -> attempt("read", family, key),
            () -> Optional.ofNullable(rocks.get(engine.family(family), key)))
        .map(value -> row.decode(ByteBuffer.wrap(key), ByteBuffer.wrap(value)));
  }

  /**
   * Reads the value of a row into a buffer, which has room for it, and tells whether there is such
   * a row. A buffer outside Java's heap is written to without a copy between.
   */
  boolean read(Family family, byte[] key, ByteBuffer room) {
    if (!room.isDirect()) {
      Optional<ByteBuffer> value = find(family, key, (found, bytes) -> bytes);
      value.ifPresent(room::put);
      return value.isPresent();
    }
    ByteBuffer directKey = ByteBuffer.allocateDirect(key.length).put(key).flip();
    ByteBuffer target = room.slice();
    int size =
        whileOpen(
            () -> attempt("read", family, key),
            () -> rocks.get(engine.family(family), engine.reading(), directKey, target));
    if (size == RocksDB.NOT_FOUND) {
      return false;
    }
    room.position(room.position() + size);
    return true;
  }

  /** Tells whether there is a row with a key. */
  boolean contains(Family family, byte[] key) {
    return find(family, key, (found, value) -> true).isPresent();
  }

  /** Stores a value under a key; it is on disk when this returns. */
  void put(Family family, byte[] key, byte[] value) {
    writing(
        () -> attempt("write", family, key),
        () -> {
          rocks.put(engine.family(family), engine.synced(), key, value);
          return true;
        });
  }

  /** Deletes the row with a key, if there is one; it is gone from disk when this returns. */
  void delete(Family family, byte[] key) {
    change(attempt("delete", family, key), changes -> changes.delete(family, key));
  }

  /**
   * Makes changes in one step; they are on disk when this returns.
   *
   * @param attempt what they are for, as it follows upon "Cannot"
   */
  void change(String attempt, Changes.Noting noting) {
    writing(
        () -> attempt,
        () -> {
          try (WriteBatch batch = new WriteBatch()) {
            noting.in(new Changes(batch, engine));
            rocks.write(engine.synced(), batch);
          }
          return true;
        });
  }

  /** Stores a value under a key; it is on disk when a later change is. */
  void putUnsynced(Family family, byte[] key, ByteBuffer value) {
    writing(
        () -> attempt("write", family, key),
        () -> {
          rocks.put(
              engine.family(family),
              engine.unsynced(),
              key,
              0,
              key.length,
              value.array(),
              value.arrayOffset() + value.position(),
              value.remaining());
          return true;
        });
  }

  /** Brings the log to disk, and with it all that was stored until now. */
  void syncLog() {
    writing(
        () -> "sync the log",
        () -> {
          rocks.syncWal();
          return true;
        });
  }

  /** Begins a table file; see {@link #takeOver}. */
  TableFile newTable(ContentId id) {
    return whileOpen(() -> "begin a table for " + id, () -> engine.newTable(id));
  }

  void putInto(TableFile table, byte[] key, ByteBuffer value) {
    whileOpen(
        () -> "write " + Keys.text(ByteBuffer.wrap(key)) + " into a table",
        () -> {
          table.put(key, value);
          return true;
        });
  }

  /** Makes a table file, if it has rows, part of a family; they are on disk when this returns. */
  void takeOver(Family family, TableFile table) {
    writing(
        () -> "take over a table into " + family,
        () -> {
          Optional<String> finished = table.finish();
          if (finished.isPresent()) {
            try (IngestExternalFileOptions moving =
                new IngestExternalFileOptions().setMoveFiles(true)) {
              rocks.ingestExternalFile(engine.family(family), List.of(finished.get()), moving);
            }
          }
          return true;
        });
  }

  /** Drops the tables all of whose keys are from one key, inclusive, to another, exclusive. */
  void dropTables(Family family, byte[] from, byte[] end) {
    writing(
        () -> attempt("drop tables from", family, from),
        () -> {
          rocks.deleteFilesInRanges(engine.family(family), List.of(from, end), false);
          return true;
        });
  }

  /** Gives back the space of rows of a family that were deleted, by writing all others anew. */
  void compact(Family family) {
    writing(
        () -> "compact " + family,
        () -> {
          rocks.compactRange(engine.family(family), Keys.FIRST, Keys.BEYOND, engine.compacting());
          return true;
        });
  }

  /** Returns about how many bytes the rows between two keys take, deleted ones too. */
  long size(Family family, byte[] from, byte[] end) {
    return whileOpen(
        () -> attempt("measure from", family, from),
        () -> {
          try (Slice first = new Slice(from);
              Slice bound = new Slice(end)) {
            return rocks
                .getApproximateSizes(
                    engine.family(family),
                    List.of(new Range(first, bound)),
                    SizeApproximationFlag.INCLUDE_FILES,
                    SizeApproximationFlag.INCLUDE_MEMTABLES)[0];
          }
        });
  }

  /** Brings all tables in memory to disk, so that the log of what is in them can go. */
  void flush() {
    writing(
        () -> "flush",
        () -> {
          rocks.flush(engine.flushing(), engine.families());
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
        () -> attempt("scan from", family, from),
        () -> {
          List<T> rows = new ArrayList<>(Math.min(max, 64));
          ReusedArray keys = new ReusedArray();
          ReusedArray values = new ReusedArray();
          try (Slice bound = new Slice(end);
              ReadOptions options = new ReadOptions().setIterateUpperBound(bound);
              RocksIterator iterator = rocks.newIterator(engine.family(family), options)) {
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

  /**
   * Closes the engine once all calls under way have ended.
   *
   * @param before is done in between
   */
  void close(Runnable before) {
    closing.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        before.run();
        engine.close();
      }
    } finally {
      closing.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    close(() -> {});
  }

  @FunctionalInterface
  private interface EngineCall<T> {
    T run() throws RocksDBException;
  }

  private static String attempt(String verb, Family family, byte[] key) {
    return verb + " " + Keys.text(ByteBuffer.wrap(key)) + " in " + family;
  }

  /** Calls what writes to the engine. */
  private <T> T writing(Supplier<String> attempt, EngineCall<T> call) {
    if (ill) {
      reopen(attempt);
    }
    return whileOpen(
        attempt,
        () -> {
          try {
            return call.run();
          } catch (RocksDBException e) {
            ill = ill || staysIll(e);
            throw e;
          }
        });
  }

  /**
   * Tells whether the engine refuses writes after a failure until it is opened again. It waits by
   * itself for space on the disk, but for nothing else that was wrong with a file.
   */
  private static boolean staysIll(RocksDBException failure) {
    Status status = failure.getStatus();
    return status != null
        && status.getCode() == Status.Code.IOError
        && status.getSubCode() != Status.SubCode.NoSpace;
  }

  private void reopen(Supplier<String> attempt) {
    closing.writeLock().lock();
    try {
      if (ill && !closed) {
        if (!down) {
          Engine.probe(folder, engine.bytesInMemory());
          engine.close();
          down = true;
        }
        engine = Engine.openAgain(folder, settings);
        rocks = engine.rocks();
        down = false;
        ill = false;
      }
    } catch (IOException | RocksDBException e) {
      throw new StorageException("Cannot " + attempt.get() + ": " + reason(e), e);
    } finally {
      closing.writeLock().unlock();
    }
  }

  private <T> T whileOpen(Supplier<String> attempt, EngineCall<T> call) {
    if (down) {
      reopen(attempt);
    }
    closing.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The RocksDB storage is closed");
      }
      if (down) {
        throw new StorageException("Cannot " + attempt.get() + ": the engine could not be opened");
      }
      return call.run();
    } catch (RocksDBException e) {
      throw new StorageException("Cannot " + attempt.get() + ": " + e.getMessage(), e);
    } finally {
      closing.readLock().unlock();
    }
  }
}
