// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.databases.GaleraCluster;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glacier.GlacierClient;

/** Real servers over three nodes of Galera, each server with another node as its first. */
@Tag("cluster")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GaleraIT {
  private static final String VAULT = "photos";
  private static final int ROUNDS = 100;
  private static final int ENOUGH = 100;

  private static GaleraCluster galera;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    galera = GaleraCluster.start();
  }

  @AfterAll
  static void close() throws IOException {
    galera.close();
  }

  private static String storage(int first) {
    return galera.url(first) + "&sessionVariables=wsrep_sync_wait=7";
  }

  private FirnProcess serve(int first) throws IOException {
    return FirnProcess.start(folder, "serve", "--storage", storage(first), "--port", "0");
  }

  // A balancer sends each request to another server, and each of these asks another node.
  @Test
  void servers_on_different_nodes_see_each_others_uploads_at_once() throws Exception {
    byte[] part = {1, 2, 3};
    try (FirnProcess one = serve(1);
        GlacierClient first = SdkClient.of(one.awaitReady());
        FirnProcess two = serve(2);
        GlacierClient second = SdkClient.of(two.awaitReady())) {
      first.createVault(r -> r.accountId("-").vaultName("seen"));
      for (int round = 0; round < ROUNDS; round++) {
        String id =
            first
                .initiateMultipartUpload(
                    r -> r.accountId("-").vaultName("seen").partSize("1048576"))
                .uploadId();
        second.uploadMultipartPart(
            r ->
                r.accountId("-")
                    .vaultName("seen")
                    .uploadId(id)
                    .range("bytes 0-2/*")
                    .checksum(TreeHash.of(part).hex()),
            RequestBody.fromBytes(part));
        assertEquals(
            1,
            first.listParts(r -> r.accountId("-").vaultName("seen").uploadId(id)).parts().size());
        second.abortMultipartUpload(r -> r.accountId("-").vaultName("seen").uploadId(id));
        assertEquals(
            List.of(),
            first.listMultipartUploads(r -> r.accountId("-").vaultName("seen")).uploadsList());
      }
    }
  }

  @Test
  void what_was_acknowledged_survives_kill_9_of_the_node_in_use() throws Exception {
    try (FirnProcess one = serve(1)) {
      URI first = one.awaitReady();
      try (FirnProcess two = serve(2)) {
        URI second = two.awaitReady();
        try (GlacierClient glacier = SdkClient.of(first)) {
          glacier.createVault(r -> r.accountId("-").vaultName(VAULT));
        }
        try (ArchivingClients clients =
            new ArchivingClients(List.of(first, first, second, second))) {
          clients.await(ENOUGH);
          for (int node = 1; node <= 2; node++) {
            long killed = System.nanoTime();
            galera.kill(node);
            clients.await(ENOUGH);
            System.out.printf(
                "Node %d killed: nothing acknowledged for %d ms%n",
                node, clients.longestGap(killed).toMillis());
            long started = System.nanoTime();
            galera.restart(node);
            System.out.printf(
                "Node %d joined after %d ms%n", node, (System.nanoTime() - started) / 1_000_000);
            clients.await(ENOUGH);
          }
          clients.stop();
          System.out.printf(
              "%d acknowledged; failed in spite of retries: %s%n",
              clients.told(), clients.failures());
          assertTrue(clients.told() > 5 * ENOUGH, "" + clients.told());
          for (int node = 1; node <= GaleraCluster.NODES; node++) {
            try (Storage storage = Storages.open(storage(node))) {
              clients.check(storage);
            }
          }
        }
      }
    }
  }
}
