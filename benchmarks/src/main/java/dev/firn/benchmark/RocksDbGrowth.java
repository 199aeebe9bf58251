// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import dev.firn.adapter.rocksdb.RocksDbStorage;
import dev.firn.domain.Firn;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.storage.Storage;
import dev.firn.testkit.SampleUploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A vault with very many uploads in progress, in RocksDB: what each million of them takes to store,
 * and what the pages at both ends cost beside those of a vault with a thousand, each read in turn.
 * The folder is kept for the next run.
 */
public final class RocksDbGrowth {
  private static final int MILLION = 1_000_000;
  private static final int FEW = 1_000;
  private static final int WARM_UP_ROUNDS = 10_000;
  private static final int ROUNDS = 20_000;

  private RocksDbGrowth() {}

  /**
   * Prints the figures as tables in Markdown.
   *
   * @param arguments how many millions of uploads; 10 if it is not said
   */
  public static void main(String[] arguments) throws Exception {
    int millions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    Path many = DataSets.folder("growth", millions * MILLION, folder -> load(folder, millions));
    Path few =
        DataSets.folder(
            "growth",
            FEW,
            folder -> {
              try (Storage storage = RocksDbStorage.open(folder)) {
                DataSets.fill(storage, FEW);
              }
            });
    System.out.printf(Locale.ROOT, "In memory before: %d MB%n", residentMegabytes());
    long start = System.nanoTime();
    try (Storage manyOpened = RocksDbStorage.open(many)) {
      System.out.printf(Locale.ROOT, "Opened in %.0f ms%n", (System.nanoTime() - start) / 1e6);
      try (Storage fewOpened = RocksDbStorage.open(few)) {
        measure(
            List.of(
                new Read(fewOpened, FEW, "first"),
                new Read(fewOpened, FEW, "last"),
                new Read(manyOpened, millions * MILLION, "first"),
                new Read(manyOpened, millions * MILLION, "middle"),
                new Read(manyOpened, millions * MILLION, "last")));
      }
      System.out.printf(Locale.ROOT, "In memory after: %d MB%n", residentMegabytes());
    }
  }

  private static void load(Path folder, int millions) throws Exception {
    System.out.println("| uploads, millions | seconds for the last million | on disk, MB |");
    System.out.println("| --- | --- | --- |");
    try (Storage storage = RocksDbStorage.open(folder)) {
      DataSets.createVaults(storage);
      for (int million = 0; million < millions; million++) {
        int before = million * MILLION;
        long start = System.nanoTime();
        DataSets.forEach(
            MILLION,
            number -> storage.uploads().add(SampleUploads.upload(DataSets.VAULT, before + number)));
        System.out.printf(
            Locale.ROOT,
            "| %d | %.0f | %d |%n",
            million + 1,
            (System.nanoTime() - start) / 1e9,
            size(folder) / MILLION);
      }
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.toList()) {
        bytes += sizeOfFile(file);
      }
      return bytes;
    }
  }

  private static long sizeOfFile(Path file) throws IOException {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (NoSuchFileException merged) {
      return 0;
    }
  }

  private static long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }

  private static void measure(List<Read> reads) {
    for (int rounds : List.of(WARM_UP_ROUNDS, ROUNDS)) {
      reads.forEach(read -> read.times = new long[rounds]);
      for (int round = 0; round < rounds; round++) {
        for (Read read : reads) {
          read.page(round);
        }
      }
    }
    System.out.println("| uploads | page | p50, us | p99, us | p50 against the first of 1,000 |");
    System.out.println("| --- | --- | --- | --- | --- |");
    for (Read read : reads) {
      System.out.printf(
          Locale.ROOT,
          "| %d | %s | %.0f | %.0f | %.2f |%n",
          read.uploads,
          read.page,
          read.percentile(50),
          read.percentile(99),
          read.percentile(50) / reads.get(0).percentile(50));
    }
  }

  /** A page of a vault. */
  private static final class Read extends PageState {
    private final Firn firn;
    private final PageRequest request;
    private long[] times = {};

    Read(Storage storage, int uploads, String page) {
      this.uploads = uploads;
      this.page = page;
      this.firn = over(storage);
      this.request = request();
    }

    void page(int round) {
      long start = System.nanoTime();
      read(firn, request);
      times[round] = System.nanoTime() - start;
    }

    double percentile(int percent) {
      long[] sorted = times.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length * percent / 100] / 1_000.0;
    }
  }
}
