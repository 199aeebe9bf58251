// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.EnvOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;
import org.rocksdb.WriteOptions;

/**
 * The ways in which RocksDB can make a part durable, chunk by chunk, before the row that names it.
 *
 * <p>It opens RocksDB itself, as the adapter takes only one of the ways. Each shot begins with an
 * empty database, and gives {@link #mebibytesOfEach} to each of the writers.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets them up.
public class RocksDbPartDurability {
  private static final int CHUNK_BYTES = 1 << 20;

  /** How the chunks get to the disk. */
  public enum Way {
    /** Through the log, which the row's write syncs, and once more into a blob file. */
    WAL,
    /** Past the log into blob files, by a flush for each part. */
    FLUSH,
    /** As before, but who asks while a flush runs shares the next. */
    SHARED_FLUSH,
    /** Past the table in memory, too: a table file for each part, which RocksDB takes over. */
    TABLE_FILE
  }

  /** The way. */
  @Param public Way way;

  /** The size of a part. */
  @Param({"1", "16", "256"})
  public int mebibytes;

  /** How many parts are written at once. */
  @Param({"1", "8"})
  public int writers;

  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final AtomicLong parts = new AtomicLong();
  private final Object flushing = new Object();
  private long flushesBegun;
  private long flushesEnded;
  private Path folder;
  private DBOptions options;
  private ColumnFamilyOptions chunkOptions;
  private WriteOptions beforeRow;
  private WriteOptions synced;
  private FlushOptions waiting;
  private RocksDB rocks;
  private ColumnFamilyHandle rows;
  private ColumnFamilyHandle chunks;

  /** How much each writer writes in a shot. */
  static int mebibytesOfEach(int mebibytes) {
    return Math.max(mebibytes, 64);
  }

  /** Opens a new database; what it is opened with ends with the process. */
  @Setup(Level.Iteration)
  public void open() throws Exception {
    RocksDB.loadLibrary();
    new Random(1).nextBytes(chunk);
    folder = Files.createTempDirectory(DataSets.root(), "parts");
    options = new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
    chunkOptions =
        new ColumnFamilyOptions()
            .setCompressionType(CompressionType.NO_COMPRESSION)
            .setEnableBlobFiles(way != Way.TABLE_FILE)
            .setMinBlobSize(4 << 10)
            .setWriteBufferSize(64 << 20);
    beforeRow = new WriteOptions().setDisableWAL(way != Way.WAL);
    synced = new WriteOptions().setSync(true);
    waiting = new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true);
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    rocks =
        RocksDB.open(
            options,
            folder.toString(),
            List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY),
                new ColumnFamilyDescriptor("chunks".getBytes(US_ASCII), chunkOptions)),
            handles);
    rows = handles.get(0);
    chunks = handles.get(1);
  }

  /** Closes and removes it. */
  @TearDown(Level.Iteration)
  public void remove() throws Exception {
    rows.close();
    chunks.close();
    rocks.closeE();
    DataSets.delete(folder);
  }

  /** Writes the parts of all writers. */
  @Benchmark
  public void write() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      Callable<Boolean> writer = this::writeParts;
      for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(writers, writer))) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private boolean writeParts() throws RocksDBException, InterruptedException {
    for (int left = mebibytesOfEach(mebibytes); left > 0; left -= mebibytes) {
      writePart("%024d".formatted(parts.getAndIncrement()).getBytes(US_ASCII));
    }
    return true;
  }

  private void writePart(byte[] content) throws RocksDBException, InterruptedException {
    if (way == Way.TABLE_FILE) {
      ingest(content);
    } else {
      for (int number = 0; number < mebibytes; number++) {
        rocks.put(chunks, beforeRow, key(content, number), chunk);
      }
      if (way == Way.FLUSH) {
        rocks.flush(waiting, chunks);
      } else if (way == Way.SHARED_FLUSH) {
        shareFlush();
      }
    }
    rocks.put(rows, synced, content, new byte[100]);
  }

  private void ingest(byte[] content) throws RocksDBException {
    String file = folder.resolve(new String(content, US_ASCII) + ".tmp").toString();
    try (EnvOptions env = new EnvOptions();
        Options tables = new Options(options, chunkOptions);
        SstFileWriter writer = new SstFileWriter(env, tables);
        IngestExternalFileOptions move = new IngestExternalFileOptions().setMoveFiles(true)) {
      writer.open(file);
      for (int number = 0; number < mebibytes; number++) {
        writer.put(key(content, number), chunk);
      }
      writer.finish();
      rocks.ingestExternalFile(chunks, List.of(file), move);
    }
  }

  /** Returns when a flush has ended that began after this was called. */
  private void shareFlush() throws RocksDBException, InterruptedException {
    synchronized (flushing) {
      long wanted = flushesBegun + 1;
      while (flushesEnded < flushesBegun) {
        flushing.wait();
        if (flushesEnded >= wanted) {
          return;
        }
      }
      flushesBegun++;
    }
    try {
      rocks.flush(waiting, chunks);
    } finally {
      synchronized (flushing) {
        flushesEnded = flushesBegun;
        flushing.notifyAll();
      }
    }
  }

  private static byte[] key(byte[] content, int number) {
    return ByteBuffer.allocate(content.length + Integer.BYTES).put(content).putInt(number).array();
  }
}
