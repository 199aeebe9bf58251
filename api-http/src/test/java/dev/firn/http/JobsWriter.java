// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.VaultClient.MEBIBYTE;
import static dev.firn.http.VaultClient.VAULT;
import static dev.firn.http.WireAssertions.assertEmpty;
import static dev.firn.http.WireAssertions.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.domain.content.TreeHash;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Clients of a vault that retrieve its archives and inventories, and delete archives meanwhile; and
 * that remember what they were told. Thread-safe.
 */
final class JobsWriter {
  private final String topic;
  private final Random random = new Random(4);
  private final ToldJobs told = new ToldJobs();
  private final Semaphore acknowledged = new Semaphore(0);

  /** The ids of archives that are in the vault, unless one is being deleted. */
  private final Set<String> archives = ConcurrentHashMap.newKeySet();

  /** The ids of archives that are not. */
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();

  /**
   * Creates the clients.
   *
   * @param topic what is notified of each job's end
   */
  JobsWriter(String topic) {
    this.topic = topic;
  }

  /** Returns what they were told of their jobs. */
  ToldJobs told() {
    return told;
  }

  /** Waits until some more jobs are acknowledged, and tells whether they are. */
  boolean awaitAcknowledged(int count) throws InterruptedException {
    acknowledged.drainPermits();
    return acknowledged.tryAcquire(count, 1, TimeUnit.MINUTES);
  }

  /**
   * Uploads an archive and initiates its retrieval: of one in four a range, and of one in four in
   * ten minutes. Deletes most of the archives at once, and downloads most of what is retrieved.
   */
  void retrieveArchive(VaultClient vault, int number) throws IOException, InterruptedException {
    boolean isRange = number % 4 == 0;
    boolean isLong = number % 4 == 1;
    byte[] bytes = new byte[1 + random.nextInt(4_096) + (isRange ? MEBIBYTE : 0)];
    random.nextBytes(bytes);
    int first = isRange ? MEBIBYTE : 0;
    String archive = vault.archive(bytes);
    archives.add(archive);
    String parameters =
        "{\"Type\":\"archive-retrieval\",\"ArchiveId\":\"%s\",\"RetrievalByteRange\":\"%d-%d\",\"Tier\":\"%s\",\"SNSTopic\":\"%s\"}"
            .formatted(archive, first, bytes.length - 1, isLong ? "Bulk" : "Standard", topic);
    String hash = TreeHash.of(Arrays.copyOfRange(bytes, first, bytes.length)).hex();
    String job = initiated(vault, parameters, isLong, output -> assertHash(hash, output));
    if (number % 8 != 7) {
      delete(vault, archive);
    }
    if (number % 3 != 2) {
      told.look(vault, job);
    }
  }

  private String initiated(
      VaultClient vault, String parameters, boolean isLong, ToldJobs.Output output)
      throws IOException, InterruptedException {
    String job = vault.initiated(parameters);
    told.initiated(job, isLong, output);
    acknowledged.release();
    return job;
  }

  private static void assertHash(String hash, HttpResponse<byte[]> output) {
    assertEquals(hash, TreeHash.of(output.body()).hex());
    assertEquals(hash, header(output, "x-amz-sha256-tree-hash"));
  }

  private void delete(VaultClient vault, String archive) throws IOException, InterruptedException {
    // It may be gone from now on, though nobody was told so.
    archives.remove(archive);
    assertEmpty(204, vault.delete(VAULT + "/archives/" + archive));
    deleted.add(archive);
  }

  /** Initiates the retrieval of an inventory, downloads most of them, and lists jobs. */
  void retrieveInventory(VaultClient vault, int number) throws IOException, InterruptedException {
    Set<String> there = Set.copyOf(archives);
    Set<String> gone = Set.copyOf(deleted);
    String parameters = "{\"Type\":\"inventory-retrieval\",\"SNSTopic\":\"" + topic + "\"}";
    String job = initiated(vault, parameters, false, output -> assertLists(there, gone, output));
    if (number % 3 != 2) {
      told.look(vault, job);
    }
    HttpResponse<String> jobs = vault.get(VAULT + "/jobs?completed=" + (number % 2 == 0));
    assertEquals(200, jobs.statusCode(), jobs.body());
  }

  private void assertLists(Set<String> there, Set<String> gone, HttpResponse<byte[]> inventory)
      throws IOException {
    Set<String> listed = new HashSet<>();
    for (JsonNode archive : new ObjectMapper().readTree(inventory.body()).get("ArchiveList")) {
      assertTrue(listed.add(archive.get("ArchiveId").textValue()), "none is listed twice");
    }
    Set<String> still = new HashSet<>(there);
    still.retainAll(archives);
    assertTrue(listed.containsAll(still), "every archive that was uploaded is listed");
    assertTrue(Collections.disjoint(listed, gone), "none is listed that was deleted");
  }
}
