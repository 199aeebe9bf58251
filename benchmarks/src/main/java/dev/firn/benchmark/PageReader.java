// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;

/**
 * As little of a client as can read a page again and again: one connection, kept alive, for one
 * thread.
 */
final class PageReader implements AutoCloseable {
  private static final int MOST_ANSWER_BYTES = 64 << 10;
  private static final int MOST_HEAD_BYTES = 512;
  private static final String LENGTH = "Content-Length: ";

  private final Socket socket;
  private final byte[] request;
  private final byte[] answer = new byte[MOST_ANSWER_BYTES];
  private int lengthBefore;

  /** Connects; {@code request} is the whole of it. */
  PageReader(URI server, byte[] request) throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    this.socket.setTcpNoDelay(true);
    this.request = request;
  }

  /** Asks for the page, and returns it. */
  byte[] read() throws IOException {
    int length = skip();
    int end = headEnd(new String(answer, 0, length, US_ASCII));
    return Arrays.copyOfRange(answer, end, length);
  }

  /**
   * Asks for the page, and reads the answer to its end.
   *
   * @return how many bytes the answer has, with its head
   * @throws IOException if that fails, or the answer has another length than the one before: then
   *     the list has changed, and other pages are measured than were meant
   */
  int skip() throws IOException {
    socket.getOutputStream().write(request);
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
        total = total(new String(answer, 0, Math.min(length, MOST_HEAD_BYTES), US_ASCII));
      }
    }
    if (lengthBefore != 0 && length != lengthBefore) {
      throw new IOException("The answer has " + length + " bytes, and had " + lengthBefore);
    }
    lengthBefore = length;
    return length;
  }

  private static int headEnd(String read) {
    int end = read.indexOf("\r\n\r\n");
    return end < 0 ? end : end + 4;
  }

  private static int total(String read) throws IOException {
    int end = headEnd(read);
    if (end < 0) {
      return Integer.MAX_VALUE;
    }
    if (!read.startsWith("HTTP/1.1 200 ")) {
      throw new IOException("The listing was refused: " + read);
    }
    int at = read.indexOf(LENGTH) + LENGTH.length();
    return end + Integer.parseInt(read.substring(at, read.indexOf("\r\n", at)));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
