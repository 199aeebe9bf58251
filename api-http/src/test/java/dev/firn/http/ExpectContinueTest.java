// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.VaultClient.MEBIBYTE;
import static dev.firn.http.VaultClient.VAULT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Clients that wait for leave to send a body: one that is refused is never asked to send it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExpectContinueTest {
  private static final String ARCHIVES = VAULT + "/archives";

  private TestServer server;
  private VaultClient vault;
  private String upload = "";

  @BeforeEach
  void start() throws Exception {
    server = new TestServer("memory:");
    vault = VaultClient.create(server);
    upload = vault.initiate(1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Map<String, String> waiting(PayloadRequest request, long length) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("Expect", "100-continue");
    headers.put("Content-Length", Long.toString(length));
    return headers;
  }

  private static PayloadRequest part(long first) {
    return PayloadRequest.part(first, pattern(MEBIBYTE));
  }

  /** Sends the headers alone: the first thing that comes back must be the refusal. */
  private void assertRefusedAtOnce(
      int status, String code, String method, String path, PayloadRequest request, long length)
      throws Exception {
    try (RawSocket client = new RawSocket(server.uri())) {
      client.sendHead(method, path, waiting(request, length));
      String answer = client.readToEnd();
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
      assertTrue(answer.contains("\r\n\r\n{\"code\":\"" + code + "\""), answer);
      assertEquals(-1, answer.indexOf("HTTP/1.1", 1), answer);
    }
  }

  private void assertPartRefused(int status, String code, PayloadRequest request, long length)
      throws Exception {
    assertRefusedAtOnce(status, code, "PUT", upload, request, length);
  }

  @Test
  void a_body_that_is_wanted_is_asked_for_once() throws Exception {
    byte[] bytes = pattern(MEBIBYTE);
    try (RawSocket client = new RawSocket(server.uri())) {
      for (int i = 0; i < 2; i++) {
        client.sendHead("PUT", upload, waiting(PayloadRequest.part(0, bytes), bytes.length));
        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHead());
        client.send(bytes);
        String answer = client.readHead();
        assertTrue(answer.startsWith("HTTP/1.1 204 "), answer);
      }
    }
  }

  @Test
  void what_is_not_there() throws Exception {
    String vaultMissing = upload.replace("photos", "nosuch");
    String uploadMissing = VAULT + "/multipart-uploads/x";
    String aborted = vault.initiate(1);
    vault.delete(aborted);
    for (String path : new String[] {vaultMissing, uploadMissing, aborted}) {
      assertRefusedAtOnce(404, "ResourceNotFoundException", "PUT", path, part(0), MEBIBYTE);
    }
    assertRefusedAtOnce(
        404,
        "ResourceNotFoundException",
        "POST",
        "/-/vaults/nosuch/archives",
        PayloadRequest.archive(pattern(10)),
        10);
  }

  @Test
  void a_range_that_is_not_one_of_the_uploads() throws Exception {
    String code = "InvalidParameterValueException";
    assertPartRefused(400, code, part(512), MEBIBYTE);
    assertPartRefused(400, code, part(10_000L * MEBIBYTE), MEBIBYTE);
    assertPartRefused(400, code, part(0).with("Content-Range", "bytes 1-0/*"), MEBIBYTE);
    assertPartRefused(400, code, part(0).with("Content-Range", "bytes 0-1048576/*"), MEBIBYTE + 1L);
  }

  @Test
  void a_length_that_is_not_that_of_the_range() throws Exception {
    for (long length : new long[] {0, 1, MEBIBYTE - 1L, MEBIBYTE + 1L, 1L << 40}) {
      assertPartRefused(400, "InvalidParameterValueException", part(0), length);
    }
  }

  @Test
  void hashes_that_are_missing_or_are_none() throws Exception {
    for (String name : new String[] {"x-amz-sha256-tree-hash", "x-amz-content-sha256"}) {
      String code = "MissingParameterValueException";
      assertPartRefused(400, code, part(0).without(name), MEBIBYTE);
      assertRefusedAtOnce(
          400, code, "POST", ARCHIVES, PayloadRequest.archive(pattern(10)).without(name), 10);
    }
    assertPartRefused(
        400,
        "InvalidParameterValueException",
        part(0).with("x-amz-sha256-tree-hash", "12ab"),
        MEBIBYTE);
    assertPartRefused(
        403, "InvalidSignatureException", part(0).with("x-amz-content-sha256", "12ab"), MEBIBYTE);
  }

  @Test
  void an_archive_of_more_than_4_gib_or_with_a_description_that_is_too_long() throws Exception {
    PayloadRequest archive = PayloadRequest.archive(pattern(10));
    String code = "InvalidParameterValueException";
    assertRefusedAtOnce(400, code, "POST", ARCHIVES, archive, (4L << 30) + 1);
    PayloadRequest described = archive.with("x-amz-archive-description", "x".repeat(1025));
    assertRefusedAtOnce(400, code, "POST", ARCHIVES, described, 10);
  }

  @Test
  void what_is_no_operation() throws Exception {
    PayloadRequest archive = PayloadRequest.archive(pattern(10));
    assertRefusedAtOnce(400, "BadRequest", "POST", VAULT + "/access-policy", archive, 10);
    assertRefusedAtOnce(404, "ResourceNotFoundException", "PUT", "/nosuch", archive, 10);
    assertRefusedAtOnce(
        400,
        "InvalidParameterValueException",
        "POST",
        ARCHIVES,
        archive.with("x-amz-glacier-version", "2011-06-01"),
        10);
  }

  // It has begun to send, and sees the answer only when it is done with that.
  @Test
  void a_client_that_was_given_leave_may_send_all_although_it_is_refused() throws Exception {
    byte[] bytes = pattern(16 * MEBIBYTE);
    Map<String, String> headers = new HashMap<>(part(0).headers());
    headers.put("Expect", "100-continue");
    headers.put("Transfer-Encoding", "chunked");
    try (RawSocket client = new RawSocket(server.uri())) {
      client.sendHead("PUT", upload, headers);
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHead());
      client.send("1000000\r\n".getBytes(ISO_8859_1));
      client.send(bytes);
      client.send("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
      String answer = client.readHead();
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }
  }
}
