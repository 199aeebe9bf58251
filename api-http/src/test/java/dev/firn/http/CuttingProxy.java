// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A way to a server on this machine, which cuts a connection at a given moment: when a client sends
 * a given text, before the server sees it, or once the server has answered it, before the client
 * sees that.
 */
final class CuttingProxy implements AutoCloseable {
  private final int target;
  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private Optional<Cut> next = Optional.empty();

  private record Cut(String text, boolean answered) {}

  CuttingProxy(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Cuts the next connection on which a text is sent, without passing it on. */
  synchronized void cutBefore(String text) {
    next = Optional.of(new Cut(text, false));
  }

  /** Cuts the next connection on which a text is sent, when the server has answered. */
  synchronized void cutAfter(String text) {
    next = Optional.of(new Cut(text, true));
  }

  /** Tells whether what was to be cut has been cut. */
  synchronized boolean hasCut() {
    return next.isEmpty();
  }

  /**
   * Takes what is to be cut.
   *
   * @param sent ends with what has just been sent
   * @param seen how much of it was there before
   */
  private synchronized Optional<Cut> due(String sent, int seen) {
    Optional<Cut> due =
        next.filter(cut -> sent.indexOf(cut.text(), seen - cut.text().length() + 1) >= 0);
    next = due.isPresent() ? Optional.empty() : next;
    return due;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Way way = new Way(client, server);
        threads.execute(() -> end(way, way::toServer));
        threads.execute(() -> end(way, way::toClient));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private interface Passing {
    void pass() throws IOException;
  }

  private static void end(Way way, Passing passing) {
    try {
      passing.pass();
    } catch (IOException over) {
      // By either side, or cut.
    } finally {
      way.cut();
    }
  }

  /** A connection. */
  private final class Way {
    private final Socket client;
    private final Socket server;
    private volatile boolean doomed;

    Way(Socket client, Socket server) throws IOException {
      this.client = client;
      this.server = server;
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      sockets.add(client);
      sockets.add(server);
    }

    void toServer() throws IOException {
      byte[] bytes = new byte[64 << 10];
      InputStream in = client.getInputStream();
      String before = "";
      for (int length = in.read(bytes); length > 0; length = in.read(bytes)) {
        String sent = before + new String(bytes, 0, length, ISO_8859_1);
        Optional<Cut> cut = due(sent, before.length());
        if (cut.isPresent() && !cut.get().answered()) {
          return;
        }
        doomed = doomed || cut.isPresent();
        server.getOutputStream().write(bytes, 0, length);
        // A text may come in pieces.
        before = sent.substring(Math.max(0, sent.length() - 100));
      }
    }

    void toClient() throws IOException {
      byte[] bytes = new byte[64 << 10];
      InputStream in = server.getInputStream();
      for (int length = in.read(bytes); length > 0 && !doomed; length = in.read(bytes)) {
        client.getOutputStream().write(bytes, 0, length);
      }
    }

    void cut() {
      close(client);
      close(server);
    }
  }

  private void close(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    sockets.forEach(this::close);
    threads.shutdown();
  }
}
