// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Whether the body of a refused request is waited for. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RequestBodyTest {
  private final InputStream sent = new ByteArrayInputStream(new byte[100_000]);

  @Test
  void one_that_is_on_its_way_is_dropped() throws IOException {
    new RequestBody(sent, false).dropUnwanted();
    assertEquals(0, sent.available());
  }

  @Test
  void one_that_awaits_leave_is_not_asked_for() throws IOException {
    new RequestBody(sent, true).dropUnwanted();
    assertEquals(100_000, sent.available());
  }

  @Test
  void one_that_was_given_leave_is_dropped() throws IOException {
    RequestBody body = new RequestBody(sent, true);
    assertEquals(0, body.read());
    body.dropUnwanted();
    assertEquals(0, sent.available());
  }

  // Waiting for it once more would keep its client, and a thread, for as long again.
  @Test
  void one_that_broke_off_is_not_waited_for() {
    StallingStream stalling = new StallingStream();
    RequestBody body = new RequestBody(stalling, false);
    assertThrows(IOException.class, body::read);
    body.dropUnwanted();
    assertEquals(1, stalling.reads);
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
