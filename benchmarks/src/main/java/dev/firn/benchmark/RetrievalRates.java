// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.Payload;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.Tier;
import dev.firn.http.FirnHttpServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * How fast Firn gives out 1 GiB of an archive over a connection that is kept, beside what Jetty
 * beneath it gives out of memory that Java need not copy. Each is measured in turn, so that
 * whatever else the machine does slows down all alike.
 */
public final class RetrievalRates {
  private static final int ARCHIVE_BYTES = 256 << 20;

  /** How often the archive is asked for in a measurement. */
  private static final int TIMES = 4;

  private static final int WARM_UP_ROUNDS = 2;
  private static final int ROUNDS = 7;
  private static final int BUFFER_BYTES = 1 << 20;

  private RetrievalRates() {}

  /** Prints the rates, and the medians of how they compare in a round, as a table in Markdown. */
  public static void main(String[] arguments) throws Exception {
    Path folder = DataSets.root().resolve("retrieval-rates");
    DataSets.delete(folder);
    byte[] bytes = new byte[ARCHIVE_BYTES];
    new Random(1).nextBytes(bytes);
    try (Firn memory = Firn.open("memory:");
        Firn rocksDb = Firn.open("rocksdb:" + folder);
        FirnHttpServer overMemory = FirnHttpServer.over(memory).port(0).start();
        FirnHttpServer overRocksDb = FirnHttpServer.over(rocksDb).port(0).start()) {
      Server jetty = jetty(bytes);
      List<Rate> rates =
          List.of(
              new Rate("Jetty, the same bytes", jetty.getURI(), "/"),
              new Rate("Firn, memory", overMemory.uri(), output(memory, bytes)),
              new Rate("Firn, RocksDB", overRocksDb.uri(), output(rocksDb, bytes)));
      for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
        for (Rate rate : rates) {
          rate.measure(round >= WARM_UP_ROUNDS);
        }
      }
      print(rates);
      jetty.stop();
    } finally {
      DataSets.delete(folder);
    }
  }

  /** Stores an archive, and returns the path of what the job that retrieves it has put out. */
  private static String output(Firn firn, byte[] bytes) throws IOException {
    firn.vaults().createVault(DataSets.VAULT);
    Archive archive =
        firn.archives().uploadArchive(DataSets.VAULT, ArchiveDescription.none(), Payload.of(bytes));
    Job job =
        firn.jobs()
            .initiateArchiveRetrieval(
                DataSets.VAULT,
                archive.id(),
                Optional.empty(),
                Tier.STANDARD,
                ArchiveDescription.none(),
                Optional.empty());
    return "/-/vaults/" + DataSets.VAULT.name() + "/jobs/" + job.id() + "/output";
  }

  /** Jetty as it comes, with a body outside of the heap, which it writes without a copy. */
  private static Server jetty(byte[] bytes) throws Exception {
    ByteBuffer body = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
            response.write(true, body.duplicate(), callback);
            return true;
          }
        });
    server.start();
    return server;
  }

  private static void print(List<Rate> rates) {
    System.out.println("| server | MiB a second | of what Jetty sends |");
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

  /** A server with its client. */
  private static final class Rate {
    private final String name;
    private final Socket socket;
    private final byte[] request;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final List<Double> rates = new ArrayList<>();

    Rate(String name, URI server, String path) throws IOException {
      this.name = name;
      this.socket = new Socket(server.getHost(), server.getPort());
      this.request =
          ("GET "
                  + path
                  + " HTTP/1.1\r\nHost: "
                  + server.getAuthority()
                  + "\r\nx-amz-glacier-version: 2012-06-01\r\n\r\n")
              .getBytes(US_ASCII);
    }

    void measure(boolean isKept) throws IOException {
      long start = System.nanoTime();
      for (int i = 0; i < TIMES; i++) {
        download();
      }
      if (isKept) {
        double mebibytes = (double) TIMES * ARCHIVE_BYTES / (1 << 20);
        rates.add(mebibytes * 1e9 / (System.nanoTime() - start));
      }
    }

    private void download() throws IOException {
      socket.getOutputStream().write(request);
      InputStream in = socket.getInputStream();
      skipHead(in);
      for (long left = ARCHIVE_BYTES; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new IOException("The answer broke off, " + left + " bytes before its end");
        }
        left -= read;
      }
    }

    private static void skipHead(InputStream in) throws IOException {
      DataInputStream head = new DataInputStream(in);
      StringBuilder line = new StringBuilder();
      while (line.indexOf("\r\n\r\n") < 0) {
        line.append((char) head.readUnsignedByte());
      }
      if (!line.toString().startsWith("HTTP/1.1 200 ")) {
        throw new IOException("The archive was refused: " + line);
      }
    }
  }
}
