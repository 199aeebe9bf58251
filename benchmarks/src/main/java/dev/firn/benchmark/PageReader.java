// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/**
 * As little of a client as can read a page again and again: one connection, kept alive, for one
 * thread.
 */
final class PageReader implements AutoCloseable {
  private static final int MOST_ANSWER_BYTES = 64 << 10;
  private static final String LENGTH = "Content-Length: ";

  private final Socket socket;
  private final byte[] head;
  private final byte[] answer = new byte[MOST_ANSWER_BYTES];

  /** Connects; {@code head} is the whole request. */
  PageReader(URI server, byte[] head) throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    this.socket.setTcpNoDelay(true);
    this.head = head;
  }

  /** Asks for the page, and reads the answer to its end. */
  void read() throws IOException {
    socket.getOutputStream().write(head);
    InputStream in = socket.getInputStream();
    int length = 0;
    int total = Integer.MAX_VALUE;
    while (length < total) {
      int read = in.read(answer, length, answer.length - length);
      if (read <= 0) {
        throw new IOException("The answer broke off");
      }
      length += read;
      if (total == Integer.MAX_VALUE) {
        total = total(new String(answer, 0, length, US_ASCII));
      }
    }
  }

  private static int total(String read) throws IOException {
    int end = read.indexOf("\r\n\r\n");
    if (end < 0) {
      return Integer.MAX_VALUE;
    }
    if (!read.startsWith("HTTP/1.1 200 ")) {
      throw new IOException("The listing was refused: " + read);
    }
    int at = read.indexOf(LENGTH) + LENGTH.length();
    return end + 4 + Integer.parseInt(read.substring(at, read.indexOf("\r\n", at)));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
