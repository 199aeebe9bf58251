// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.adapter.rocksdb.RocksDbStorage;
import dev.firn.domain.page.Page;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.OptionsUtil;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * A page from the RocksDB adapter, and the same rows from RocksDB itself.
 *
 * <p>Both open the same folder, one after the other, with the same options: the raw side reads them
 * from the folder, and has a block cache of the same size. Raw is a plain iterator, a new one for
 * each page, which takes key and value of each row as the byte arrays that RocksDB makes, and makes
 * nothing of them. Its bounds are prepared once. As the adapter has the rows written into arrays
 * that it uses again, the same is measured for the iterator alone: the least that RocksDB asks for
 * a page.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RocksDbPages {

  private static Path folder(int uploads) throws Exception {
    return DataSets.folder(
        "rocksdb",
        uploads,
        folder -> {
          try (Storage storage = RocksDbStorage.open(folder)) {
            DataSets.fill(storage, uploads);
          }
        });
  }

  /** The folder, opened by the adapter. */
  public static class Opened extends OpenedPages {
    @Override
    Storage openStorage() throws Exception {
      return RocksDbStorage.open(folder(uploads));
    }
  }

  /** The folder, opened by RocksDB alone. */
  @SuppressWarnings("NullAway.Init") // JMH sets them up.
  public static class Raw extends PageState {
    private static final long CACHE_BYTES = 64L << 20;

    private RocksDB rocks;
    private ColumnFamilyHandle family;
    private ReadOptions bounded;
    private byte[] from;
    private final byte[] key = new byte[512];
    private final byte[] value = new byte[2048];

    /** Opens it. */
    @Setup
    public void open() throws Exception {
      String folder = folder(uploads).toString();
      RocksDB.loadLibrary();
      DBOptions options = new DBOptions();
      List<ColumnFamilyDescriptor> families = new ArrayList<>();
      OptionsUtil.loadLatestOptions(new ConfigOptions(), folder, options, families);
      BlockBasedTableConfig table =
          new BlockBasedTableConfig().setBlockCache(new LRUCache(CACHE_BYTES));
      families.forEach(each -> each.getOptions().setTableFormatConfig(table));
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      rocks = RocksDB.open(options, folder, families, handles);
      family = handles.get(indexOf("uploads", families));
      String prefix = DataSets.VAULT.account().value() + DataSets.VAULT.name().value();
      from = (prefix + "\0" + start().map(UploadId::text).orElse("")).getBytes(US_ASCII);
      bounded =
          new ReadOptions().setIterateUpperBound(new Slice((prefix + "\1").getBytes(US_ASCII)));
    }

    private static int indexOf(String name, List<ColumnFamilyDescriptor> families) {
      return families.stream()
          .map(family -> new String(family.getName(), US_ASCII))
          .toList()
          .indexOf(name);
    }

    /** Closes it; what it was opened with ends with the process. */
    @TearDown
    public void close() throws RocksDBException {
      family.close();
      rocks.closeE();
    }
  }

  /** Reads the page through Firn. */
  @Benchmark
  public Page<MultipartUpload> firn(Opened opened) {
    return opened.read();
  }

  /** Reads the rows of the page from RocksDB. */
  @Benchmark
  public void raw(Raw raw, Blackhole reader) throws RocksDBException {
    try (RocksIterator iterator = raw.rocks.newIterator(raw.family, raw.bounded)) {
      iterator.seek(raw.from);
      for (int row = 0; row < PageState.ROWS && iterator.isValid(); row++) {
        reader.consume(iterator.key());
        reader.consume(iterator.value());
        iterator.next();
      }
      iterator.status();
    }
  }

  /** Reads the rows of the page from RocksDB into arrays that are used again. */
  @Benchmark
  public void rawReusing(Raw raw, Blackhole reader) throws RocksDBException {
    try (RocksIterator iterator = raw.rocks.newIterator(raw.family, raw.bounded)) {
      iterator.seek(raw.from);
      for (int row = 0; row < PageState.ROWS && iterator.isValid(); row++) {
        reader.consume(iterator.key(raw.key));
        reader.consume(iterator.value(raw.value));
        iterator.next();
      }
      iterator.status();
    }
  }
}
