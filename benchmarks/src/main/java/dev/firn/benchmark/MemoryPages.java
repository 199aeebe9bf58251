// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import dev.firn.adapter.memory.MemoryStorage;
import dev.firn.domain.page.Page;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A page from the memory adapter, which has no engine beneath. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MemoryPages {

  /** A filled storage. */
  public static class Opened extends OpenedPages {
    @Override
    Storage openStorage() {
      MemoryStorage storage = new MemoryStorage();
      DataSets.fill(storage, uploads);
      return storage;
    }
  }

  /** Reads the page through Firn. */
  @Benchmark
  public Page<MultipartUpload> firn(Opened opened) {
    return opened.read();
  }
}
