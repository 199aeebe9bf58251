// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Whether the body of a refused request is waited for. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RequestBodyTest {
  private final InputStream sent = new ByteArrayInputStream(new byte[100_000]);

  @Test
  void one_that_is_on_its_way_is_dropped() throws IOException {
    new RequestBody(sent, false, Limits.defaults()).dropUnwanted(1 << 20);
    assertEquals(0, sent.available());
  }

  @Test
  void of_one_that_is_long_so_much_is_dropped_and_it_says_that_more_comes() throws IOException {
    RequestBody body = new RequestBody(sent, false, Limits.defaults());
    assertTrue(body.dropUnwanted(99_999));
    assertEquals(1, sent.available());
    assertFalse(body.dropUnwanted(99_999));
  }

  @Test
  void one_that_awaits_leave_is_not_asked_for() throws IOException {
    new RequestBody(sent, true, Limits.defaults()).dropUnwanted(1 << 20);
    assertEquals(100_000, sent.available());
  }

  @Test
  void one_that_was_given_leave_is_dropped() throws IOException {
    RequestBody body = new RequestBody(sent, true, Limits.defaults());
    assertEquals(0, body.read());
    body.dropUnwanted(1 << 20);
    assertEquals(0, sent.available());
  }

  // Waiting for it once more would keep its client, and a thread, for as long again.
  @Test
  void one_that_broke_off_is_not_waited_for() {
    StallingStream stalling = new StallingStream();
    RequestBody body = new RequestBody(stalling, false, Limits.defaults());
    assertThrows(IOException.class, body::read);
    body.dropUnwanted(1 << 20);
    assertEquals(1, stalling.reads);
  }

  @Test
  void one_that_comes_too_slowly_breaks_off_and_is_not_waited_for() throws IOException {
    RequestBody body = new RequestBody(sent, false, atLeast(1 << 30));
    IOException thrown = assertThrows(IOException.class, () -> body.readNBytes(100));
    assertTrue(("" + thrown.getMessage()).startsWith("The body comes too slowly: 100 bytes "));
    assertFalse(body.dropUnwanted(1 << 20));
    assertEquals(99_900, sent.available());
  }

  @Test
  void one_may_come_as_slowly_as_it_will_where_there_is_no_least_rate() throws IOException {
    assertEquals(100_000, new RequestBody(sent, false, atLeast(0)).readAllBytes().length);
  }

  // Without a pause that is granted before, and far more than any machine reads of one by one.
  private static Limits atLeast(int rate) {
    return Limits.defaults().withBodyTimeout(Duration.ofNanos(1)).withLeastRate(rate);
  }

  private static final class StallingStream extends InputStream {
    private int reads;

    @Override
    public int read() throws IOException {
      return read(new byte[1], 0, 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      reads++;
      throw new IOException("The client stalls");
    }
  }
}
