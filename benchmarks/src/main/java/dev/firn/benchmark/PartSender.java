// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/**
 * As little of a client as can send a part, so that what is measured is the server: one connection,
 * kept alive, for one thread.
 */
final class PartSender implements AutoCloseable {
  private static final int MOST_ANSWER_BYTES = 4 << 10;

  private final Socket socket;
  private final byte[] head;
  private final byte[] body;
  private final byte[] answer = new byte[MOST_ANSWER_BYTES];

  /**
   * Connects.
   *
   * @param path the path of the upload
   * @param first the first byte of the part, which is sent again and again
   */
  PartSender(URI server, String path, long first, byte[] body, String linearHash, String treeHash)
      throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    this.body = body;
    this.head =
        String.join(
                "\r\n",
                "PUT " + path + " HTTP/1.1",
                "Host: " + server.getAuthority(),
                "x-amz-glacier-version: 2012-06-01",
                "Content-Length: " + body.length,
                "Content-Range: bytes " + first + "-" + (first + body.length - 1) + "/*",
                "x-amz-content-sha256: " + linearHash,
                "x-amz-sha256-tree-hash: " + treeHash,
                "",
                "")
            .getBytes(US_ASCII);
  }

  /** Sends the part, and waits until it is acknowledged. */
  void send() throws IOException {
    socket.getOutputStream().write(head);
    socket.getOutputStream().write(body);
    InputStream in = socket.getInputStream();
    String read = "";
    for (int length = 0;
        !read.endsWith("\r\n\r\n");
        read = new String(answer, 0, length, US_ASCII)) {
      int more = in.read(answer, length, answer.length - length);
      if (more <= 0) {
        throw new IOException("The answer broke off: " + read);
      }
      length += more;
    }
    if (!read.startsWith("HTTP/1.1 204 ")) {
      throw new IOException("The part was refused: " + read);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
