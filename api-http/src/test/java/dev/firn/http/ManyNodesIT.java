// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.VaultClient.MEBIBYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.databases.DatabaseServer;
import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.vault.VaultKey;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.ListMultipartUploadsResponse;

/** Three servers over one PostgreSQL are one Firn. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ManyNodesIT {
  @TempDir static Path folder;

  private static final List<FirnProcess> SERVERS = new ArrayList<>();
  private static final List<GlacierClient> CLIENTS = new ArrayList<>();
  private static final List<URI> URIS = new ArrayList<>();
  private static String storage = "";

  /** All at once, in a database without tables. */
  @BeforeAll
  static void start() throws Exception {
    storage = DatabaseServer.postgreSql().newDatabase();
    for (int i = 0; i < 3; i++) {
      SERVERS.add(serve());
    }
    for (FirnProcess server : SERVERS) {
      URI uri = server.awaitReady();
      URIS.add(uri);
      CLIENTS.add(new Nodes(uri).client());
    }
  }

  private static FirnProcess serve() throws Exception {
    // Each takes up to ten connections.
    return FirnProcess.start(folder, "serve", "--storage", storage, "--port", "0");
  }

  @AfterAll
  static void stop() throws Exception {
    CLIENTS.forEach(GlacierClient::close);
    for (FirnProcess server : SERVERS) {
      server.close();
    }
  }

  private static Nodes balanced() {
    return new Nodes(URIS.toArray(URI[]::new));
  }

  private static GlacierClient node(int number) {
    return CLIENTS.get(number % CLIENTS.size());
  }

  private static SdkVault vault(String name) {
    return SdkVault.create(node(0), name);
  }

  @Test
  void what_one_has_answered_all_others_know_at_once() {
    SdkVault vault = vault("at-once");
    for (int i = 0; i < 30; i++) {
      SdkVault one = vault.by(node(i));
      SdkVault other = vault.by(node(i + 1));
      SdkVault third = vault.by(node(i + 2));
      String id = one.initiate();
      assertEquals(List.of(id), other.walk());
      assertEquals(List.of(id), third.walk());
      other.abort(id);
      assertEquals(List.of(), third.walk());
      assertEquals(List.of(), one.walk());
    }
  }

  @Test
  void parts_of_one_upload_go_through_all_and_any_completes_it() throws Exception {
    byte[] bytes = new byte[6 * MEBIBYTE];
    new Random(3).nextBytes(bytes);
    String treeHash = TreeHash.of(bytes).hex();
    SdkVault vault = vault("parts");
    Set<String> archives = new HashSet<>();
    for (int completing = 0; completing < 3; completing++) {
      String id = vault.by(node(completing + 1)).initiate();
      for (int part = 0; part < 6; part++) {
        int first = part * MEBIBYTE;
        vault.by(node(part)).send(id, part, Arrays.copyOfRange(bytes, first, first + MEBIBYTE));
      }
      String archive = vault.by(node(completing)).complete(id, bytes.length, treeHash);
      assertEquals(
          archive, vault.by(node(completing + 1)).complete(id, bytes.length, treeHash), "again");
      archives.add(archive);
    }
    assertEquals(3, archives.size());
    VaultKey parts = VaultKey.of("012345678901", "parts");
    try (Firn firn = Firn.open(storage)) {
      for (String archive : archives) {
        try (InputStream stored = firn.archives().read(parts, new ArchiveId(archive))) {
          assertEquals(treeHash, TreeHash.of(stored).hex());
        }
      }
    }
  }

  @Test
  void a_walk_from_node_to_node_is_exactly_once_while_others_come_and_go() throws Exception {
    try (GlacierClient glacier = balanced().client()) {
      SdkLoad others = new SdkLoad(glacier, "walked");
      SdkVault vault = new SdkVault(glacier, "walked");
      Set<String> staying = new HashSet<>();
      for (int i = 0; i < 40; i++) {
        staying.add(vault.initiate());
      }
      for (int limit = 5; limit < 10; limit++) {
        others.awaitAcknowledged(10);
        List<String> seen = walk(vault, limit);
        Set<String> once = new HashSet<>(seen);
        assertEquals(once.size(), seen.size(), "none is seen twice");
        assertTrue(once.containsAll(staying), "none that stays is missed");
      }
      others.stop();
      assertEquals(List.of(), others.givenUp());
      others.check(staying.size());
    }
  }

  /** Each page is from another node, and begins at a marker that the one before gave. */
  private static List<String> walk(SdkVault vault, int limit) {
    List<String> seen = new ArrayList<>();
    Optional<String> marker = Optional.of("");
    for (int node = 0; marker.isPresent(); node++) {
      ListMultipartUploadsResponse page = vault.by(node(node)).page(limit, marker.get());
      seen.addAll(SdkVault.ids(page));
      marker = Optional.ofNullable(page.marker());
    }
    return seen;
  }

  @Test
  void clients_lose_nothing_when_one_is_killed_in_the_midst_and_another_comes() throws Exception {
    Nodes nodes = balanced();
    try (FirnProcess victim = serve();
        FirnProcess successor = serve();
        GlacierClient glacier = nodes.client()) {
      nodes.add(victim.awaitReady());
      URI coming = successor.awaitReady();
      SdkLoad load = new SdkLoad(glacier, "load");
      load.awaitAcknowledged(100);
      victim.kill();
      load.awaitAcknowledged(100);
      nodes.add(coming);
      load.awaitAcknowledged(100);
      load.stop();
      assertEquals(List.of(), load.givenUp(), "all that failed was tried again");
      assertTrue(nodes.statuses().containsKey(0), "some were cut off: " + nodes.statuses());
      assertTrue(nodes.statuses().keySet().stream().allMatch(status -> status < 300));
      assertEquals(4, nodes.inUse().size());
      // What each cut off was doing may have been done.
      load.check(nodes.statuses().getOrDefault(0, 0));
    }
  }
}
