// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that no good client sends, byte by byte: each gets a 4xx in Glacier's JSON, and the
 * server goes on.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OddRequestsTest {
  private static final String HEAD =
      "Host: localhost\r\nConnection: close\r\nx-amz-glacier-version: 2012-06-01\r\n";

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = new TestServer("memory:");
    server.send("PUT", "/-/vaults/photos");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void the_server_goes_on() throws IOException, InterruptedException {
    assertEquals(200, server.send("GET", "/-/vaults/photos").statusCode());
  }

  /** Sends bytes as they are and returns all that comes back. */
  private String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), ISO_8859_1);
    }
  }

  private static void assertRefusal(int status, String code, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains("\r\nContent-Type: application/json\r\n"), answer);
    assertTrue(answer.contains("\r\nx-amzn-RequestId: "), answer);
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertTrue(
        body.matches(
            "\\{\"code\":\"" + code + "\",\"message\":\"[^\\x00-\\x1f]+\",\"type\":\"Client\"}"),
        body);
  }

  @ParameterizedTest
  @CsvSource({
    "/-/vaults/a%2Fb, 404, ResourceNotFoundException",
    "/-/vaults/..%2f..%2fetc%2fpasswd, 404, ResourceNotFoundException",
    "/-/vaults/.., 404, ResourceNotFoundException",
    "/-/vaults/., 404, ResourceNotFoundException",
    "/-/vaults/%2e%2e, 404, ResourceNotFoundException",
    "/-/vaults/../../etc, 404, ResourceNotFoundException",
    "/-/vaults/a;b=c, 404, ResourceNotFoundException",
    "/-/vaults/a%0d%0ab, 404, ResourceNotFoundException",
    "/-/vaults/a%7F, 404, ResourceNotFoundException",
    "/-/vaults/photos/, 404, ResourceNotFoundException",
    "/-/vaults/photos/multipart-uploads/x/y, 404, ResourceNotFoundException",
    "//, 404, ResourceNotFoundException",
    "/, 404, ResourceNotFoundException",
    "/-/Vaults, 404, ResourceNotFoundException",
    "/-/vaults/, 400, MissingParameterValueException",
    "/-/vaults//multipart-uploads, 400, MissingParameterValueException",
    "//vaults, 403, AccessDeniedException",
    "/-/vaults/a%0, 400, BadRequest",
    "/-/vaults/a%, 400, BadRequest",
    "/-/vaults/%zz, 400, BadRequest",
    "/-/vaults/%ff, 400, BadRequest",
    "/-/vaults/%c0%af, 400, BadRequest",
    "/-/vaults/%00, 400, BadRequest",
    "/-/vaults?marker=%f, 400, BadRequest",
  })
  void odd_paths(String path, int status, String code) throws IOException {
    assertRefusal(status, code, exchange("GET " + path + " HTTP/1.1\r\n" + HEAD + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "TRACE", "OPTIONS", "FOO", "get"})
  void wrong_methods(String method) throws IOException {
    assertRefusal(
        400, "BadRequest", exchange(method + " /-/vaults/photos HTTP/1.1\r\n" + HEAD + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "a%20b", "a%2Fb", "%C3%A4", "a%0Ab"})
  void a_vault_cannot_be_created_by_an_odd_name(String name) throws IOException {
    assertRefusal(
        400,
        "InvalidParameterValueException",
        exchange("PUT /-/vaults/" + name + " HTTP/1.1\r\n" + HEAD + "\r\n"));
  }

  @Test
  void a_vault_cannot_be_created_by_a_name_that_is_too_long() throws IOException {
    assertRefusal(
        400,
        "InvalidParameterValueException",
        exchange("PUT /-/vaults/" + "x".repeat(256) + " HTTP/1.1\r\n" + HEAD + "\r\n"));
  }

  @Test
  void a_missing_or_another_version() throws IOException {
    String plain = "GET /-/vaults HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    String missing = exchange(plain + "\r\n");
    assertRefusal(400, "MissingParameterValueException", missing);
    assertTrue(missing.contains("\"Required parameter missing: API version\""), missing);
    assertRefusal(
        400,
        "InvalidParameterValueException",
        exchange(plain + "x-amz-glacier-version: 2011-06-01\r\n\r\n"));
  }

  @Test
  void what_is_too_long() throws IOException {
    String long20k = "a".repeat(20_000);
    assertRefusal(
        414, "BadRequest", exchange("GET /-/vaults/" + long20k + " HTTP/1.1\r\n" + HEAD + "\r\n"));
    assertRefusal(
        431,
        "BadRequest",
        exchange("GET /-/vaults HTTP/1.1\r\n" + HEAD + "x-amz-more: " + long20k + "\r\n\r\n"));
    assertRefusal(
        400,
        "BadRequest",
        exchange(
            "PUT /-/vaults/films2 HTTP/1.1\r\n"
                + HEAD
                + "Content-Length: 100000\r\n\r\n"
                + "x".repeat(100_000)));
    assertEquals(404, statusOf("GET /-/vaults/films2 HTTP/1.1\r\n" + HEAD + "\r\n"));
  }

  @Test
  void what_is_not_http() throws IOException {
    for (String request :
        List.of(
            "GET /-/vaults\r\n\r\n\r\n",
            "GET /-/vaults HTTP/3.7\r\n" + HEAD + "\r\n",
            "GET /-/vaults HTTP/1.1\r\nConnection: close\r\n\r\n",
            "GET /-/vaults HTTP/1.1\r\n" + HEAD + "Content-Length: x\r\n\r\n",
            "GET /-/vaults HTTP/1.1\r\n"
                + HEAD
                + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "GET /-/vaults HTTP/1.1\r\n" + HEAD + "bad header: x\r\n\r\n",
            "GET /-/vaults/\u0001 HTTP/1.1\r\n" + HEAD + "\r\n",
            "PUT /-/vaults/films HTTP/1.1\r\n" + HEAD + "Transfer-Encoding: foo\r\n\r\n",
            "PUT /-/vaults/films HTTP/1.1\r\n"
                + HEAD
                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            "\u0016\u0003\u0001\u0002\r\n\r\n")) {
      assertRefusal(
          400, "BadRequest", exchange(request).replaceFirst("HTTP/1.1 426 ", "HTTP/1.1 400 "));
    }
  }

  // A client that looks for an answer only when it has sent all.
  @Test
  void a_large_body_that_is_refused() throws IOException {
    int size = 8 << 20;
    assertRefusal(
        400,
        "MissingParameterValueException",
        exchange(
            "POST /-/vaults/photos/archives HTTP/1.1\r\n"
                + HEAD
                + "Content-Length: %d\r\n\r\n".formatted(size)
                + "x".repeat(size)));
  }

  // A part of usual size, of an upload that has expired, sent by a client that blocks.
  @Test
  void a_body_of_hundreds_of_megabytes_that_is_refused() throws IOException {
    int mebibytes = 256;
    try (RawSocket client = new RawSocket(server.uri())) {
      client.sendHead(
          "POST", "/-/vaults/photos/archives", Map.of("Content-Length", "" + (mebibytes << 20)));
      byte[] mebibyte = new byte[1 << 20];
      for (int sent = 0; sent < mebibytes; sent++) {
        client.send(mebibyte);
      }
      assertRefusal(400, "MissingParameterValueException", client.readToEnd());
    }
  }

  @Test
  void what_is_refused_before_the_api_sees_it_is_told_why() throws IOException {
    String broken = exchange("PUT /-/vaults/a%zz HTTP/1.1\r\n" + HEAD + "\r\n");
    assertRefusal(400, "BadRequest", broken);
    assertTrue(broken.contains("broken percent-encoding"), broken);
    String longPath =
        exchange("GET /-/vaults/" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HEAD + "\r\n");
    assertTrue(longPath.contains("there is room for 16384 bytes"), longPath);
  }

  // Real clients: the Java SDK sends bodiless POSTs as empty chunks, Perl without any length,
  // others a length of 0.
  @ParameterizedTest
  @ValueSource(strings = {"", "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n"})
  void bodiless_posts_come_in_three_ways(String framing) throws IOException {
    assertEquals(
        201,
        statusOf(
            "POST /-/vaults/photos/multipart-uploads HTTP/1.1\r\n"
                + HEAD
                + "x-amz-part-size: 1048576\r\n"
                + framing
                + "\r\n"
                + (framing.startsWith("T") ? "0\r\n\r\n" : "")));
  }

  @Test
  void a_small_body_where_none_belongs_is_not_looked_at() throws IOException {
    assertEquals(
        201, statusOf("PUT /-/vaults/films HTTP/1.1\r\n" + HEAD + "Content-Length: 2\r\n\r\n{}"));
  }

  @Test
  void a_path_may_be_given_with_the_host_before_it() throws IOException {
    assertEquals(200, statusOf("GET http://localhost/-/vaults HTTP/1.1\r\n" + HEAD + "\r\n"));
  }

  private int statusOf(String request) throws IOException {
    return Integer.parseInt(exchange(request).substring(9, 12));
  }
}
