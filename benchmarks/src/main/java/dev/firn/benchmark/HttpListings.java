// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.http.FirnHttpServer;
import dev.firn.http.credentials.Credentials;
import dev.firn.http.credentials.MalformedCredentialsException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What it costs a listing to know who calls: a page of 50 uploads over HTTP from a server that asks
 * nobody, and from servers that check an account's signature, and a user's with a policy. The same
 * signed request goes to each of them in turn, on connections that are kept, so that whatever else
 * the machine does slows down all alike; JMH would measure one minutes after the other.
 */
public final class HttpListings {
  private static final String KEY_ID = "AKIABENCHMARK";
  private static final String SECRET = "0123456789012345678901234567890123456789";
  private static final int WARM_UP_ROUNDS = 60_000;
  private static final int ROUNDS = 5;
  private static final int PAGES_A_ROUND = 10_000;

  private HttpListings() {}

  /** Prints the medians, and how they compare, as a table in Markdown. */
  public static void main(String[] arguments) throws Exception {
    Path folder = DataSets.root().resolve("http-listings");
    DataSets.delete(folder);
    try (Storage storage = Storages.open("rocksdb:" + folder)) {
      DataSets.fill(storage, 1_000);
      try (Caller anybody = new Caller("anybody", DataSets.server(storage));
          Caller account = new Caller("account", signed(storage, account()));
          Caller user = new Caller("user", signed(storage, user()))) {
        measure(List.of(anybody, account, user));
      }
    } finally {
      DataSets.delete(folder);
    }
  }

  private static void measure(List<Caller> callers) throws Exception {
    run(callers, WARM_UP_ROUNDS);
    System.out.println("| caller | page over HTTP, us, in each round | against anybody |");
    System.out.println("| --- | --- | --- |");
    List<double[]> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(run(callers, PAGES_A_ROUND));
    }
    for (int i = 0; i < callers.size(); i++) {
      int caller = i;
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s |%n",
          callers.get(i).name,
          texts("%.0f", rounds.stream().mapToDouble(round -> round[caller] / 1_000).toArray()),
          texts("%.2f", rounds.stream().mapToDouble(round -> round[caller] / round[0]).toArray()));
    }
  }

  private static String texts(String format, double[] values) {
    return String.join(
        ", ",
        Arrays.stream(values)
            .mapToObj(value -> String.format(Locale.ROOT, format, value))
            .toList());
  }

  /** Returns the median time of each caller, in nanoseconds. */
  private static double[] run(List<Caller> callers, int pages) throws Exception {
    long[][] times = new long[callers.size()][pages];
    for (int page = 0; page < pages; page++) {
      for (int i = 0; i < callers.size(); i++) {
        // Who comes first changes, as an answer warms the caches for the next.
        int caller = (page + i) % callers.size();
        long start = System.nanoTime();
        callers.get(caller).page();
        times[caller][page] = System.nanoTime() - start;
      }
    }
    return Arrays.stream(times)
        .mapToDouble(
            all -> {
              Arrays.sort(all);
              return all[pages / 2];
            })
        .toArray();
  }

  private static FirnHttpServer.Builder signed(Storage storage, String account)
      throws MalformedCredentialsException {
    Credentials credentials =
        Credentials.read(
            "{\"accounts\": [{\"id\": \"%s\", %s}]}"
                .formatted(DataSets.VAULT.account(), account)
                .getBytes(UTF_8));
    return DataSets.server(storage).credentials(() -> credentials);
  }

  private static String account() {
    return "\"keys\": [{\"accessKeyId\": \"%s\", \"secretAccessKey\": \"%s\"}]"
        .formatted(KEY_ID, SECRET);
  }

  private static String user() {
    return "\"users\": [{\"name\": \"lister\", %s, \"policies\": [{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"glacier:ListMultipartUploads\", \"Resource\": \"arn:aws:glacier:us-east-1:%s:vaults/%s\"}]}]}]"
        .formatted(account(), DataSets.VAULT.account(), DataSets.VAULT.name());
  }

  /** A server, and one client of it. */
  private static final class Caller implements AutoCloseable {
    private final String name;
    private final FirnHttpServer server;
    private final PageReader reader;

    Caller(String name, FirnHttpServer.Builder server) throws Exception {
      this.name = name;
      this.server = server.port(0).start();
      this.reader = new PageReader(this.server.uri(), head(this.server));
    }

    private static byte[] head(FirnHttpServer server) throws GeneralSecurityException {
      String path = "/-/vaults/" + DataSets.VAULT.name() + "/multipart-uploads";
      return SignedHead.of(server.uri(), path, KEY_ID, SECRET);
    }

    void page() throws Exception {
      reader.skip();
    }

    @Override
    public void close() throws Exception {
      reader.close();
      server.close();
    }
  }
}
