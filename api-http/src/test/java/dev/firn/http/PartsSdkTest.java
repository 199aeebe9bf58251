// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.VaultClient.MEBIBYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.vault.VaultKey;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.glacier.model.GlacierException;
import software.amazon.awssdk.services.glacier.model.InvalidParameterValueException;
import software.amazon.awssdk.services.glacier.model.PartListElement;
import software.amazon.awssdk.services.glacier.model.UploadArchiveResponse;

/**
 * Archives as an unmodified client uploads them: the AWS SDK for Java, on every storage. It leaves
 * computing the tree hash to its caller.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PartsSdkTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final int PART_SIZE = 4 * MEBIBYTE;
  private static final int THREADS = 4;

  /** 100 MiB, less a little, so that the last part is shorter. */
  private static final byte[] BYTES = new byte[100 * MEBIBYTE - 777];

  static {
    new Random(100).nextBytes(BYTES);
  }

  @TempDir Path folder;

  private static byte[] part(int first) {
    return Arrays.copyOfRange(BYTES, first, Math.min(BYTES.length, first + PART_SIZE));
  }

  private static void upload(GlacierClient glacier, String id, int first) {
    byte[] part = part(first);
    String hash = TreeHash.of(part).hex();
    assertEquals(
        hash,
        glacier
            .uploadMultipartPart(
                r ->
                    r.accountId("-")
                        .vaultName("photos")
                        .uploadId(id)
                        .range(PayloadRequest.range(first, part.length))
                        .checksum(hash),
                RequestBody.fromBytes(part))
            .checksum());
  }

  /** Uploads all parts from several threads, in no order, and every fifth of them twice. */
  private static void uploadAll(GlacierClient glacier, String id) throws Exception {
    List<Integer> firsts = new ArrayList<>();
    for (int first = 0; first < BYTES.length; first += PART_SIZE) {
      firsts.add(first);
      if (firsts.size() % 5 == 0) {
        firsts.add(first);
      }
    }
    Collections.shuffle(firsts, new Random(4));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> uploads = new ArrayList<>();
    firsts.forEach(first -> uploads.add(threads.submit(() -> upload(glacier, id, first))));
    for (Future<?> upload : uploads) {
      upload.get();
    }
    threads.shutdown();
  }

  private static List<String> listed(GlacierClient glacier, String id, String limit) {
    return glacier
        .listPartsPaginator(r -> r.accountId("-").vaultName("photos").uploadId(id).limit(limit))
        .parts()
        .stream()
        .map(PartsSdkTest::text)
        .toList();
  }

  private static String text(PartListElement part) {
    return part.rangeInBytes() + " " + part.sha256TreeHash();
  }

  private static List<String> expected() {
    List<String> parts = new ArrayList<>();
    for (int first = 0; first < BYTES.length; first += PART_SIZE) {
      byte[] part = part(first);
      parts.add(first + "-" + (first + part.length - 1) + " " + TreeHash.of(part).hex());
    }
    return parts;
  }

  private static void assertStored(TestServer server, String archive) throws Exception {
    try (InputStream stored = server.firn().archives().read(PHOTOS, new ArchiveId(archive))) {
      for (int at = 0; at < BYTES.length; at += MEBIBYTE) {
        int end = Math.min(BYTES.length, at + MEBIBYTE);
        byte[] read = stored.readNBytes(end - at);
        assertEquals(
            -1, Arrays.mismatch(BYTES, at, end, read, 0, read.length), "in the MiB at " + at);
      }
      assertEquals(-1, stored.read());
    }
    try (InputStream stored = server.firn().archives().read(PHOTOS, new ArchiveId(archive))) {
      assertEquals(TreeHash.of(BYTES), TreeHash.of(stored));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.firn.http.TestStorage#all")
  void an_archive_in_parts(TestStorage storage) throws Exception {
    try (TestServer server = new TestServer(storage.newUrl(folder));
        GlacierClient glacier = SdkClient.of(server.uri())) {
      glacier.createVault(r -> r.accountId("-").vaultName("photos"));
      String id =
          glacier
              .initiateMultipartUpload(
                  r -> r.accountId("-").vaultName("photos").partSize("" + PART_SIZE))
              .uploadId();
      uploadAll(glacier, id);
      assertEquals(expected(), listed(glacier, id, "7"));
      assertEquals(expected(), listed(glacier, id, "50"));
      String hash = TreeHash.of(BYTES).hex();
      CompleteMultipartUploadResponse completed =
          glacier.completeMultipartUpload(
              r ->
                  r.accountId("-")
                      .vaultName("photos")
                      .uploadId(id)
                      .archiveSize("" + BYTES.length)
                      .checksum(hash));
      assertEquals(hash, completed.checksum());
      assertStored(server, completed.archiveId());
      assertThrows(
          InvalidParameterValueException.class,
          () -> glacier.deleteVault(r -> r.accountId("-").vaultName("photos")));
      glacier.deleteArchive(
          r -> r.accountId("-").vaultName("photos").archiveId(completed.archiveId()));
      glacier.deleteVault(r -> r.accountId("-").vaultName("photos"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.firn.http.TestStorage#all")
  void an_archive_in_one_piece(TestStorage storage) throws Exception {
    try (TestServer server = new TestServer(storage.newUrl(folder));
        GlacierClient glacier = SdkClient.of(server.uri())) {
      glacier.createVault(r -> r.accountId("-").vaultName("photos"));
      String hash = TreeHash.of(BYTES).hex();
      UploadArchiveResponse uploaded =
          glacier.uploadArchive(
              r -> r.accountId("-").vaultName("photos").checksum(hash),
              RequestBody.fromBytes(BYTES));
      assertEquals(hash, uploaded.checksum());
      assertStored(server, uploaded.archiveId());
      assertEquals(
          BYTES.length + 32_768L,
          glacier.describeVault(r -> r.accountId("-").vaultName("photos")).sizeInBytes());
      GlacierException refusal =
          assertThrows(
              InvalidParameterValueException.class,
              () ->
                  glacier.uploadArchive(
                      r -> r.accountId("-").vaultName("photos").checksum("0".repeat(64)),
                      RequestBody.fromBytes(part(0))));
      assertEquals(
          "Checksum mismatch: expected %s, computed %s"
              .formatted("0".repeat(64), TreeHash.of(part(0)).hex()),
          refusal.awsErrorDetails().errorMessage());
    }
  }
}
