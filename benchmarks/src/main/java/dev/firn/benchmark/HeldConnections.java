// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds connections to a server, for another program to measure what others get meanwhile. A
 * quarter of them each say nothing; send a request's head a byte a second; ask for leave to send an
 * archive and never do; and send one a byte a second. What the server closes is opened again.
 */
public final class HeldConnections {
  private static final String HEAD =
      """
      POST /-/vaults/photos/archives HTTP/1.1
      Host: localhost
      x-amz-glacier-version: 2012-06-01
      x-amz-content-sha256: %1$s
      x-amz-sha256-tree-hash: %1$s
      Content-Length: 1048576
      """
          .formatted("a".repeat(64))
          .replace("\n", "\r\n");

  private enum Kind {
    SILENT("", false),
    HALF_A_HEAD("GET /-/vaults HTTP/1.1\r\nHost: l", true),
    WITHOUT_BODY(HEAD + "Expect: 100-continue\r\n\r\n", false),
    SLOW_BODY(HEAD + "\r\n", true);

    private final String start;
    private final boolean goesOn;

    Kind(String start, boolean goesOn) {
      this.start = start;
      this.goesOn = goesOn;
    }
  }

  private HeldConnections() {}

  /**
   * Holds connections, and prints how many were opened in all.
   *
   * @param arguments the server's URI, how many connections, for how many seconds
   */
  public static void main(String[] arguments) throws Exception {
    URI server = URI.create(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    Instant end = Instant.now().plus(Duration.ofSeconds(Long.parseLong(arguments[2])));
    List<Held> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new Held(server, Kind.values()[i % Kind.values().length]));
    }
    System.out.println("Holding " + count);
    while (Instant.now().isBefore(end)) {
      for (Held each : all) {
        each.goOn();
      }
      Thread.sleep(1_000);
    }
    System.out.println("Opened " + all.stream().mapToInt(each -> each.opened).sum());
  }

  /** One connection after another. */
  private static final class Held {
    private final URI server;
    private final Kind kind;
    private final ByteBuffer answer = ByteBuffer.allocate(4 << 10);
    private SocketChannel channel;
    private int opened;

    Held(URI server, Kind kind) throws IOException {
      this.server = server;
      this.kind = kind;
      this.channel = open();
    }

    private SocketChannel open() throws IOException {
      SocketChannel next =
          SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
      next.setOption(StandardSocketOptions.TCP_NODELAY, true);
      next.write(ByteBuffer.wrap(kind.start.getBytes(US_ASCII)));
      next.configureBlocking(false);
      opened++;
      return next;
    }

    void goOn() throws IOException {
      try {
        if (kind.goesOn) {
          channel.write(ByteBuffer.wrap(new byte[] {'a'}));
        }
        if (channel.read(answer.clear()) >= 0) {
          return;
        }
      } catch (IOException closedByTheServer) {
        // It is opened again.
      }
      channel.close();
      channel = open();
    }
  }
}
