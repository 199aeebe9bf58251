// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.VaultClient.MEBIBYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.databases.DatabaseServer;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.GlacierException;

/**
 * A real PostgreSQL that fails in the ways in which databases do: nothing that was acknowledged is
 * lost, nothing is half done, clients are told so that they try again, and the server goes on.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DatabaseFaultsIT {
  private static final byte[] PART = PayloadRequest.pattern(MEBIBYTE);
  private static final String HASH = TreeHash.of(PART).hex();
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final Pattern PORT = Pattern.compile(":(\\d+)/");

  @TempDir Path folder;

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Returns how many calls were waiting for a lock when it was asked. */
  private static long waiting(Connection connection) throws SQLException {
    return count(
        connection,
        "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event_type = 'Lock'");
  }

  private static int status(SdkException failure) {
    return failure instanceof GlacierException answered ? answered.statusCode() : 0;
  }

  @Test
  void a_database_that_restarts_under_load() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    try (LogCapture log = new LogCapture();
        DatabaseServer database = DatabaseServer.startPostgreSql(data);
        TestServer server = new TestServer(database.newDatabase())) {
      Nodes nodes = new Nodes(server.uri());
      try (GlacierClient glacier = nodes.client()) {
        SdkLoad load = new SdkLoad(glacier, "load");
        for (int round = 0; round < 2; round++) {
          load.awaitAcknowledged(100);
          database.kill();
          // On a busy machine it could be back before anybody asked.
          while (!nodes.statuses().containsKey(500)) {
            assertFalse(Thread.interrupted(), "it takes too long");
          }
          database.restart();
          load.awaitAcknowledged(100);
        }
        load.stop();
        Map<Integer, Integer> statuses = nodes.statuses();
        assertEquals(Set.of(201, 204, 500), statuses.keySet(), statuses::toString);
        assertTrue(load.givenUp().stream().allMatch(failure -> status(failure) == 500));
        load.check(statuses.getOrDefault(500, 0));
        long logged = log.text().lines().filter(line -> line.contains("failed: ")).count();
        assertTrue(logged > 0, "it is told");
        assertTrue(logged <= 8, () -> "each way to fail once a round: " + log.text());
      }
    }
  }

  /** A server that reaches its database by a proxy, and a client of it. */
  private static final class Cut implements AutoCloseable {
    private final String direct = DatabaseServer.postgreSql().newDatabase();
    private final CuttingProxy proxy;
    private final TestServer server;
    private final Nodes nodes;
    private final GlacierClient glacier;
    private final SdkVault vault;

    Cut() throws Exception {
      Matcher port = PORT.matcher(direct);
      assertTrue(port.find(), direct);
      proxy = new CuttingProxy(Integer.parseInt(port.group(1)));
      String url = port.replaceFirst(":" + proxy.port() + "/");
      // So that what is executed is sent each time, and can be seen; and plainly.
      server =
          new TestServer(
              url + (url.contains("?") ? "&" : "?") + "prepareThreshold=0&sslmode=disable");
      nodes = new Nodes(server.uri());
      glacier = nodes.client();
      vault = SdkVault.create(glacier, "photos");
    }

    /** Checks that one attempt failed, and no other call than that. */
    void assertOneFailed() {
      assertTrue(proxy.hasCut(), "it was cut");
      assertEquals(1, nodes.statuses().getOrDefault(500, 0), () -> "" + nodes.statuses());
      assertTrue(nodes.statuses().keySet().stream().allMatch(each -> each < 300 || each == 500));
    }

    long rows(String table) throws SQLException {
      try (Connection connection = DriverManager.getConnection(direct)) {
        return count(connection, "SELECT count(*) FROM " + table);
      }
    }

    @Override
    public void close() throws IOException {
      glacier.close();
      server.close();
      proxy.close();
    }
  }

  @Test
  void a_connection_that_is_cut_before_the_commit_of_a_part() throws Exception {
    try (Cut cut = new Cut()) {
      String upload = cut.vault.initiate();
      cut.proxy.cutBefore("COMMIT");
      cut.vault.send(upload, 0, PART);
      cut.assertOneFailed();
      assertEquals(Map.of(0, HASH), cut.vault.parts(upload));
      assertEquals(1, cut.rows("firn_content WHERE incoming_ms IS NULL"));
    }
  }

  @Test
  void a_connection_that_is_cut_after_the_commit_of_a_part() throws Exception {
    try (Cut cut = new Cut()) {
      String upload = cut.vault.initiate();
      cut.proxy.cutAfter("COMMIT");
      cut.vault.send(upload, 0, PART);
      cut.assertOneFailed();
      assertEquals(Map.of(0, HASH), cut.vault.parts(upload));
      assertEquals(1, cut.rows("firn_content WHERE incoming_ms IS NULL"), "the first was replaced");
    }
  }

  @Test
  void a_connection_that_is_cut_before_the_commit_of_a_completion() throws Exception {
    try (Cut cut = new Cut()) {
      String upload = cut.vault.initiate();
      cut.vault.send(upload, 0, PART);
      cut.proxy.cutBefore("COMMIT");
      assertCompleted(cut, cut.vault.complete(upload, MEBIBYTE, HASH), upload);
    }
  }

  @Test
  void a_connection_that_is_cut_after_the_commit_of_a_completion() throws Exception {
    try (Cut cut = new Cut()) {
      String upload = cut.vault.initiate();
      cut.vault.send(upload, 0, PART);
      cut.proxy.cutAfter("COMMIT");
      assertCompleted(cut, cut.vault.complete(upload, MEBIBYTE, HASH), upload);
    }
  }

  /** There is one archive, and who asks again is told of the same. */
  private static void assertCompleted(Cut cut, String archive, String upload) throws Exception {
    cut.assertOneFailed();
    assertEquals(archive, cut.vault.complete(upload, MEBIBYTE, HASH));
    assertEquals(1, cut.rows("firn_archive"));
    assertEquals(1, cut.server.firn().vaults().describeVault(PHOTOS).inventory().archives());
    assertEquals(List.of(), cut.vault.walk());
  }

  // The first is stored, and nobody was told of it: it ends as other idle uploads do.
  @Test
  void a_connection_that_is_cut_after_an_upload_was_initiated() throws Exception {
    try (Cut cut = new Cut()) {
      cut.proxy.cutAfter("INSERT INTO firn_multipart_upload");
      String upload = cut.vault.initiate();
      cut.assertOneFailed();
      List<String> listed = cut.vault.walk();
      assertEquals(2, listed.size());
      assertTrue(listed.contains(upload));
    }
  }

  @Test
  void a_connection_that_is_cut_after_an_upload_was_aborted() throws Exception {
    try (Cut cut = new Cut()) {
      String upload = cut.vault.initiate();
      cut.proxy.cutAfter("COMMIT");
      cut.vault.abort(upload);
      cut.assertOneFailed();
      assertEquals(List.of(), cut.vault.walk());
    }
  }

  @Test
  void a_connection_that_is_cut_while_a_page_is_read_is_invisible() throws Exception {
    try (Cut cut = new Cut()) {
      String upload = cut.vault.initiate();
      for (boolean answered : new boolean[] {false, true}) {
        String query = "FROM firn_multipart_upload";
        if (answered) {
          cut.proxy.cutAfter(query);
        } else {
          cut.proxy.cutBefore(query);
        }
        assertEquals(List.of(upload), cut.vault.walk());
        assertTrue(cut.proxy.hasCut(), "it was cut");
      }
      assertEquals(Map.of(200, 2, 201, 2), cut.nodes.statuses());
    }
  }

  @Test
  void a_deadlock_is_invisible() throws Exception {
    String url = DatabaseServer.postgreSql().newDatabase();
    try (TestServer server = new TestServer(url);
        Connection other = DriverManager.getConnection(url);
        Connection watching = DriverManager.getConnection(url)) {
      Nodes nodes = new Nodes(server.uri());
      try (GlacierClient glacier = nodes.client()) {
        SdkVault vault = SdkVault.create(glacier, "photos");
        other.setAutoCommit(false);
        // Whoever has waited for this long looks whether it is in vain, and gives up if so: Firn.
        execute(other, "SET deadlock_timeout = '1min'");
        other.commit();
        long before = deadlocks(watching);
        while (deadlocks(watching) == before) {
          deadlock(vault, other, watching);
        }
        assertTrue(nodes.statuses().keySet().stream().allMatch(status -> status < 300));
      }
    }
  }

  private static long deadlocks(Connection connection) throws SQLException {
    return count(
        connection, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
  }

  /** A completion takes the vault's row, then the upload's; the other takes them in turn. */
  private static void deadlock(SdkVault vault, Connection other, Connection watching)
      throws Exception {
    String upload = vault.initiate();
    vault.send(upload, 0, PART);
    execute(other, "UPDATE firn_multipart_upload SET part_size = part_size");
    CompletableFuture<String> completing =
        CompletableFuture.supplyAsync(() -> vault.complete(upload, MEBIBYTE, HASH));
    while (waiting(watching) == 0) {
      Thread.onSpinWait();
    }
    execute(other, "UPDATE firn_vault SET bytes = bytes");
    other.commit();
    assertTrue(completing.get(1, TimeUnit.MINUTES).length() > 0);
    assertEquals(List.of(), vault.walk());
  }

  /** Has deletions of uploads go on until there is a row in a table. */
  private static void holdDeletions(Connection connection) throws SQLException {
    execute(connection, "CREATE TABLE go (i int)");
    execute(
        connection,
        "CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " WHILE NOT EXISTS (SELECT 1 FROM go) LOOP PERFORM pg_sleep(0.02); END LOOP;"
            + " RETURN OLD; END $$");
    execute(
        connection,
        "CREATE TRIGGER hold BEFORE DELETE ON firn_multipart_upload"
            + " FOR EACH ROW EXECUTE FUNCTION hold()");
  }

  @Test
  void a_pool_that_is_exhausted_is_a_500_in_bounded_time_and_then_the_server_goes_on()
      throws Exception {
    String url = DatabaseServer.postgreSql().newDatabase();
    ExecutorService clients = Executors.newCachedThreadPool();
    try (TestServer server = new TestServer(url);
        Connection other = DriverManager.getConnection(url)) {
      VaultClient vault = VaultClient.create(server);
      holdDeletions(other);
      List<Future<Integer>> slow = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String upload = vault.initiate(1);
        slow.add(clients.submit(() -> vault.delete(upload).statusCode()));
      }
      String deleting = "state = 'active' AND query LIKE 'DELETE FROM firn_multipart_upload%'";
      while (count(other, "SELECT count(*) FROM pg_stat_activity WHERE " + deleting) < 10) {
        Thread.onSpinWait();
      }
      assertEquals(500, vault.get(VaultClient.VAULT).statusCode(), "no connection is left");
      assertEquals(0, slow.stream().filter(Future::isDone).count(), "and none was waited for");
      execute(other, "INSERT INTO go VALUES (1)");
      for (Future<Integer> each : slow) {
        assertEquals(204, each.get());
      }
      assertEquals(200, vault.get(VaultClient.VAULT).statusCode());
    } finally {
      clients.shutdown();
    }
  }

  @Test
  void a_lock_that_is_not_had_is_a_500_in_bounded_time_and_then_the_server_goes_on()
      throws Exception {
    String url = DatabaseServer.postgreSql().newDatabase();
    try (TestServer server = new TestServer(url);
        Connection other = DriverManager.getConnection(url)) {
      VaultClient vault = VaultClient.create(server);
      String upload = vault.initiate(1);
      other.setAutoCommit(false);
      execute(other, "UPDATE firn_multipart_upload SET part_size = part_size");
      long began = System.nanoTime();
      assertEquals(500, vault.delete(upload).statusCode());
      // One try of ten seconds, not five; a busy machine is given some more.
      assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(30));
      other.rollback();
      assertEquals(204, vault.delete(upload).statusCode());
    }
  }

  @Test
  void a_database_that_stays_away_is_a_500_in_bounded_time_and_then_the_server_goes_on()
      throws Exception {
    Path data = Files.createDirectory(folder.resolve("away"));
    try (DatabaseServer database = DatabaseServer.startPostgreSql(data);
        TestServer server = new TestServer(database.newDatabase())) {
      VaultClient vault = VaultClient.create(server);
      database.kill();
      long began = System.nanoTime();
      assertEquals(500, vault.get(VaultClient.VAULT).statusCode());
      assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(25));
      database.restart();
      assertEquals(200, vault.get(VaultClient.VAULT).statusCode());
    }
  }
}
