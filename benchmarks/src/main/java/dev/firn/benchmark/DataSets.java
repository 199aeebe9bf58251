// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import dev.firn.domain.Firn;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.FirnHttpServer;
import dev.firn.testkit.SampleUploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * The vaults that pages are read from. Those on disk are loaded once, and kept beside the build's
 * other results, so that {@code mvn clean} removes them.
 */
final class DataSets {
  /** The vault that is listed. */
  static final VaultKey VAULT = SampleUploads.PHOTOS;

  /** A vault before it, and one behind it, in the order of keys. */
  static final List<VaultKey> NEIGHBOURS =
      List.of(SampleUploads.vault("films"), SampleUploads.vault("photos-of-2025"));

  /** How many uploads are in progress in each of them. */
  static final int UPLOADS_OF_A_NEIGHBOUR = 1_000;

  /** As many as it takes for their writes to reach the disk together. */
  private static final int THREADS = 32;

  private DataSets() {}

  /** Fills a folder. */
  @FunctionalInterface
  interface Loading {
    void into(Path folder) throws Exception;
  }

  /** Returns the folder of a data set, which is loaded if it is not there. */
  static Path folder(String adapter, int uploads, Loading loading) throws Exception {
    Path folder = root().resolve(adapter + "-" + uploads);
    if (!Files.exists(folder)) {
      Path unfinished = root().resolve(adapter + "-" + uploads + ".unfinished");
      delete(unfinished);
      loading.into(unfinished);
      Files.move(unfinished, folder);
    }
    return folder;
  }

  /** Returns the folder that all others are in. */
  static Path root() throws IOException {
    return Files.createDirectories(
        Path.of(System.getProperty("firn.benchmarks.data", "benchmarks/target/data")));
  }

  /** Deletes a folder and all that is in it, if there is such a folder. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Creates the vault and its neighbours. */
  static void createVaults(Storage storage) {
    Stream.concat(Stream.of(VAULT), NEIGHBOURS.stream())
        .map(SampleUploads::created)
        .forEach(storage.vaults()::create);
  }

  /** Creates the vaults, and their uploads through the port. */
  static void fill(Storage storage, int uploads) {
    createVaults(storage);
    add(storage.uploads(), VAULT, uploads);
    NEIGHBOURS.forEach(vault -> add(storage.uploads(), vault, UPLOADS_OF_A_NEIGHBOUR));
  }

  /** Returns a server over a storage that leaves the uploads, which are old, in progress. */
  static FirnHttpServer.Builder server(Storage storage) {
    return FirnHttpServer.over(Firn.builder().uploadsNeverExpire().over(storage));
  }

  private static void add(UploadRepository repository, VaultKey vault, int uploads) {
    forEach(uploads, number -> repository.add(SampleUploads.upload(vault, number)));
  }

  /** Does something for each number from 0, in their order as far as many threads at once do. */
  static void forEach(int count, IntConsumer step) {
    AtomicInteger next = new AtomicInteger();
    Runnable steps =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            step.accept(i);
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Collections.nCopies(THREADS, steps).stream()
          .map(task -> CompletableFuture.runAsync(task, threads))
          .toList()
          .forEach(CompletableFuture::join);
    } finally {
      threads.shutdown();
    }
  }
}
