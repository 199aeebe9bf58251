// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.VaultClient.MEBIBYTE;
import static dev.firn.http.VaultClient.VAULT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that stall, stop short, or are not HTTP. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class SlowBodyTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final String TIMED_OUT =
      "{\"code\":\"RequestTimeoutException\",\"message\":\"Request timed out.\",\"type\":\"Client\"}";

  private final byte[] bytes = pattern(MEBIBYTE);
  private TestServer server;
  private VaultClient vault;
  private String upload = "";

  @BeforeEach
  void start() throws Exception {
    server = new TestServer("memory:", Limits.defaults().withBodyTimeout(LIMIT));
    vault = VaultClient.create(server);
    upload = vault.initiate(1);
  }

  /** Whatever became of the body, nothing is left of it, and the server goes on. */
  @AfterEach
  void nothing_is_left_and_the_server_goes_on() throws Exception {
    try {
      assertTrue(vault.get(upload).body().contains("\"Parts\":[]"));
      vault.part(upload, 0, bytes);
    } finally {
      server.close();
    }
  }

  private Map<String, String> head(String... more) {
    Map<String, String> headers = new HashMap<>(PayloadRequest.part(0, bytes).headers());
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  private RawSocket sending(int length) throws Exception {
    RawSocket client = new RawSocket(server.uri());
    client.sendHead("PUT", upload, head("Content-Length", Integer.toString(MEBIBYTE)));
    client.send(Arrays.copyOf(bytes, length));
    return client;
  }

  private static void assertTimedOut(RawSocket client) throws Exception {
    long start = System.nanoTime();
    String answer = client.readToEnd();
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(answer.startsWith("HTTP/1.1 408 Request Timeout\r\n"), answer);
    assertTrue(answer.endsWith("\r\n\r\n" + TIMED_OUT), answer);
    assertTrue(answer.contains("\r\nContent-Type: application/json\r\n"), answer);
    assertTrue(answer.contains("\r\nx-amzn-RequestId: "), answer);
    assertTrue(waited.compareTo(LIMIT.multipliedBy(10)) < 0, waited.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000, MEBIBYTE - 1})
  void a_body_that_stalls_is_timed_out(int length) throws Exception {
    try (RawSocket client = sending(length)) {
      assertTimedOut(client);
    }
  }

  @Test
  void a_body_that_trickles_and_then_stalls_is_timed_out() throws Exception {
    try (RawSocket client = sending(0)) {
      for (int i = 0; i < 2_000; i++) {
        client.send(new byte[] {bytes[i]});
      }
      assertTimedOut(client);
    }
  }

  @Test
  void a_body_that_is_given_leave_and_never_comes_is_timed_out() throws Exception {
    try (RawSocket client = new RawSocket(server.uri())) {
      client.sendHead(
          "PUT",
          upload,
          head("Content-Length", Integer.toString(MEBIBYTE), "Expect", "100-continue"));
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHead());
      assertTimedOut(client);
    }
  }

  @Test
  void an_archive_in_chunks_that_stalls_is_timed_out() throws Exception {
    try (RawSocket client = new RawSocket(server.uri())) {
      client.sendHead("POST", VAULT + "/archives", head("Transfer-Encoding", "chunked"));
      client.send("5\r\nabcde\r\n10\r\nabc".getBytes(ISO_8859_1));
      assertTimedOut(client);
    }
    assertTrue(vault.get(VAULT).body().contains("\"NumberOfArchives\":0,"));
  }

  @Test
  void a_body_that_is_not_looked_at_is_timed_out_all_the_same() throws Exception {
    try (RawSocket client = new RawSocket(server.uri())) {
      client.sendHead("PUT", "/-/vaults/films", Map.of("Content-Length", "2"));
      client.send(new byte[] {'{'});
      assertTimedOut(client);
    }
  }

  // It is refused for what it says of itself, and not timed out, although it is waited for.
  @Test
  void a_refused_body_that_stalls_is_refused() throws Exception {
    try (RawSocket client = new RawSocket(server.uri())) {
      client.sendHead("PUT", upload, head("Content-Length", "7"));
      client.send(new byte[] {'a'});
      String answer = client.readToEnd();
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
      assertTrue(answer.contains("is incompatible with Content-Length: 7"), answer);
    }
  }

  @Test
  void a_body_that_stops_short_has_broken_off() throws Exception {
    try (RawSocket client = sending(1000)) {
      client.endSending();
      String answer = client.readToEnd();
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
      assertTrue(
          answer.endsWith(
              "{\"code\":\"BadRequest\",\"message\":\"The body broke off\",\"type\":\"Client\"}"),
          answer);
    }
  }

  @Test
  void a_body_whose_chunks_are_none_is_not_http() throws Exception {
    try (RawSocket client = new RawSocket(server.uri())) {
      client.sendHead(
          "PUT", upload, head("Transfer-Encoding", "chunked", "Expect", "100-continue"));
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHead());
      client.send("5\r\nabcde\r\nzz\r\n".getBytes(ISO_8859_1));
      String answer = client.readToEnd();
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
      assertTrue(answer.contains("{\"code\":\"BadRequest\""), answer);
    }
  }
}
