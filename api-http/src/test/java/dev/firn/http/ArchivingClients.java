// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.ResourceNotFoundException;

/**
 * Clients of several servers, each the AWS SDK with its retries, that go on whatever happens and
 * remember what they were told. Of three uploads, each with a part, one is left in progress, one
 * aborted and one completed.
 */
final class ArchivingClients implements AutoCloseable {
  private static final String VAULT = "photos";
  private static final int BYTES = 100_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> clients = new ArrayList<>();
  private final Semaphore acknowledgements = new Semaphore(0);
  private final Set<Long> times = new ConcurrentSkipListSet<>();
  private final Map<String, TreeHash> inProgress = new ConcurrentHashMap<>();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final Map<String, TreeHash> archived = new ConcurrentHashMap<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  /** Starts a client of each server. */
  ArchivingClients(List<URI> servers) {
    for (int client = 0; client < servers.size(); client++) {
      URI server = servers.get(client);
      Random random = new Random(client);
      clients.add(threads.submit(() -> goOn(server, random)));
    }
  }

  private void goOn(URI server, Random random) {
    try (GlacierClient glacier = SdkClient.of(server)) {
      for (int i = 0; !stopped; i++) {
        try {
          upload(glacier, i % 3, random);
        } catch (SdkException e) {
          failures.add(e.getMessage());
        }
      }
    }
  }

  private void acknowledged() {
    times.add(System.nanoTime());
    acknowledgements.release();
  }

  private void upload(GlacierClient glacier, int end, Random random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    TreeHash hash = TreeHash.of(bytes);
    String id =
        glacier
            .initiateMultipartUpload(r -> r.accountId("-").vaultName(VAULT).partSize("1048576"))
            .uploadId();
    acknowledged();
    glacier.uploadMultipartPart(
        r ->
            r.accountId("-")
                .vaultName(VAULT)
                .uploadId(id)
                .range("bytes 0-" + (BYTES - 1) + "/*")
                .checksum(hash.hex()),
        RequestBody.fromBytes(bytes));
    acknowledged();
    switch (end) {
      case 0 -> inProgress.put(id, hash);
      case 1 -> abort(glacier, id);
      default ->
          archived.put(
              glacier
                  .completeMultipartUpload(
                      r ->
                          r.accountId("-")
                              .vaultName(VAULT)
                              .uploadId(id)
                              .archiveSize("" + BYTES)
                              .checksum(hash.hex()))
                  .archiveId(),
              hash);
    }
    if (end > 0) {
      ended.add(id);
      acknowledged();
    }
  }

  private static void abort(GlacierClient glacier, String id) {
    try {
      glacier.abortMultipartUpload(r -> r.accountId("-").vaultName(VAULT).uploadId(id));
    } catch (ResourceNotFoundException repeated) {
      // The answer to an earlier try was lost: the upload was there, so this client aborted it.
      return;
    }
  }

  /** Waits for so many more acknowledgements. */
  void await(int count) throws InterruptedException {
    acknowledgements.drainPermits();
    assertTrue(
        acknowledgements.tryAcquire(count, 2, TimeUnit.MINUTES), () -> "not served: " + failures);
  }

  /** Returns the longest time after a moment in which nobody was told anything. */
  Duration longestGap(long sinceNanos) {
    long before = sinceNanos;
    long longest = 0;
    for (long time : times) {
      if (time >= sinceNanos) {
        longest = Math.max(longest, time - before);
        before = time;
      }
    }
    return Duration.ofNanos(longest);
  }

  int told() {
    return times.size();
  }

  /** Returns what went wrong in spite of all retries. */
  List<String> failures() {
    return failures;
  }

  /** Ends all clients. */
  void stop() throws Exception {
    stopped = true;
    for (Future<?> client : clients) {
      client.get(2, TimeUnit.MINUTES);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Checks that all that was acknowledged is so, and that nothing is half done. */
  void check(Storage storage) throws IOException {
    VaultKey vault = VaultKey.of("012345678901", VAULT);
    Firn firn = Firn.builder().uploadsNeverExpire().over(storage);
    Set<String> listed =
        firn.multipartUploads()
            .inProgress(vault)
            .map(MultipartUpload::id)
            .map(UploadId::text)
            .collect(Collectors.toSet());
    for (Map.Entry<String, TreeHash> upload : inProgress.entrySet()) {
      assertTrue(listed.contains(upload.getKey()), "in progress: " + upload.getKey());
      assertEquals(
          upload.getValue(),
          firn.multipartUploads()
              .listParts(vault, new UploadId(upload.getKey()), PageRequest.first())
              .page()
              .items()
              .get(0)
              .treeHash());
    }
    ended.forEach(id -> assertFalse(listed.contains(id), "ended: " + id));
    List<Archive> archives = storage.archives().scan(vault, Scan.first(1_000_000));
    for (Archive archive : archives) {
      assertEquals(archive.treeHash(), TreeHash.of(firn.archives().read(vault, archive.id())));
    }
    for (Map.Entry<String, TreeHash> archive : archived.entrySet()) {
      assertEquals(
          archive.getValue(),
          storage.archives().find(vault, new ArchiveId(archive.getKey())).orElseThrow().treeHash());
    }
    VaultInventory inventory = firn.vaults().describeVault(vault).inventory();
    assertEquals(archives.size(), inventory.archives());
    assertEquals((long) archives.size() * BYTES, inventory.bytes());
  }
}
