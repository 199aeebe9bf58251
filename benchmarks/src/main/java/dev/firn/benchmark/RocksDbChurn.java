// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import dev.firn.adapter.rocksdb.RocksDbStorage;
import dev.firn.domain.Firn;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first page where many uploads were ended. RocksDB does not take a row away: it writes that
 * the row is gone, and whoever reads there has to step over both until they are merged.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RocksDbChurn {

  /** A vault in which 1,000 uploads are in progress. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH sets them up.
  public static class Vault {
    private static final int IN_PROGRESS = 1_000;
    private static final PartSize PART_SIZE = PartSize.ofMebibytes(4);

    /** How many older uploads were initiated and then aborted, oldest first. */
    @Param({"0", "99000"})
    public int aborted;

    private final Queue<UploadId> oldestFirst = new ArrayDeque<>();
    private Path folder;
    private Storage storage;
    private Firn firn;

    /** Brings it about, in a new folder. */
    @Setup
    public void churn() throws IOException {
      folder = Files.createTempDirectory(DataSets.root(), "churn");
      storage = RocksDbStorage.open(folder);
      DataSets.createVaults(storage);
      firn = Firn.over(storage);
      AtomicReferenceArray<UploadId> ids = new AtomicReferenceArray<>(aborted + IN_PROGRESS);
      DataSets.forEach(ids.length(), number -> ids.set(number, initiate()));
      DataSets.forEach(aborted, number -> abort(ids.get(number)));
      for (int number = aborted; number < ids.length(); number++) {
        oldestFirst.add(ids.get(number));
      }
    }

    private UploadId initiate() {
      return firn.multipartUploads().initiateMultipartUpload(DataSets.VAULT, PART_SIZE).id();
    }

    private void abort(UploadId id) {
      firn.multipartUploads().abortMultipartUpload(DataSets.VAULT, id);
    }

    /** Initiates an upload and aborts the oldest one; for one thread. */
    private void turnOver() {
      oldestFirst.add(initiate());
      abort(oldestFirst.remove());
    }

    private Page<MultipartUpload> firstPage() {
      return PageState.read(firn, PageRequest.first());
    }

    /** Removes it. */
    @TearDown
    public void remove() throws IOException {
      storage.close();
      DataSets.delete(folder);
    }
  }

  /** Reads the first page while nothing else happens. */
  @Benchmark
  public Page<MultipartUpload> alone(Vault vault) {
    return vault.firstPage();
  }

  /** Reads the first page while another thread does {@link #turnOver}. */
  @Benchmark
  @Group("busy")
  public Page<MultipartUpload> page(Vault vault) {
    return vault.firstPage();
  }

  /** Initiates an upload and aborts the oldest one. */
  @Benchmark
  @Group("busy")
  public void turnOver(Vault vault) {
    vault.turnOver();
  }
}
