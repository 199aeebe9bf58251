// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where topics are told of jobs' ends: takes some notices, and never answers others, until it is
 * told to take all. Remembers the messages of those that it took.
 */
final class HesitantEndpoint implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger received = new AtomicInteger();
  private final Semaphore unanswered = new Semaphore(0);
  private final Map<String, BlockingQueue<String>> taken = new ConcurrentHashMap<>();
  private volatile boolean takesAll;

  HesitantEndpoint() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::receive);
    http.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] notice = exchange.getRequestBody().readAllBytes();
    if (!takesAll && received.incrementAndGet() % 3 == 0) {
      // Left as it is until either end closes the connection.
      unanswered.release();
      return;
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
    takenOf(exchange.getRequestURI().getPath())
        .add(new ObjectMapper().readTree(notice).get("Message").textValue());
  }

  private BlockingQueue<String> takenOf(String path) {
    return taken.computeIfAbsent(path, any -> new LinkedBlockingQueue<>());
  }

  /** Waits until some more notices wait for their answer, and tells whether they do. */
  boolean awaitUnanswered(int count) throws InterruptedException {
    unanswered.drainPermits();
    return unanswered.tryAcquire(count, 1, TimeUnit.MINUTES);
  }

  void takeAll() {
    takesAll = true;
  }

  /** Waits until messages, each of its own text, are taken at a path. */
  void await(String path, Collection<String> messages) throws InterruptedException {
    Set<String> missing = new HashSet<>(messages);
    while (!missing.isEmpty()) {
      String message = takenOf(path).poll(1, TimeUnit.MINUTES);
      assertNotNull(message, () -> "was never told at " + path + ": " + missing);
      missing.remove(message);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
