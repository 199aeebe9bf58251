// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.JobTask;
import dev.firn.domain.settings.NotificationConfiguration;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.settings.VaultEvent;
import dev.firn.domain.vault.Region;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices on their way to endpoints that answer, refuse, hang, or are not there. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class NotifierTest {
  private static final TopicArn DONE = new TopicArn("arn:aws:sns:eu-west-1:012345678901:done");
  private static final TopicArn OTHER = new TopicArn("arn:aws:sns:eu-west-1:012345678901:other");

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer endpoint;
  private volatile int status = 200;

  /** What came to the endpoint. */
  private record Received(String path, Headers headers, JsonNode body) {}

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @BeforeEach
  void start() throws IOException {
    endpoint = listen(0);
  }

  @AfterEach
  void stop() {
    end.countDown();
    endpoint.stop(0);
    threads.shutdownNow();
  }

  private HttpServer listen(int port) throws IOException {
    HttpServer server = HttpServer.create(loopback(port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.createContext("/hangs", this::hang);
    server.start();
    return server;
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
    received.add(
        new Received(
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            new ObjectMapper().readTree(body)));
  }

  private void hang(HttpExchange exchange) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort() + path);
  }

  private TestServer serving(TopicArn topic, URI url, TestClock clock) throws IOException {
    return new TestServer("memory:", firn -> firn.clock(clock), http -> http.topic(topic, url));
  }

  /** Has a job ended that is to be told to a topic, and returns its path. */
  private static String ended(VaultClient vault, TopicArn topic) throws Exception {
    String job =
        vault.initiated(
            "{\"Type\":\"archive-retrieval\",\"ArchiveId\":\"%s\",\"SNSTopic\":\"%s\"}"
                .formatted(vault.archive(pattern(3)), topic));
    assertEquals(200, vault.get(job).statusCode());
    return job;
  }

  // Also a process that is gone, or that knows no endpoint, has nothing lost.
  @ParameterizedTest
  @MethodSource("dev.firn.http.TestStorage#durable")
  void a_notice_is_delivered_by_who_is_started_later(TestStorage storage, @TempDir Path folder)
      throws Exception {
    String storageUrl = storage.newUrl(folder);
    TestClock clock = new TestClock();
    String job;
    try (TestServer server = new TestServer(storageUrl, firn -> firn.clock(clock), http -> {})) {
      job = ended(VaultClient.create(server), DONE);
    }
    clock.move(Duration.ofDays(1));
    try (TestServer server =
        new TestServer(
            storageUrl, firn -> firn.clock(clock), http -> http.topic(DONE, url("/later")))) {
      JsonNode told =
          new ObjectMapper().readTree(received.take().body().get("Message").textValue());
      assertEquals(VaultClient.id(job), told.get("JobId").textValue());
    }
  }

  @Test
  void a_notice_has_the_form_of_sns_and_says_what_describing_does() throws Exception {
    TestClock clock = new TestClock();
    try (TestServer server = serving(DONE, url("/a/b?c=d"), clock)) {
      VaultClient vault = VaultClient.create(server);
      String job = ended(vault, DONE);
      Received notice = received.take();
      assertEquals("/a/b?c=d", notice.path());
      assertEquals("text/plain; charset=UTF-8", notice.headers().getFirst("Content-Type"));
      assertEquals("Notification", notice.headers().getFirst("x-amz-sns-message-type"));
      assertEquals(DONE.text(), notice.headers().getFirst("x-amz-sns-topic-arn"));
      String id = notice.headers().getFirst("x-amz-sns-message-id");
      assertEquals(id, UUID.fromString(id).toString());
      JsonNode description = new ObjectMapper().readTree(vault.get(job).body());
      JsonNode body = notice.body();
      assertEquals(
          "{\"Type\":\"Notification\",\"MessageId\":\"%s\",\"TopicArn\":\"%s\",\"Message\":%s,\"Timestamp\":%s}"
              .formatted(
                  id,
                  DONE,
                  new ObjectMapper().writeValueAsString(vault.get(job).body()),
                  description.get("CompletionDate")),
          body.toString());
    }
    assertTrue(received.isEmpty(), "it is sent once");
  }

  @Test
  void many_are_all_told_and_each_once() throws Exception {
    TestClock clock = new TestClock();
    Set<String> ids = new HashSet<>();
    try (TestServer server = serving(DONE, url("/"), clock)) {
      VaultClient vault = VaultClient.create(server);
      for (int i = 0; i < 30; i++) {
        ended(vault, DONE);
      }
      for (int i = 0; i < 30; i++) {
        assertTrue(ids.add(received.take().headers().getFirst("x-amz-sns-message-id")));
      }
    }
    assertTrue(received.isEmpty());
  }

  @Test
  void a_vaults_configuration_notifies_as_well_and_both_are_told() throws Exception {
    TestClock clock = new TestClock();
    try (TestServer server =
        new TestServer(
            "memory:",
            firn -> firn.clock(clock),
            http -> http.topic(DONE, url("/done")).topic(OTHER, url("/other")))) {
      VaultClient vault = VaultClient.create(server);
      server
          .firn()
          .vaultNotifications()
          .setVaultNotifications(
              VaultKey.of("012345678901", "photos"),
              new NotificationConfiguration(OTHER, Set.of(VaultEvent.ARCHIVE_RETRIEVAL_COMPLETED)));
      ended(vault, DONE);
      String first = received.take().path();
      assertEquals(Set.of("/done", "/other"), Set.of(first, received.take().path()));
    }
  }

  @Test
  void a_user_and_a_password_are_sent_and_not_logged() throws Exception {
    TestClock clock = new TestClock();
    URI url = URI.create(url("/x?key=hush").toString().replace("http://", "http://me:secret@"));
    status = 403;
    try (LogCapture log = new LogCapture()) {
      try (TestServer server = serving(DONE, url, clock)) {
        ended(VaultClient.create(server), DONE);
        assertEquals("Basic bWU6c2VjcmV0", received.take().headers().getFirst("Authorization"));
        log.await("with the status 403");
      }
      assertFalse(log.text().contains("secret") || log.text().contains("hush"), log.text());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 404, 302})
  void what_is_not_taken_is_sent_again_with_the_same_id(int refusal) throws Exception {
    TestClock clock = new TestClock();
    status = refusal;
    try (LogCapture log = new LogCapture()) {
      try (TestServer server = serving(DONE, url("/"), clock)) {
        ended(VaultClient.create(server), DONE);
        Received first = received.take();
        log.await("with the status " + refusal);
        status = 204;
        clock.move(Duration.ofMinutes(1));
        assertEquals(first.body(), received.take().body());
      }
      assertEquals(1, log.text().lines().count(), log.text());
    }
    assertTrue(received.isEmpty());
  }

  @Test
  void an_endpoint_that_was_down_is_told_when_it_is_up() throws Exception {
    TestClock clock = new TestClock();
    int port = endpoint.getAddress().getPort();
    URI url = url("/");
    endpoint.stop(0);
    try (LogCapture log = new LogCapture()) {
      try (TestServer server = serving(DONE, url, clock)) {
        String job = ended(VaultClient.create(server), DONE);
        log.await("was not delivered, and will be tried again: java.net.ConnectException");
        endpoint = listen(port);
        clock.move(Duration.ofMinutes(1));
        assertTrue(received.take().body().get("Message").asText().contains(VaultClient.id(job)));
      }
    }
  }

  @Test
  void an_endpoint_that_hangs_does_not_hold_up_others() throws Exception {
    TestClock clock = new TestClock();
    try (TestServer server =
        new TestServer(
            "memory:",
            firn -> firn.clock(clock),
            http -> http.topic(DONE, url("/hangs")).topic(OTHER, url("/other")))) {
      VaultClient vault = VaultClient.create(server);
      for (int i = 0; i < 6; i++) {
        ended(vault, DONE);
      }
      String job = ended(vault, OTHER);
      Received notice = received.take();
      assertEquals("/other", notice.path());
      assertTrue(notice.body().get("Message").asText().contains(VaultClient.id(job)));
      end.countDown();
    }
  }

  private static void ended(Firn firn, VaultKey vault, TopicArn topic) {
    Job job =
        firn.jobs()
            .initiateInventoryRetrieval(
                vault,
                JobTask.InventoryRetrieval.all(),
                ArchiveDescription.none(),
                Optional.of(topic));
    assertEquals(JobStatus.SUCCEEDED, firn.jobs().describeJob(vault, job.id()).status());
  }

  @Test
  void one_that_is_slow_does_not_hold_up_others_however_many_wait_for_it() throws Exception {
    TestClock clock = new TestClock();
    try (Firn firn = Firn.builder().region(new Region("eu-west-1")).clock(clock).open("memory:")) {
      VaultKey photos = VaultKey.of("012345678901", "photos");
      firn.vaults().createVault(photos);
      for (int i = 0; i < 350; i++) {
        ended(firn, photos, DONE);
      }
      ended(firn, photos, OTHER);
      try (FirnHttpServer server =
          FirnHttpServer.over(firn)
              .port(0)
              .topic(DONE, url("/hangs"))
              .topic(OTHER, url("/other"))
              .start()) {
        assertTrue(server.port() > 0);
        assertEquals("/other", received.take().path());
        end.countDown();
      }
      clock.move(Duration.ofMinutes(2));
      long waiting =
          firn.notices().due(350).stream().filter(notice -> notice.attempts() == 0).count();
      assertTrue(waiting > 200, waiting + " wait for it as for one that answers");
    }
  }

  @Test
  void what_nobody_is_set_for_is_kept_for_who_is_and_said_once() throws Exception {
    TestClock clock = new TestClock();
    try (LogCapture log = new LogCapture();
        Firn firn = Firn.builder().region(new Region("eu-west-1")).clock(clock).open("memory:")) {
      VaultKey photos = VaultKey.of("012345678901", "photos");
      firn.vaults().createVault(photos);
      ended(firn, photos, DONE);
      ended(firn, photos, DONE);
      try (FirnHttpServer server = FirnHttpServer.over(firn).port(0).start()) {
        assertTrue(server.port() > 0);
        log.await("Nobody can be notified by " + DONE);
        while (!firn.notices().due(1).isEmpty()) {
          assertFalse(Thread.interrupted(), "it takes too long");
        }
      }
      assertEquals(1, log.text().lines().count(), log.text());
      clock.move(Duration.ofMinutes(1));
      try (FirnHttpServer server =
          FirnHttpServer.over(firn).port(0).topic(DONE, url("/late")).start()) {
        assertTrue(server.port() > 0);
        assertEquals("/late", received.take().path());
        assertEquals("/late", received.take().path());
      }
      assertTrue(firn.notices().due(1).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.com/", "example.com", "http:///x", "/x", "mailto:a@b"})
  void an_endpoint_is_a_url_of_http(String url) {
    try (Firn firn = Firn.open("memory:")) {
      FirnHttpServer.Builder builder = FirnHttpServer.over(firn);
      assertThrows(IllegalArgumentException.class, () -> builder.topic(DONE, URI.create(url)));
    }
  }
}
