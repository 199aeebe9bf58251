// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.Payload;
import dev.firn.domain.page.Scan;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an H2 file takes on the disk when the process that deleted from it was killed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OrphanedBlobsTest {
  private static final int MIB = 1 << 20;
  private static final int ARCHIVES = 15;
  private static final int ARCHIVE_SIZE = 4 * MIB;
  private static final int ROUNDS = 3;

  @TempDir Path folder;

  private String url() {
    return "jdbc:h2:" + folder.resolve("firn");
  }

  private long used() throws IOException {
    return Files.size(folder.resolve("firn.mv.db"));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns Firn's tables besides those that its migrations make. */
  private List<String> extraTables() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url());
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT LOWER(TABLE_NAME) FROM INFORMATION_SCHEMA.TABLES"
                        + " WHERE LOWER(TABLE_NAME) LIKE 'firn_chunk_%'"
                        + " OR LOWER(TABLE_NAME) = 'firn_unclosed' ORDER BY 1")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  // A server that dies at the end of a cleaning up.
  @Test
  void an_h2_file_gives_its_space_back_although_the_process_was_killed() throws Exception {
    Process process = start("once");
    BufferedReader output = process.inputReader(UTF_8);
    ArchiveId kept = new ArchiveId(output.readLine());
    assertEquals("swept", output.readLine());
    process.destroyForcibly().waitFor();
    assertTrue(used() >= (long) ARCHIVES * ARCHIVE_SIZE, used() + " bytes: all is there yet");
    assertEquals(List.of("firn_unclosed"), extraTables());
    assertKeptAndNothingElse(List.of(kept));
  }

  // The same, whatever it is at.
  @Test
  void an_h2_file_gives_its_space_back_whenever_the_process_is_killed() throws Exception {
    Random random = new Random(4);
    List<ArchiveId> kept = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Process process = start("again");
      BufferedReader output = process.inputReader(UTF_8);
      kept.add(new ArchiveId(output.readLine()));
      int steps = 1 + random.nextInt(20);
      for (int step = 0; step < steps; step++) {
        assertEquals("swept", output.readLine());
      }
      process.destroyForcibly().waitFor();
    }
    assertKeptAndNothingElse(kept);
  }

  private void assertKeptAndNothingElse(List<ArchiveId> kept) throws Exception {
    try (JdbcStorage storage = JdbcStorage.open(url())) {
      Firn later =
          Firn.builder().clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(2))).over(storage);
      later.sweep();
      assertEquals(kept.size(), storage.contents().stored(Scan.first(100)).size());
      for (ArchiveId id : kept) {
        assertArrayEquals(bytes(), later.archives().read(PHOTOS, id).readAllBytes());
      }
    }
    assertEquals(List.of(), extraTables(), "it was closed");
    // In the time that H2 takes for it when it is closed, the file does not always become as small
    // as it can.
    execute("SHUTDOWN COMPACT");
    long named = (long) kept.size() * ARCHIVE_SIZE;
    assertTrue(used() < named + 4 * MIB, used() + " bytes are used for " + named);
  }

  // A server that is killed while it opens the file after having been killed before.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE firn_chunk_copying AS SELECT * FROM firn_chunk WHERE chunk_no > 1",
        "CREATE TABLE firn_chunk_copied AS SELECT * FROM firn_chunk",
        "CREATE TABLE firn_chunk_copied AS SELECT * FROM firn_chunk; TRUNCATE TABLE firn_chunk",
        "CREATE TABLE firn_chunk_copied AS SELECT * FROM firn_chunk; DELETE FROM firn_chunk WHERE chunk_no > 1",
        "CREATE TABLE firn_chunk_copying AS SELECT * FROM firn_chunk; TRUNCATE TABLE firn_chunk_copying",
      })
  void a_kill_in_the_midst_of_cleaning_up_loses_no_byte(String steps) throws Exception {
    ArchiveId kept;
    try (JdbcStorage storage = JdbcStorage.open(url())) {
      kept = store(Firn.over(storage));
    }
    execute("CREATE TABLE firn_unclosed (nothing int)");
    execute(steps);
    assertKeptAndNothingElse(List.of(kept));
  }

  // Two storages in one process, or a console that somebody left open.
  @Test
  void nothing_is_moved_while_others_use_the_file() throws Exception {
    try (JdbcStorage first = JdbcStorage.open(url())) {
      store(Firn.over(first));
      execute("CREATE TABLE firn_chunk_copied AS SELECT * FROM firn_chunk WHERE chunk_no > 1");
      JdbcStorage.open(url()).close();
      assertEquals(List.of("firn_chunk_copied", "firn_unclosed"), extraTables(), "as they were");
      execute("DROP TABLE firn_chunk_copied");
    }
    assertEquals(List.of(), extraTables(), "the last one has closed it");
  }

  private Process start(String how) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Deleting.class.getName(),
            url(),
            how)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[ARCHIVE_SIZE];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static ArchiveId store(Firn firn) throws IOException {
    firn.vaults().createVault(PHOTOS);
    return firn.archives()
        .uploadArchive(PHOTOS, ArchiveDescription.none(), Payload.of(bytes()))
        .id();
  }

  /** Stores an archive that it keeps, and many that it deletes; until the test ends it. */
  static final class Deleting {
    private Deleting() {}

    public static void main(String[] arguments) throws IOException {
      try (JdbcStorage storage = JdbcStorage.open(arguments[0])) {
        Firn firn = Firn.over(storage);
        System.out.println(store(firn).text());
        int archives = arguments[1].equals("once") ? ARCHIVES : 1;
        do {
          List<ArchiveId> deleted = new ArrayList<>();
          for (int i = 0; i < archives; i++) {
            deleted.add(store(firn));
          }
          deleted.forEach(id -> firn.archives().deleteArchive(PHOTOS, id));
          firn.sweep();
          System.out.println("swept");
        } while (arguments[1].equals("again"));
        System.in.read();
      }
    }
  }
}
