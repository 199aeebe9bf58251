// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import com.google.common.io.Closer;
import dev.firn.adapter.jdbc.JdbcStorage;
import dev.firn.databases.DatabaseServer;
import dev.firn.domain.Firn;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.UploadId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Pages from the JDBC adapter on PostgreSQL and on MariaDB, and the same rows by the same
 * statement, prepared by hand and kept on one connection. Each page of each vault is read once in
 * turn, in both ways, so that whatever else the machine does slows down all alike.
 */
public final class DatabasePages {
  private static final List<Integer> UPLOADS = List.of(1_000, 100_000, 1_000_000);
  private static final List<String> PAGES = List.of("first", "middle", "last");
  private static final int WARM_UP_ROUNDS = 3_000;
  private static final int ROUNDS = 5_000;

  private DatabasePages() {}

  /** Prints the medians, and how they compare, as tables in Markdown. */
  public static void main(String[] arguments) throws Exception {
    measure("PostgreSQL", DatabaseServer::startPostgreSql);
    if (DatabaseServer.hasMariaDb()) {
      measure("MariaDB", DatabaseServer::startMariaDb);
    }
  }

  private interface Start {
    DatabaseServer in(Path folder) throws IOException;
  }

  private static void measure(String engine, Start start) throws Exception {
    Path folder = DataSets.root().toAbsolutePath().resolve("database");
    DataSets.delete(folder);
    List<Read> reads = new ArrayList<>();
    try (DatabaseServer server = start.in(folder);
        Closer opened = Closer.create()) {
      for (int uploads : UPLOADS) {
        String url = server.newDatabase();
        JdbcPages.load(url, uploads);
        Storage storage = JdbcStorage.open(url);
        opened.register(storage::close);
        Connection connection = DriverManager.getConnection(url);
        for (String page : PAGES) {
          reads.add(new Read(storage, connection, uploads, page));
        }
      }
      run(reads, WARM_UP_ROUNDS);
      run(reads, ROUNDS);
    } finally {
      DataSets.delete(folder);
    }
    print(engine, reads);
  }

  private static void run(List<Read> reads, int rounds) throws SQLException {
    reads.forEach(read -> read.begin(rounds));
    for (int round = 0; round < rounds; round++) {
      for (Read read : reads) {
        // Who comes second finds the rows in the caches.
        if (round % 2 == 0) {
          read.byFirn(round);
          read.byHand(round);
        } else {
          read.byHand(round);
          read.byFirn(round);
        }
      }
    }
  }

  private static void print(String engine, List<Read> reads) {
    double first = reads.get(0).firn();
    System.out.println(
        "| engine | uploads | page | Firn, us | by hand, us | Firn / by hand | against the first of 1,000 |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    for (Read read : reads) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %s | %.0f | %.0f | %.2f | %.2f |%n",
          engine,
          read.uploads,
          read.page,
          read.firn(),
          read.hand(),
          read.firn() / read.hand(),
          read.firn() / first);
    }
  }

  /** A page that is read in both ways. */
  private static final class Read extends PageState {
    private final Firn firn;
    private final PageRequest request;
    private final PreparedStatement query;
    private final String from;
    private long[] firnTimes = {};
    private long[] handTimes = {};
    private long read;

    Read(Storage storage, Connection connection, int uploads, String page) throws SQLException {
      this.uploads = uploads;
      this.page = page;
      this.firn = over(storage);
      this.request = request();
      this.query = connection.prepareStatement(JdbcPages.QUERY);
      this.from = start().map(UploadId::text).orElse("");
    }

    void begin(int rounds) {
      firnTimes = new long[rounds];
      handTimes = new long[rounds];
    }

    void byFirn(int round) {
      long start = System.nanoTime();
      read += read(firn, request).items().size();
      firnTimes[round] = System.nanoTime() - start;
    }

    void byHand(int round) throws SQLException {
      long start = System.nanoTime();
      JdbcPages.read(query, from, column -> read++);
      handTimes[round] = System.nanoTime() - start;
    }

    double firn() {
      return median(firnTimes);
    }

    double hand() {
      return median(handTimes);
    }

    private static double median(long[] times) {
      long[] sorted = times.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2] / 1_000.0;
    }
  }
}
