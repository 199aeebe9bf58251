// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.http.FirnHttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * How many pages of 50 uploads a second Firn sends over connections that are kept, beside what
 * Jetty beneath it sends if it has nothing to do but to send as many bytes that never change. Each
 * is measured for a second in turn, so that whatever else the machine does slows down all alike.
 */
public final class HttpRates {
  private static final int CLIENTS = 16;
  private static final int UPLOADS = 1_000;
  private static final int WARM_UP_ROUNDS = 8;
  private static final int ROUNDS = 9;
  private static final String PATH = "/-/vaults/" + DataSets.VAULT.name() + "/multipart-uploads";

  private HttpRates() {}

  /** Prints the rates, and the medians of how they compare in a round, as a table in Markdown. */
  public static void main(String[] arguments) throws Exception {
    Path folder = DataSets.root().resolve("http-rates");
    DataSets.delete(folder);
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try (Storage memory = filled("memory:");
        Storage rocksDb = filled("rocksdb:" + folder);
        FirnHttpServer firnInMemory = DataSets.server(memory).port(0).start();
        FirnHttpServer firnOnRocksDb = DataSets.server(rocksDb).port(0).start()) {
      Server jetty = jetty(firstPage(firnInMemory.uri()));
      List<Rate> rates =
          List.of(
              new Rate("Jetty, the same bytes", jetty.getURI(), threads),
              new Rate("Firn, memory", firnInMemory.uri(), threads),
              new Rate("Firn, RocksDB", firnOnRocksDb.uri(), threads));
      for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
        for (Rate rate : rates) {
          rate.measure(round >= WARM_UP_ROUNDS);
        }
      }
      print(rates);
      jetty.stop();
    } finally {
      threads.shutdownNow();
      DataSets.delete(folder);
    }
  }

  private static Storage filled(String url) {
    Storage storage = Storages.open(url);
    DataSets.fill(storage, UPLOADS);
    return storage;
  }

  private static byte[] request(URI server) {
    return ("GET "
            + PATH
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nx-amz-glacier-version: 2012-06-01\r\n\r\n")
        .getBytes(US_ASCII);
  }

  private static byte[] firstPage(URI firn) throws IOException {
    try (PageReader reader = new PageReader(firn, request(firn))) {
      return reader.read();
    }
  }

  /** Jetty as it comes, with a body that is there already. */
  private static Server jetty(byte[] body) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
          }
        });
    server.start();
    return server;
  }

  private static void print(List<Rate> rates) {
    System.out.println("| server | pages a second | of what Jetty sends |");
    System.out.println("| --- | --- | --- |");
    for (Rate rate : rates) {
      double ratio =
          median(
              IntStream.range(0, ROUNDS)
                  .mapToDouble(round -> rate.rates.get(round) / rates.get(0).rates.get(round))
                  .toArray());
      double median = median(rate.rates.stream().mapToDouble(each -> each).toArray());
      System.out.printf(Locale.ROOT, "| %s | %.0f | %.2f |%n", rate.name, median, ratio);
    }
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** A server with its clients. */
  private static final class Rate {
    private final String name;
    private final ExecutorService threads;
    private final List<PageReader> readers = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();

    Rate(String name, URI server, ExecutorService threads) throws IOException {
      this.name = name;
      this.threads = threads;
      for (int i = 0; i < CLIENTS; i++) {
        readers.add(new PageReader(server, request(server)));
      }
    }

    void measure(boolean isKept) throws Exception {
      long start = System.nanoTime();
      long end = start + TimeUnit.SECONDS.toNanos(1);
      List<Future<Integer>> counts = new ArrayList<>();
      for (PageReader reader : readers) {
        counts.add(threads.submit(() -> pagesUntil(end, reader)));
      }
      int pages = 0;
      for (Future<Integer> count : counts) {
        pages += count.get();
      }
      if (isKept) {
        rates.add(pages * 1e9 / (System.nanoTime() - start));
      }
    }

    private static int pagesUntil(long end, PageReader reader) throws IOException {
      int pages = 0;
      while (System.nanoTime() < end) {
        reader.skip();
        pages++;
      }
      return pages;
    }
  }
}
