// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import dev.firn.adapter.jdbc.JdbcStorage;
import dev.firn.domain.page.Page;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.testkit.SampleUploads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

/**
 * A page from the JDBC adapter on H2 in a file, and the same rows from H2 itself.
 *
 * <p>Both open the same file, one after the other, and with the same URL: by it H2 is told not to
 * answer a query with the result that it remembers from the one before, as the same page is read
 * again and again. Raw is the adapter's own query, prepared once and used again and again on one
 * connection, as no pool would; it takes each column of each row, and makes nothing of them.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JdbcPages {
  /** The adapter's own. */
  static final String QUERY =
      "SELECT upload_id, description, part_size, created_ms FROM firn_multipart_upload"
          + " WHERE account = ? AND vault = ? AND upload_id >= ?"
          + " ORDER BY account, vault, upload_id LIMIT ?";

  private static final int BATCH = 10_000;

  private static String url(int uploads) throws Exception {
    return url(DataSets.folder("jdbc", uploads, folder -> load(url(folder), uploads)));
  }

  private static String url(Path folder) {
    return "jdbc:h2:" + folder.toAbsolutePath().resolve("firn") + ";OPTIMIZE_REUSE_RESULTS=FALSE";
  }

  /** Creates the tables by the adapter, and fills them in batches, which is much faster. */
  static void load(String url, int uploads) throws SQLException {
    try (Storage storage = JdbcStorage.open(url)) {
      DataSets.createVaults(storage);
    }
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      insert(connection, DataSets.VAULT, uploads);
      for (VaultKey neighbour : DataSets.NEIGHBOURS) {
        insert(connection, neighbour, DataSets.UPLOADS_OF_A_NEIGHBOUR);
      }
    }
  }

  private static void insert(Connection connection, VaultKey vault, int uploads)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO firn_multipart_upload"
                + " (account, vault, upload_id, description, part_size, created_ms, active_ms)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (int number = 0; number < uploads; number++) {
        MultipartUpload upload = SampleUploads.upload(vault, number);
        insert.setString(1, vault.account().value());
        insert.setString(2, vault.name().value());
        insert.setString(3, upload.id().text());
        insert.setString(4, upload.description().text());
        insert.setLong(5, upload.partSize().bytes());
        insert.setLong(6, upload.creationDate().toEpochMilli());
        insert.setLong(7, upload.creationDate().toEpochMilli());
        insert.addBatch();
        if ((number + 1) % BATCH == 0 || number + 1 == uploads) {
          insert.executeBatch();
          connection.commit();
        }
      }
    }
  }

  /** The database, opened by the adapter. */
  public static class Opened extends OpenedPages {
    @Override
    Storage openStorage() throws Exception {
      return JdbcStorage.open(url(uploads));
    }
  }

  /** The database, with the query prepared. */
  @SuppressWarnings("NullAway.Init") // JMH sets them up.
  public static class Raw extends PageState {
    private Connection connection;
    private PreparedStatement query;
    private String from;

    /** Connects and prepares. */
    @Setup
    public void open() throws Exception {
      connection = DriverManager.getConnection(url(uploads));
      query = connection.prepareStatement(QUERY);
      from = start().map(UploadId::text).orElse("");
    }

    /** Disconnects. */
    @TearDown
    public void close() throws SQLException {
      query.close();
      connection.close();
    }
  }

  /** Reads the page through Firn. */
  @Benchmark
  public Page<MultipartUpload> firn(Opened opened) {
    return opened.read();
  }

  /** Reads the rows of the page from H2. */
  @Benchmark
  public void raw(Raw raw, Blackhole reader) throws SQLException {
    read(raw.query, raw.from, reader::consume);
  }

  /** Reads the rows of the page that begins at an id, each column of each. */
  static void read(PreparedStatement query, String from, Consumer<Object> reader)
      throws SQLException {
    query.setString(1, DataSets.VAULT.account().value());
    query.setString(2, DataSets.VAULT.name().value());
    query.setString(3, from);
    query.setLong(4, PageState.ROWS);
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        reader.accept(rows.getString(1));
        reader.accept(rows.getString(2));
        reader.accept(rows.getLong(3));
        reader.accept(rows.getLong(4));
      }
    }
  }
}
