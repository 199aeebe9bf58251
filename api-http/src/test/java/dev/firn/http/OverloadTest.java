// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.VaultClient.MEBIBYTE;
import static dev.firn.http.VaultClient.VAULT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that want more than there is: the others do not notice, and afterwards all is free. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
// Sending to a server that takes nothing cannot be interrupted.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OverloadTest {
  private static final String LISTING = VAULT + "/multipart-uploads";
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String THROTTLED =
      "{\"code\":\"ThrottlingException\",\"message\":\"Rate exceeded\",\"type\":\"Client\"}";
  private static final String TIMED_OUT =
      "{\"code\":\"RequestTimeoutException\",\"message\":\"Request timed out.\",\"type\":\"Client\"}";

  private final byte[] bytes = pattern(MEBIBYTE);
  private final Limits limits = Limits.defaults();

  private Map<String, String> archive(String... more) {
    Map<String, String> headers = new HashMap<>(PayloadRequest.archive(bytes).headers());
    headers.put("Content-Length", Integer.toString(MEBIBYTE));
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  /** Waits until the server works on an upload, which it says by giving leave to send it. */
  private RawSocket uploading(TestServer server) throws IOException {
    RawSocket client = new RawSocket(server.uri());
    client.sendHead("POST", VAULT + "/archives", archive("Expect", "100-continue"));
    assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHead());
    return client;
  }

  private void finish(RawSocket uploading) throws IOException {
    uploading.send(bytes);
    assertStatus(201, uploading.readHead());
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  private static void assertLists(RawSocket client) throws IOException {
    client.sendHead("GET", LISTING, Map.of());
    String answer = client.readHead();
    assertStatus(200, answer);
    client.readBody(answer);
  }

  private void assertThrottled(TestServer server, Map<String, String> headers) throws IOException {
    try (RawSocket client = new RawSocket(server.uri())) {
      client.sendHead("POST", VAULT + "/archives", headers);
      String answer = client.readToEnd();
      assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
      assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
      assertTrue(answer.contains("\r\nx-amzn-RequestId: "), answer);
      assertTrue(answer.endsWith("\r\n\r\n" + THROTTLED), answer);
    }
  }

  @Test
  void an_upload_too_many_is_throttled_unread_and_listings_go_on() throws Exception {
    try (TestServer server = new TestServer("memory:", limits.withRequests(4, 2))) {
      VaultClient vault = VaultClient.create(server);
      try (RawSocket first = uploading(server);
          RawSocket second = uploading(server)) {
        assertThrottled(server, archive());
        assertThrottled(server, archive("Expect", "100-continue"));
        assertEquals(200, vault.get(LISTING).statusCode());
        finish(first);
        finish(second);
      }
      try (RawSocket first = uploading(server);
          RawSocket second = uploading(server)) {
        finish(first);
        finish(second);
      }
    }
  }

  @Test
  void places_of_clients_that_crash_are_free_again() throws Exception {
    try (TestServer server = new TestServer("memory:", limits.withRequests(2, 1))) {
      VaultClient vault = VaultClient.create(server);
      for (int i = 0; i < 10; i++) {
        try (RawSocket client = new RawSocket(server.uri())) {
          client.sendHead("POST", VAULT + "/archives", archive());
          client.send(new byte[1000]);
          client.reset();
        }
      }
      awaitAccepted(vault);
    }
  }

  /** The server learns of a crash in its own time. */
  private void awaitAccepted(VaultClient vault) throws Exception {
    while (vault.archive(PayloadRequest.archive(bytes)).statusCode() != 201) {
      Thread.onSpinWait();
    }
  }

  // Whoever sends what nobody wants keeps at most himself from what he wants.
  @Test
  void bodies_that_are_not_wanted_take_no_place_of_others() throws Exception {
    try (TestServer server = new TestServer("memory:", limits.withRequests(4, 1))) {
      VaultClient.create(server);
      try (RawSocket refused = new RawSocket(server.uri());
          RawSocket refusedToo = new RawSocket(server.uri())) {
        refused.sendHead("POST", "/-/vaults/nosuch/archives", archive());
        refused.send(new byte[] {bytes[0]});
        awaitUnwanted(server);
        refusedToo.sendHead("POST", "/-/vaults/nosuch/archives", archive());
        String answer = refusedToo.readToEnd();
        assertStatus(404, answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        try (RawSocket wanted = uploading(server)) {
          finish(wanted);
        }
        refused.send(Arrays.copyOfRange(bytes, 1, MEBIBYTE));
        assertStatus(404, refused.readHead());
      }
    }
  }

  /** Waits until one more unwanted body is not waited for. */
  private void awaitUnwanted(TestServer server) throws IOException {
    String answer = "";
    while (!answer.startsWith("HTTP/1.1 404 ")) {
      try (RawSocket probe = new RawSocket(server.uri())) {
        probe.sendHead("POST", "/-/vaults/nosuch/archives", archive("Content-Length", "1"));
        answer = probe.readToEnd();
      }
    }
  }

  @Test
  void a_request_too_many_is_throttled_and_its_connection_goes_on() throws Exception {
    SlowClock clock = SlowClock.stopped();
    try (TestServer server = new TestServer("memory:", limits.withRequests(2, 1), clock);
        RawSocket first = new RawSocket(server.uri());
        RawSocket second = new RawSocket(server.uri());
        RawSocket third = new RawSocket(server.uri())) {
      first.sendHead("PUT", "/-/vaults/films", Map.of());
      second.sendHead("PUT", "/-/vaults/photos", Map.of());
      clock.awaitAsked(2);
      third.sendHead("PUT", "/-/vaults/songs", Map.of());
      String answer = third.readHead();
      assertStatus(400, answer);
      assertTrue(answer.contains("\r\nContent-Length: " + THROTTLED.length() + "\r\n"), answer);
      third.readBody(answer);
      clock.go();
      assertStatus(201, first.readHead());
      assertStatus(201, second.readHead());
      assertLists(third);
    }
  }

  @Test
  void connections_too_many_wait_while_the_others_go_on() throws Exception {
    try (TestServer server = new TestServer("memory:", limits.withConnections(4))) {
      VaultClient.create(server);
      List<RawSocket> clients = new ArrayList<>();
      try {
        // One is the client's that created the vault.
        for (int i = 0; i < 3; i++) {
          clients.add(new RawSocket(server.uri()));
          assertLists(clients.get(i));
        }
        for (int i = 0; i < 8; i++) {
          clients.add(new RawSocket(server.uri()));
        }
        for (RawSocket connected : clients.subList(0, 3)) {
          assertLists(connected);
        }
      } finally {
        for (RawSocket client : clients) {
          client.close();
        }
      }
      for (int i = 0; i < 8; i++) {
        awaitLists(server);
      }
    }
  }

  /** One that the server had accepted already when it had enough is closed at once. */
  private static void awaitLists(TestServer server) {
    boolean isThere = false;
    while (!isThere) {
      assertFalse(Thread.interrupted(), "it takes too long");
      try (RawSocket client = new RawSocket(server.uri())) {
        assertLists(client);
        isThere = true;
      } catch (IOException closed) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void a_connection_without_a_request_is_closed() throws Exception {
    try (TestServer server = new TestServer("memory:", limits.withIdleTime(IDLE))) {
      VaultClient.create(server);
      try (RawSocket silent = new RawSocket(server.uri());
          RawSocket half = new RawSocket(server.uri());
          RawSocket used = new RawSocket(server.uri())) {
        half.send("GET / HTTP/1.1\r\nHost:".getBytes(ISO_8859_1));
        assertLists(used);
        for (RawSocket client : List.of(silent, half, used)) {
          StringBuilder answer = new StringBuilder();
          assertTrue(client.endsWithin(LONG, answer));
          assertEquals("", answer.toString());
        }
      }
    }
  }

  @Test
  void a_connection_whose_head_never_comes_to_its_end_is_closed() throws Exception {
    Limits roomy = limits.withHeaderBytes(1 << 20).withIdleTime(IDLE);
    try (TestServer server = new TestServer("memory:", roomy)) {
      VaultClient.create(server);
      try (RawSocket client = new RawSocket(server.uri())) {
        client.send("GET / HTTP/1.1\r\n".getBytes(ISO_8859_1));
        assertEquals("", client.trickleUntilClosed());
      }
      try (RawSocket client = new RawSocket(server.uri())) {
        assertLists(client);
        client.send("GET / HTTP/1.1\r\n".getBytes(ISO_8859_1));
        assertEquals("", client.trickleUntilClosed());
      }
    }
  }

  // Parsed, each takes far more memory than it had bytes.
  @Test
  void headers_too_many_are_refused_before_the_last_has_come() throws Exception {
    try (TestServer server = new TestServer("memory:", limits)) {
      try (RawSocket client = new RawSocket(server.uri())) {
        client.send(("GET / HTTP/1.1\r\nHost: a\r\n" + "a:\r\n".repeat(101)).getBytes(ISO_8859_1));
        String answer = client.readToEnd();
        assertStatus(431, answer);
        assertTrue(answer.contains(": more than 100 are too many\""), answer);
      }
      try (RawSocket client = new RawSocket(server.uri())) {
        VaultClient.create(server);
        for (int i = 0; i < 3; i++) {
          String request =
              "GET " + LISTING + " HTTP/1.1\r\nx-amz-glacier-version: 2012-06-01\r\nHost: a\r\n";
          client.send((request + "a:\r\n".repeat(98) + "\r\n").getBytes(ISO_8859_1));
          String answer = client.readHead();
          assertStatus(200, answer);
          client.readBody(answer);
        }
      }
    }
  }

  @Test
  void a_body_that_trickles_is_timed_out() throws Exception {
    Limits impatient = limits.withBodyTimeout(SHORT).withLeastRate(1 << 10);
    try (TestServer server = new TestServer("memory:", impatient);
        RawSocket client = new RawSocket(server.uri())) {
      VaultClient.create(server);
      client.sendHead("POST", VAULT + "/archives", archive());
      String answer = client.trickleUntilClosed();
      assertStatus(408, answer);
      assertTrue(answer.endsWith("\r\n\r\n" + TIMED_OUT), answer);
    }
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void silent_connections_are_closed_earlier_while_others_wait() throws Exception {
    Limits few = limits.withConnections(1).withIdleTime(LONG);
    try (TestServer server = new TestServer("memory:", few)) {
      // Not by a client, which would keep a connection that could be closed in place of this one.
      server.firn().vaults().createVault(VaultKey.of("012345678901", "photos"));
      try (RawSocket silent = new RawSocket(server.uri())) {
        awaitLists(server);
        assertTrue(silent.endsWithin(LONG, new StringBuilder()));
      }
    }
  }

  @Test
  void a_client_that_takes_no_answers_is_given_up() throws Exception {
    try (TestServer server = new TestServer("memory:", limits.withBodyTimeout(SHORT));
        RawSocket client = new RawSocket(server.uri());
        RawSocket other = new RawSocket(server.uri())) {
      fillPage(server);
      askUntilClosed(other, client);
      assertLists(other);
    }
  }

  // Each would be waited for much longer than the test takes.
  @Test
  void one_client_too_many_that_takes_no_answers_is_given_up_at_once() throws Exception {
    Limits patient = limits.withRequests(4, 1).withBodyTimeout(Duration.ofHours(1));
    try (TestServer server = new TestServer("memory:", patient);
        RawSocket first = new RawSocket(server.uri());
        RawSocket second = new RawSocket(server.uri());
        RawSocket other = new RawSocket(server.uri())) {
      fillPage(server);
      askUntilClosed(other, first, second);
      assertLists(other);
    }
  }

  /** Makes the answer to a listing a large one. */
  private static void fillPage(TestServer server) throws Exception {
    VaultClient vault = VaultClient.create(server);
    for (int i = 0; i < 50; i++) {
      vault.initiate(1, "x-amz-archive-description", "x".repeat(1024));
    }
  }

  /**
   * Has clients ask again and again, taking no answer, until the server does not listen to one of
   * them any more. Another asks between, so that they ask one by one.
   */
  private static void askUntilClosed(RawSocket other, RawSocket... clients) {
    assertThrows(
        SocketException.class,
        () -> {
          while (true) {
            assertFalse(Thread.interrupted(), "it takes too long");
            for (RawSocket client : clients) {
              client.sendHead("GET", LISTING, Map.of());
            }
            assertLists(other);
          }
        });
  }

  @Test
  void who_does_not_wait_for_answers_gets_few() throws Exception {
    String request =
        "GET " + LISTING + " HTTP/1.1\r\nHost: a\r\nx-amz-glacier-version: 2012-06-01\r\n\r\n";
    try (TestServer server = new TestServer("memory:", limits)) {
      VaultClient.create(server);
      for (int most : new int[] {9, 5, 1}) {
        try (RawSocket client = new RawSocket(server.uri())) {
          client.send(request.repeat(most).getBytes(ISO_8859_1));
          for (int i = 0; i < most; i++) {
            String answer = client.readHead();
            assertStatus(200, answer);
            assertEquals(i == 8, answer.contains("\r\nConnection: close\r\n"), answer);
            client.readBody(answer);
          }
          // Who has waited may begin anew.
          if (most < 9) {
            client.send(request.repeat(5).getBytes(ISO_8859_1));
            for (int i = 0; i < 5; i++) {
              String answer = client.readHead();
              assertStatus(200, answer);
              client.readBody(answer);
            }
            assertLists(client);
          }
        }
      }
    }
  }
}
