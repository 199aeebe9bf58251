// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.VaultClient.MEBIBYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.vault.VaultKey;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.GlacierException;

/**
 * A real server on a disk that is full for a while: what was acknowledged stays and is listed, what
 * finds no room is a 500, and the server goes on by itself when there is room again.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FullDiskIT {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");

  @TempDir Path folder;

  private final Random random = new Random(28);
  private final List<byte[]> parts = new ArrayList<>();
  private final Map<Integer, String> hashes = new HashMap<>();
  private final List<String> uploads = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "FULL, rocksdb:DISK/rocks",
    "FULL, jdbc:h2:DISK/h2",
    "LIMITED, rocksdb:DISK/rocks",
    "LIMITED, jdbc:h2:DISK/h2"
  })
  void a_disk_that_is_full_for_a_while(SmallDisk disk, String url) throws Exception {
    assumeTrue(disk.isAllowed(), "Only root may mount a small disk; the other way is tried");
    Path place = Files.createDirectory(folder.resolve("disk"));
    disk.prepare(place);
    try {
      String storage = url.replace("DISK", place.toString());
      String upload;
      try (FirnProcess firn = serve(storage)) {
        upload = fill(disk, place, firn);
      }
      // After a kill -9.
      String archive;
      String treeHash;
      try (FirnProcess firn = serve(storage);
          GlacierClient glacier = new Nodes(firn.awaitReady()).client()) {
        SdkVault vault = new SdkVault(glacier, "photos");
        assertStored(vault, upload);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        treeHash = TreeHash.of(whole.toByteArray()).hex();
        archive = vault.complete(upload, whole.size(), treeHash);
      }
      try (Firn firn = Firn.open(storage);
          InputStream stored = firn.archives().read(PHOTOS, new ArchiveId(archive))) {
        assertEquals(treeHash, TreeHash.of(stored).hex());
      }
    } finally {
      disk.end(place);
    }
  }

  private FirnProcess serve(String storage) throws Exception {
    return FirnProcess.start(folder, "serve", "--storage", storage, "--port", "0");
  }

  private String fill(SmallDisk disk, Path place, FirnProcess firn) throws Exception {
    URI uri = firn.awaitReady();
    Nodes nodes = new Nodes(uri);
    try (GlacierClient glacier = nodes.client()) {
      SdkVault vault = SdkVault.create(glacier, "photos");
      String upload = vault.initiate();
      uploads.add(upload);
      for (int i = 0; i < 3; i++) {
        send(vault, upload);
      }
      disk.limit(place, firn);
      sendUntilRefused(vault, upload);
      for (int i = 0; i < 2; i++) {
        initiate(vault);
        assertStored(vault, upload);
      }
      int failed = nodes.statuses().getOrDefault(500, 0);
      assertTrue(failed >= 4, "each attempt of the client's: " + nodes.statuses());
      assertTrue(nodes.statuses().keySet().stream().allMatch(each -> each < 300 || each == 500));
      disk.free(place, firn);
      while (!initiate(vault)) {
        // RocksDB looks every five seconds.
        Thread.onSpinWait();
      }
      for (int i = 0; i < 3; i++) {
        send(vault, upload);
        initiate(vault);
      }
      assertStored(vault, upload);
      String log = firn.errors();
      long told = log.lines().filter(line -> line.contains(" failed: ")).count();
      assertTrue(0 < told && told < 8, told + " times for " + failed + ": " + log);
      assertTrue(log.contains("No space left") || log.contains("File too large"), log);
      return upload;
    }
  }

  private void sendUntilRefused(SdkVault vault, String upload) {
    try {
      while (true) {
        send(vault, upload);
      }
    } catch (GlacierException full) {
      assertEquals(500, full.statusCode());
    }
  }

  private void send(SdkVault vault, String upload) {
    byte[] bytes = new byte[MEBIBYTE];
    random.nextBytes(bytes);
    int number = parts.size();
    vault.send(upload, number, bytes);
    parts.add(bytes);
    hashes.put(number, TreeHash.of(bytes).hex());
  }

  private boolean initiate(SdkVault vault) {
    try {
      uploads.add(vault.initiate());
      return true;
    } catch (GlacierException full) {
      assertEquals(500, full.statusCode());
      return false;
    }
  }

  /** The part that was refused may be there, too, as nobody knows. */
  private void assertStored(SdkVault vault, String upload) {
    Map<Integer, String> listed = vault.parts(upload);
    listed.keySet().retainAll(hashes.keySet());
    assertEquals(hashes, listed);
    assertTrue(vault.walk().containsAll(uploads), "every acknowledged upload is listed");
  }
}
