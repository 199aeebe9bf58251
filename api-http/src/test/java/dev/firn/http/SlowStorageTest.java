// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    try (Firn firn = Firn.builder().clock(new SlowClock()).open("memory:");
        FirnHttpServer server =
            FirnHttpServer.over(firn)
                .port(0)
                .limits(Limits.defaults().withBodyTimeout(BODY_TIMEOUT))
                .start();
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

  /** Takes much longer to tell the time than a client may pause, like a disk that is busy. */
  private static final class SlowClock extends Clock {
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public Instant instant() {
      try {
        assertFalse(never.await(5 * BODY_TIMEOUT.toMillis() / 2, TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Instant.now();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
