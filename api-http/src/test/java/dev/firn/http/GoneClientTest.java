// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.VaultClient.MEBIBYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that go away in the midst of a body are everyday life, and nothing to log. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class GoneClientTest {
  private final byte[] bytes = pattern(MEBIBYTE);

  private RawSocket sending(TestServer server, String upload, int length) throws Exception {
    Map<String, String> headers = new HashMap<>(PayloadRequest.part(0, bytes).headers());
    headers.put("Content-Length", Integer.toString(MEBIBYTE));
    RawSocket client = new RawSocket(server.uri());
    client.sendHead("PUT", upload, headers);
    client.send(Arrays.copyOf(bytes, length));
    return client;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500_000, MEBIBYTE - 1})
  void a_client_that_goes_away_leaves_nothing_in_the_log(int length) throws Exception {
    try (LogCapture log = new LogCapture()) {
      // Closing the server waits for what is under way.
      try (TestServer server = new TestServer("memory:")) {
        VaultClient vault = VaultClient.create(server);
        String upload = vault.initiate(1);
        sending(server, upload, length).reset();
        sending(server, upload, length).close();
        try (RawSocket client = sending(server, upload, length)) {
          client.endSending();
        }
        try (RawSocket client = sending(server, upload, length)) {
          client.endSending();
          client.readToEnd();
        }
        vault.part(upload, 0, bytes);
      }
      assertEquals("", log.text());
    }
  }
}
