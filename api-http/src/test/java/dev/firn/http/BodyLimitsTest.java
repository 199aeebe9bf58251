// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.WireAssertions.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A body of more bytes than the operator allows is refused, be its length told or not. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BodyLimitsTest {
  private TestServer server;
  private VaultClient vault;

  @BeforeEach
  void start() throws Exception {
    BodyLimits bodies = new BodyLimits(1_000, 2_000, 100);
    server = new TestServer("memory:", Limits.defaults().withBodies(bodies));
    vault = VaultClient.create(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_archive() throws Exception {
    assertEquals(201, vault.archive(PayloadRequest.archive(pattern(1_000))).statusCode());
    PayloadRequest larger = PayloadRequest.archive(pattern(1_001));
    String refusal = "Invalid Content-Length: %s. It must be from 1 to 1000 bytes.";
    assertInvalid(refusal.formatted("1001"), vault.archive(larger));
    assertInvalid(refusal.formatted("more than 1000"), vault.archive(larger.chunked()));
    String told = vault.get(VaultClient.VAULT).body();
    assertTrue(told.contains("\"NumberOfArchives\":1,"), told);
  }

  @Test
  void a_part() throws Exception {
    String upload = vault.initiate(1);
    vault.part(upload, 0, pattern(2_000));
    PayloadRequest larger = PayloadRequest.part(0, pattern(2_001));
    String refusal = "Invalid Content-Length: %s. It must be from 1 to 2000 bytes.";
    assertInvalid(refusal.formatted("2001"), vault.upload(upload, larger));
    assertInvalid(refusal.formatted("more than 2000"), vault.upload(upload, larger.chunked()));
    String parts = vault.get(upload).body();
    assertTrue(parts.contains("\"RangeInBytes\":\"0-1999\""), parts);
  }

  @Test
  void any_other() throws Exception {
    assertEquals(201, create(100).statusCode());
    HttpResponse<String> refused = create(101);
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains("no body of more than 100 bytes"), refused.body());
  }

  private HttpResponse<String> create(int bytes) throws Exception {
    return server.send(
        "PUT", VaultClient.VAULT, BodyPublishers.ofByteArray(pattern(bytes)), new String[0]);
  }
}
