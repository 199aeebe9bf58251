// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bodies of requests to which something happens on their way. */
final class Bodies {
  /** What happens to a body. */
  @FunctionalInterface
  interface Event {
    void happen() throws IOException;
  }

  private Bodies() {}

  /** Returns a body that must not be read, as the request is to be refused before. */
  static InputStream unread() {
    return eventful(
        new byte[1],
        0,
        () -> {
          throw new AssertionError("What can be refused without reading the payload is");
        });
  }

  /** Returns a body that breaks off behind some bytes. */
  static InputStream broken(byte[] bytes) {
    return eventful(
        bytes,
        bytes.length,
        () -> {
          throw new IOException("The client went away");
        });
  }

  /** Returns a body with something that happens once, before the byte at an index is read. */
  static InputStream eventful(byte[] bytes, int index, Event event) {
    return new InputStream() {
      private final InputStream all = new ByteArrayInputStream(bytes);
      private int before = index;
      private boolean happened;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (before == 0 && !happened) {
          happened = true;
          event.happen();
        }
        int read = all.read(buffer, offset, happened ? length : Math.min(length, before));
        before -= happened ? 0 : read;
        return read;
      }
    };
  }
}
