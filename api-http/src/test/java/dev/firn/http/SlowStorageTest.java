// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is slow itself: that is no fault of the client's. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class SlowStorageTest {
  private static final Duration BODY_TIMEOUT = Duration.ofMillis(400);

  // The storage is slow before the body is read, while it is, and after it.
  @Test
  void a_request_may_take_longer_than_its_client_may_pause() throws Exception {
    byte[] bytes = pattern(3 << 20);
    Map<String, String> upload = new HashMap<>(PayloadRequest.archive(bytes).headers());
    upload.put("Content-Length", Integer.toString(bytes.length));
    Limits limits = Limits.defaults().withBodyTimeout(BODY_TIMEOUT);
    SlowClock clock = new SlowClock(BODY_TIMEOUT.multipliedBy(5).dividedBy(2));
    try (TestServer server = new TestServer("memory:", limits, clock);
        RawSocket client = new RawSocket(server.uri())) {
      client.sendHead("PUT", "/-/vaults/photos", Map.of());
      assertCreated(client.readHead());
      client.sendHead("POST", "/-/vaults/photos/archives", upload);
      client.send(bytes);
      assertCreated(client.readHead());
    }
  }

  private static void assertCreated(String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
  }
}
