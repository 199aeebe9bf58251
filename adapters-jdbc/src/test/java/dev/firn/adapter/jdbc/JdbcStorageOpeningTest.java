// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator meets who opens a storage by its URL. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JdbcStorageOpeningTest {
  @TempDir Path folder;

  private String url() {
    return "jdbc:h2:" + folder.resolve("firn");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url())) {
      connection.createStatement().execute(sql);
    }
  }

  // A node that was left behind when the others were upgraded.
  @Test
  void refuses_tables_of_a_newer_firn() throws Exception {
    JdbcStorage.open(url()).close();
    execute(
        "INSERT INTO \"firn_schema_history\" SELECT 99, '99', 'parts', \"type\", 'V99__parts.sql',"
            + " 1, \"installed_by\", \"installed_on\", 1, TRUE FROM \"firn_schema_history\""
            + " WHERE \"version\" = '1'");
    String message = assertThrows(StorageException.class, () -> JdbcStorage.open(url())).toString();
    assertTrue(message.contains("version 99"), message);
    assertTrue(message.contains("newer Firn"), message);
  }

  // An upgrade that broke off half-way must not be taken for a finished one.
  @Test
  void refuses_tables_whose_upgrade_failed() throws Exception {
    JdbcStorage.open(url()).close();
    execute("UPDATE \"firn_schema_history\" SET \"success\" = FALSE");
    assertOneLine(assertThrows(StorageException.class, () -> JdbcStorage.open(url())));
  }

  @Test
  void shares_a_database_with_other_peoples_tables() throws Exception {
    execute("CREATE TABLE flyway_schema_history (theirs varchar(10))");
    try (JdbcStorage storage = JdbcStorage.open(url())) {
      assertTrue(storage.vaults().create(created(PHOTOS)));
    }
    execute("SELECT theirs FROM flyway_schema_history");
  }

  // Tests of one program, each opening the same new database for itself.
  @Test
  void is_opened_by_many_at_the_same_moment() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        String url = "jdbc:h2:mem:new" + round;
        Callable<JdbcStorage> open = () -> JdbcStorage.open(url);
        for (Future<JdbcStorage> opened : threads.invokeAll(Collections.nCopies(4, open))) {
          opened.get().close();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  // The server was started twice.
  @Test
  void says_in_one_line_that_another_process_has_the_file_open() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                url())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals('o', other.getInputStream().read(), "the other process has opened it");
      StorageException refusal =
          assertThrows(StorageException.class, () -> JdbcStorage.open(url()));
      assertOneLine(refusal);
      assertTrue(refusal.toString().contains("already in use"), refusal.toString());
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  /** Opens a storage and holds it until the test ends it. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) throws IOException {
      try (JdbcStorage storage = JdbcStorage.open(arguments[0])) {
        storage.vaults().scan(ACCOUNT, Scan.first(1));
        System.out.print("o");
        System.out.flush();
        System.in.read();
      }
    }
  }

  // Each of these is refused at another place, most of them with the driver quoting the URL.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:nosuch://firn:geheim@localhost/firn?password=geheim",
        "jdbc:nosuch:firn/geheim@localhost",
        "jdbc:h2:mem:secret;USER=firn;PASSWORD=geheim;NOVALUE",
        "jdbc:h2:mem:secret;USER=firn;PASSWORD=geheim;password=geheim2",
        "jdbc:h2:mem:secret;PASSWORD=geheim;INIT=SELECT 'geheim'+1",
        "jdbc:h2:tcp://localhost:1/firn;USER=firn;PASSWORD=file geheim",
        "jdbc:postgresql://localhost:1/firn?user=firn&password=geheim",
        "jdbc:postgresql://localhost:port/firn?user=firn&password=geheim",
        "jdbc:mariadb://localhost:1/firn?user=firn&password=geheim",
        "jdbc:mariadb:firn?user=firn&password=geheim",
        "jdbc:mariadb://localhost:port/firn?user=firn&password=geheim",
      })
  void shows_no_secret_whatever_is_wrong(String url) {
    RuntimeException refusal = assertThrows(RuntimeException.class, () -> JdbcStorage.open(url));
    StringWriter printed = new StringWriter();
    refusal.printStackTrace(new PrintWriter(printed));
    assertFalse(printed.toString().contains("geheim"), printed.toString());
    assertOneLine(refusal);
  }

  /** This driver logs what it takes for a port. */
  @Test
  void lets_no_driver_log_a_password_that_stands_before_the_host() {
    StringBuilder logged = new StringBuilder();
    Handler handler =
        new StreamHandler() {
          @Override
          public synchronized void publish(LogRecord entry) {
            logged.append(getFormatter().format(entry));
          }
        };
    Logger driver = Logger.getLogger("org.postgresql");
    handler.setFormatter(new SimpleFormatter());
    driver.addHandler(handler);
    try {
      String refusal =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> JdbcStorage.open("jdbc:postgresql://firn:geheim@localhost/db"))
              .toString();
      assertTrue(refusal.contains("?user=...&password=..."), refusal);
      assertFalse((refusal + logged).contains("geheim"), () -> refusal + logged);
    } finally {
      driver.removeHandler(handler);
    }
  }

  @Test
  void says_in_one_line_that_the_database_cannot_be_reached() {
    StorageException refusal =
        assertThrows(
            StorageException.class, () -> JdbcStorage.open("jdbc:h2:tcp://localhost:1/firn"));
    assertOneLine(refusal);
    assertTrue(refusal.toString().contains("jdbc:h2:tcp://localhost:1/firn"), "which one");
    assertTrue(refusal.toString().contains("Connection"), "why: " + refusal.toString());
  }

  @Test
  void names_the_engine_whose_driver_is_missing() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> JdbcStorage.open("jdbc:sybase:localhost/firn"))
            .toString();
    assertTrue(message.contains("No JDBC driver for jdbc:sybase on the class path"), message);
  }

  private static void assertOneLine(Throwable refusal) {
    assertEquals(1, refusal.toString().lines().count(), refusal.toString());
  }
}
