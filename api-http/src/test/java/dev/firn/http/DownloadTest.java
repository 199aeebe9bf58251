// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.VaultClient.MEBIBYTE;
import static dev.firn.http.VaultClient.VAULT;
import static dev.firn.http.WireAssertions.assertRefusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.ChunkStream;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobOutput;
import dev.firn.domain.job.Tier;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.copy.Intercepted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large answers to clients that are slow, go away, or meet a storage that fails. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class DownloadTest {
  /** More than the buffers of both ends of a connection hold. */
  private static final byte[] BYTES = pattern(48 * MEBIBYTE);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static RawSocket asking(TestServer server, String job) throws IOException {
    RawSocket client = new RawSocket(server.uri());
    client.sendHead("GET", job + "/output", Map.of());
    return client;
  }

  private static String job(TestServer server) throws Exception {
    return job(VaultClient.create(server));
  }

  private static String job(VaultClient vault) throws Exception {
    String archive = vault.archive(BYTES);
    String job = vault.retrieval(archive);
    // From now on it is the job that keeps the bytes.
    vault.delete(VAULT + "/archives/" + archive);
    return job;
  }

  /** The server ends the connection, before all has come that it has announced. */
  private static void assertCutOff(RawSocket client, String head) {
    IOException end = assertThrows(IOException.class, () -> client.readBody(head));
    assertFalse(end instanceof SocketTimeoutException, end.toString());
  }

  @Test
  void a_client_that_does_not_read_is_cut_off_and_its_place_is_anothers() throws Exception {
    Limits limits = Limits.defaults().withRequests(2, 1).withBodyTimeout(Duration.ofSeconds(2));
    try (LogCapture log = new LogCapture()) {
      try (TestServer server = new TestServer("memory:", limits)) {
        String job = job(server);
        try (RawSocket client = asking(server, job)) {
          assertTrue(client.readHead().startsWith("HTTP/1.1 200 OK\r\n"));
          assertRefusal(
              400, "ThrottlingException", "Rate exceeded", server.send("GET", job + "/output"));
          // What its socket buffers, and then no more.
          while (server.send("GET", job + "/output", "Range", "bytes=0-0").statusCode() == 400) {
            assertFalse(Thread.interrupted(), "it takes too long");
          }
          assertTrue(client.readToEnd().length() < BYTES.length);
        }
        assertArrayEquals(BYTES, server.download(job + "/output").body());
      }
      assertEquals("", log.text());
    }
  }

  // Whoever reads what a job has put out as fast as it can use it.
  @Test
  void a_client_that_reads_slowly_but_steadily_is_served_to_the_end() throws Exception {
    Duration mostPause = Duration.ofSeconds(2);
    AtomicInteger chunks = new AtomicInteger();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (Storage storage = Storages.open("memory:");
        FirnHttpServer server =
            FirnHttpServer.over(Firn.over(Intercepted.counting(storage, "read", chunks)))
                .port(0)
                .limits(Limits.defaults().withBodyTimeout(mostPause))
                .start();
        RawSocket client = new RawSocket(server.uri())) {
      String job = job(VaultClient.create(new WireClient(server.uri())));
      client.sendHead("GET", job + "/output", Map.of());
      String head = client.readHead();
      assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
      Semaphore ticks = new Semaphore(0);
      var unused = clock.scheduleAtFixedRate(ticks::release, 0, 20, TimeUnit.MILLISECONDS);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      long start = System.nanoTime();
      while (System.nanoTime() - start < mostPause.multipliedBy(3).toNanos()) {
        ticks.acquire();
        body.write(client.read(MEBIBYTE / 16));
        int ahead = chunks.get() - body.size() / MEBIBYTE;
        assertTrue(ahead < 24, () -> ahead + " MiB are read ahead");
      }
      assertTrue(body.size() < BYTES.length, "it was slow");
      body.write(client.read(BYTES.length - body.size()));
      assertArrayEquals(BYTES, body.toByteArray());
      assertEquals(BYTES.length / MEBIBYTE, chunks.get(), "each chunk is read once");
    } finally {
      clock.shutdownNow();
    }
  }

  // The hash of a range that is not whole parts is made by reading it.
  @Test
  void what_there_is_no_place_for_is_not_read() throws Exception {
    String url = "jdbc:h2:mem:no_place";
    try (TestServer server =
        new TestServer(url, Limits.defaults().withRequests(2, 1).withBodyTimeout(MINUTE))) {
      String job = job(server);
      VaultClient vault = VaultClient.create(server);
      String unreadable = vault.retrieval(vault.archive(pattern(4 * MEBIBYTE)));
      execute(
          url,
          "DELETE FROM firn_chunk WHERE content_id IN"
              + " (SELECT content_id FROM firn_chunk GROUP BY content_id HAVING count(*) < 10)");
      try (RawSocket client = asking(server, job)) {
        assertTrue(client.readHead().startsWith("HTTP/1.1 200 OK\r\n"));
        assertRefusal(
            400,
            "ThrottlingException",
            "Rate exceeded",
            server.send("GET", unreadable + "/output", "Range", "bytes=0-1048575"));
      }
    }
  }

  private static void execute(String url, String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement any = connection.createStatement()) {
      any.execute(statement);
    }
  }

  @Test
  void a_client_that_goes_away_leaves_nothing_behind() throws Exception {
    ByteArrayOutputStream accessLog = new ByteArrayOutputStream();
    try (LogCapture log = new LogCapture()) {
      try (TestServer server =
          new TestServer(
              "memory:",
              firn -> {},
              http -> http.limits(Limits.defaults().withRequests(2, 1)).accessLog(accessLog))) {
        String job = job(server);
        for (int i = 0; i < 3; i++) {
          while (true) {
            try (RawSocket client = asking(server, job)) {
              if (client.readHead().startsWith("HTTP/1.1 200 ")) {
                client.reset();
                break;
              }
            }
          }
        }
      }
      assertEquals("", log.text());
    }
    long cut =
        accessLog
            .toString(UTF_8)
            .lines()
            .filter(line -> line.contains("\"operation\":\"GetJobOutput\""))
            .filter(line -> line.contains("\"status\":200"))
            .filter(line -> !line.contains("\"bytesSent\":" + BYTES.length + ","))
            .count();
    assertEquals(3, cut, accessLog.toString(UTF_8));
  }

  @Test
  void the_connection_goes_on_after_a_large_answer_and_the_log_has_its_size() throws Exception {
    ByteArrayOutputStream accessLog = new ByteArrayOutputStream();
    try (TestServer server =
        new TestServer("memory:", firn -> {}, http -> http.accessLog(accessLog))) {
      String job = job(server);
      try (RawSocket client = asking(server, job)) {
        for (int i = 0; i < 3; i++) {
          String head = client.readHead();
          assertTrue(head.contains("\r\nContent-Length: " + BYTES.length + "\r\n"), head);
          client.readBody(head);
          assertTrue(
              accessLog
                  .toString(UTF_8)
                  .contains("\"status\":200,\"bytesReceived\":0,\"bytesSent\":" + BYTES.length),
              accessLog.toString(UTF_8));
          client.sendHead("GET", job + "/output", Map.of());
        }
      }
    }
  }

  @Test
  void a_storage_that_fails_in_the_midst_ends_the_connection_and_is_logged() throws Exception {
    String url = "jdbc:h2:mem:download";
    try (LogCapture log = new LogCapture();
        TestServer server = new TestServer(url)) {
      String job = job(server);
      try (RawSocket client = asking(server, job)) {
        String head = client.readHead();
        assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
        execute(url, "DROP TABLE firn_chunk");
        assertCutOff(client, head);
      }
      log.await(" failed: GET " + job + "/output");
      assertEquals(
          500, server.send("GET", job + "/output").statusCode(), "nothing was sent, so it is told");
      assertEquals(200, server.send("GET", job).statusCode(), "the server goes on");
    }
  }

  @Test
  void a_job_that_is_forgotten_in_the_midst_ends_the_connection() throws Exception {
    TestClock clock = new TestClock();
    try (LogCapture log = new LogCapture();
        TestServer server = new TestServer("memory:", firn -> firn.clock(clock), http -> {})) {
      String job = job(server);
      try (RawSocket client = asking(server, job)) {
        String head = client.readHead();
        assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
        clock.move(Job.KEPT);
        assertEquals(404, server.send("GET", job).statusCode());
        server.firn().sweep();
        assertCutOff(client, head);
      }
      log.await(" failed: GET " + job + "/output");
    }
  }

  private static long bytesOutsideTheHeap() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  // The garbage collector does not see how large they are, and so lets many gather.
  @Test
  void downloads_use_the_same_buffers_again() throws Exception {
    try (TestServer server = new TestServer("memory:")) {
      String job = job(server);
      long before = bytesOutsideTheHeap();
      for (int i = 0; i < 64; i++) {
        String range = i % 2 == 0 ? "bytes=0-1048575" : "bytes=5-7";
        assertEquals(206, server.download(job + "/output", "Range", range).statusCode());
      }
      long more = bytesOutsideTheHeap() - before;
      assertTrue(more < 16 * MEBIBYTE, more + " bytes more outside the heap");
    }
  }

  // Its buffer may be another's by then.
  @Test
  void nothing_is_read_of_what_was_closed() throws Exception {
    try (Firn firn = Firn.open("memory:")) {
      VaultKey photos = VaultKey.of("012345678901", "photos");
      firn.vaults().createVault(photos);
      Archive archive =
          firn.archives()
              .uploadArchive(photos, ArchiveDescription.none(), Payload.of(pattern(MEBIBYTE)));
      Job job =
          firn.jobs()
              .initiateArchiveRetrieval(
                  photos,
                  archive.id(),
                  Optional.empty(),
                  Tier.BULK,
                  ArchiveDescription.none(),
                  Optional.empty());
      JobOutput output = firn.jobs().getJobOutput(photos, job.id());
      ChunkStream stream = output.read(new RangeInBytes(0, MEBIBYTE - 1));
      assertTrue(stream.read() >= 0);
      stream.close();
      assertEquals(-1, stream.read());
    }
  }
}
