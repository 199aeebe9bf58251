// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.error.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/** RocksDB, opened in a folder, with all native handles, which it closes in order. */
final class Engine implements AutoCloseable {
  private static final String UNFINISHED_TABLES = "unfinished-tables";
  private static final int PROBE_BYTES = 1 << 20;

  private final Path unfinishedTables;
  private final Deque<AbstractNativeReference> handles = new ArrayDeque<>();
  private final FamilyOptions familyOptions;
  private final DBOptions options;
  private final WriteOptions synced = own(handles, new WriteOptions().setSync(true));
  private final WriteOptions unsynced = own(handles, new WriteOptions());
  private final ReadOptions reading = own(handles, new ReadOptions());
  private final FlushOptions flushing = own(handles, new FlushOptions().setWaitForFlush(true));
  private final CompactRangeOptions compacting =
      own(handles, new CompactRangeOptions().setExclusiveManualCompaction(false));
  private final Map<Family, ColumnFamilyHandle> families = new EnumMap<>(Family.class);
  private final RocksDB rocks;

  private Engine(Path folder, Settings settings, boolean again)
      throws IOException, RocksDBException {
    familyOptions = new FamilyOptions(settings, handles);
    options = options(settings, handles);
    try {
      List<ColumnFamilyHandle> opened = new ArrayList<>();
      unfinishedTables = folder.resolve(UNFINISHED_TABLES);
      rocks =
          own(
              handles,
              RocksDB.open(
                  options,
                  folder.toString(),
                  Stream.of(Family.values()).map(familyOptions::descriptor).toList(),
                  opened));
      Iterator<ColumnFamilyHandle> each = opened.iterator();
      for (Family family : Family.values()) {
        families.put(family, own(handles, each.next()));
      }
      if (!again) {
        // Not before nobody else can be writing there.
        makeEmpty(unfinishedTables);
      }
    } catch (IOException | RocksDBException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens it; the folder is created if it is not there.
   *
   * @throws StorageException if the native library cannot be loaded
   */
  static Engine open(Path folder, Settings settings) throws IOException, RocksDBException {
    Files.createDirectories(folder);
    loadLibrary();
    return new Engine(folder, settings, false);
  }

  /** Opens it again in this process, which goes on with the tables that it has begun. */
  static Engine openAgain(Path folder, Settings settings) throws IOException, RocksDBException {
    return new Engine(folder, settings, true);
  }

  /**
   * Checks that the folder takes as many bytes as opening it again writes there, and some more.
   *
   * @throws IOException if it does not
   */
  static void probe(Path folder, long bytes) throws IOException {
    Path file = folder.resolve(UNFINISHED_TABLES).resolve("probe");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer piece = ByteBuffer.allocate(PROBE_BYTES);
      while (channel.position() <= bytes) {
        channel.write(piece.rewind());
      }
      channel.force(true);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Returns how many bytes are in memory that opening again reads from the log, and writes. */
  long bytesInMemory() throws RocksDBException {
    return rocks.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables");
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

  private static DBOptions options(Settings settings, Deque<AbstractNativeReference> handles) {
    return own(handles, new DBOptions())
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        // A write that a power failure tore was never acknowledged: the log ends before it.
        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
        .setMaxTotalWalSize(settings.maxLogBytes())
        .setMaxOpenFiles(settings.maxOpenFiles())
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(4);
  }

  /** Leaves nothing in a folder of what was under way when a process ended. */
  private static void makeEmpty(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** Remembers a handle to close; the last to come is the first to go. */
  private static <T extends AbstractNativeReference> T own(
      Deque<AbstractNativeReference> handles, T handle) {
    handles.push(handle);
    return handle;
  }

  RocksDB rocks() {
    return rocks;
  }

  ColumnFamilyHandle family(Family family) {
    return Objects.requireNonNull(families.get(family));
  }

  List<ColumnFamilyHandle> families() {
    return List.copyOf(families.values());
  }

  TableFile newTable(ContentId id) {
    return new TableFile(unfinishedTables, id, options, familyOptions.laterChunks());
  }

  /** For writes that are on disk when they return. */
  WriteOptions synced() {
    return synced;
  }

  /** For writes that are on disk when a later one is. */
  WriteOptions unsynced() {
    return unsynced;
  }

  ReadOptions reading() {
    return reading;
  }

  FlushOptions flushing() {
    return flushing;
  }

  CompactRangeOptions compacting() {
    return compacting;
  }

  @Override
  public void close() {
    handles.forEach(AbstractNativeReference::close);
  }
}
