// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.VaultClient.MEBIBYTE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.content.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glacier.GlacierClient;

/**
 * Clients of the AWS SDK, with its retries, that initiate uploads, abort some, and send parts, with
 * other bytes each time, until they are told to stop; and that remember what they were told.
 */
final class SdkLoad {
  private static final int CLIENTS = 4;
  private static final int PARTS = 3;

  private final SdkVault vault;
  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
  private final List<Future<?>> ends = new ArrayList<>();
  private final Semaphore acknowledgements = new Semaphore(0);
  private volatile boolean stopping;

  private final ToldUploads told = new ToldUploads();

  /** For each upload, of which a client has one, what may be stored as its parts. */
  private final Map<String, List<Set<String>>> parts = new ConcurrentHashMap<>();

  private final List<SdkException> givenUp = new CopyOnWriteArrayList<>();

  /** Creates a vault, and starts. */
  SdkLoad(GlacierClient glacier, String vault) {
    this.vault = SdkVault.create(glacier, vault);
    for (int client = 0; client < CLIENTS; client++) {
      Random random = new Random(client);
      String upload = initiate();
      List<Set<String>> possible = new ArrayList<>();
      parts.put(upload, possible);
      ends.add(threads.submit(() -> run(upload, possible, random)));
    }
  }

  private String initiate() {
    String id = vault.initiate();
    told.initiated(id);
    return id;
  }

  private void run(String own, List<Set<String>> possible, Random random) {
    for (int i = 0; !stopping; i++) {
      try {
        step(own, possible, i, random);
        acknowledgements.release();
      } catch (SdkException e) {
        givenUp.add(e);
      }
    }
  }

  private void step(String own, List<Set<String>> possible, int i, Random random) {
    if (i % 4 == 0) {
      sendPart(own, possible, i / 4 % PARTS, random);
      return;
    }
    String id = initiate();
    if (i % 4 == 1) {
      told.tryingToAbort(id);
      vault.abort(id);
      told.aborted(id);
    }
  }

  /** Only this client sends parts of the upload, so what was sent last is what must be there. */
  private void sendPart(String upload, List<Set<String>> possible, int number, Random random) {
    byte[] bytes = new byte[MEBIBYTE];
    random.nextBytes(bytes);
    String hash = TreeHash.of(bytes).hex();
    if (possible.size() == number) {
      possible.add(ConcurrentHashMap.newKeySet());
      possible.get(number).add("none");
    }
    possible.get(number).add(hash);
    vault.send(upload, number, bytes);
    possible.get(number).removeIf(other -> !other.equals(hash));
  }

  /** Waits until so many calls more have succeeded. */
  void awaitAcknowledged(int more) throws InterruptedException {
    acknowledgements.drainPermits();
    assertTrue(
        acknowledgements.tryAcquire(more, 2, TimeUnit.MINUTES),
        () -> "The server answers; but " + givenUp);
  }

  /** Waits until the calls under way have ended. */
  void stop() throws Exception {
    stopping = true;
    threads.shutdown();
    for (Future<?> end : ends) {
      end.get(2, TimeUnit.MINUTES);
    }
  }

  /** Returns the calls that the SDK gave up, after all its attempts. */
  List<SdkException> givenUp() {
    return List.copyOf(givenUp);
  }

  /**
   * Checks, once it was stopped, that nothing that was acknowledged is lost, that nothing is half
   * done, and that all uploads can be completed as their listing says.
   *
   * @param mostUnseen how many uploads may be there that nobody was told of
   */
  void check(int mostUnseen) {
    told.check(vault.walk(), mostUnseen);
    parts.forEach(this::checkParts);
  }

  private void checkParts(String upload, List<Set<String>> possible) {
    Map<Integer, String> listed = vault.parts(upload);
    for (int number = 0; number < possible.size(); number++) {
      String there = listed.getOrDefault(number, "none");
      assertTrue(possible.get(number).contains(there), "part " + number + " is " + there);
    }
    assertTrue(listed.size() <= possible.size(), "nothing else is listed");
  }
}
