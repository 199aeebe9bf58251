// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Clients of a server, at it all at once, until it is killed in the midst of that. */
final class UntilKilled {
  private UntilKilled() {}

  /** What a client does over and over, until it has no answer. */
  interface Client {
    /**
     * Does it once more.
     *
     * @param number how often it was done before
     */
    void step(int number) throws IOException, InterruptedException;
  }

  /** When the server is killed. */
  interface Moment {
    /** Waits for the moment, and tells whether it came. */
    boolean await() throws InterruptedException;
  }

  /**
   * Has clients at a server until it is killed, and fails if one of them was told what is wrong.
   */
  static void run(FirnProcess server, List<Client> clients, Moment moment) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients.size());
    List<Future<?>> ends =
        clients.stream().<Future<?>>map(client -> threads.submit(() -> repeat(client))).toList();
    boolean came = moment.await();
    boolean allWereServed = ends.stream().noneMatch(Future::isDone);
    server.kill();
    threads.shutdown();
    for (Future<?> end : ends) {
      awaitEnd(end, server);
    }
    assertTrue(came && allWereServed, "the server answers until it is killed");
  }

  private static void repeat(Client client) {
    try {
      for (int number = 0; ; number++) {
        client.step(number);
      }
    } catch (IOException killed) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEnd(Future<?> client, FirnProcess server) throws Exception {
    try {
      client.get(1, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause() + "; the server said: " + server.errors(), e);
    }
  }
}
