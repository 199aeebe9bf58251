// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.DescribeVaultOutput;
import software.amazon.awssdk.services.glacier.model.InvalidParameterValueException;
import software.amazon.awssdk.services.glacier.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.glacier.model.ResourceNotFoundException;
import software.amazon.awssdk.services.glacier.model.UploadListElement;

/** The whole story as an unmodified client tells it: the AWS SDK for Java, on every storage. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SdkStoryTest {
  private static final String VAULT = "photos";

  @TempDir Path folder;

  private static String initiate(GlacierClient glacier, String description) {
    return glacier
        .initiateMultipartUpload(
            r ->
                r.accountId("-")
                    .vaultName(VAULT)
                    .archiveDescription(description)
                    .partSize("1048576"))
        .uploadId();
  }

  private static void abort(GlacierClient glacier, String id) {
    glacier.abortMultipartUpload(r -> r.accountId("-").vaultName(VAULT).uploadId(id));
  }

  private static ListMultipartUploadsResponse list(
      GlacierClient glacier, String limit, String marker) {
    return glacier.listMultipartUploads(
        r -> r.accountId("-").vaultName(VAULT).limit(limit).marker(marker));
  }

  private static List<String> ids(ListMultipartUploadsResponse page) {
    return page.uploadsList().stream().map(UploadListElement::multipartUploadId).toList();
  }

  private static List<String> walk(GlacierClient glacier, String limit) {
    return glacier
        .listMultipartUploadsPaginator(r -> r.accountId("-").vaultName(VAULT).limit(limit))
        .uploadsList()
        .stream()
        .map(UploadListElement::multipartUploadId)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("dev.firn.http.TestStorage#all")
  void vaults_and_uploads_come_are_listed_and_go(TestStorage storage) throws IOException {
    try (TestServer server = new TestServer(storage.newUrl(folder));
        GlacierClient glacier = SdkClient.of(server.uri())) {
      assertThrows(
          ResourceNotFoundException.class,
          () -> glacier.describeVault(r -> r.accountId("-").vaultName(VAULT)));
      assertEquals(
          "/012345678901/vaults/photos",
          glacier.createVault(r -> r.accountId("-").vaultName(VAULT)).location());
      assertEquals(
          "arn:aws:glacier:eu-west-1:012345678901:vaults/photos",
          glacier.describeVault(r -> r.accountId("-").vaultName(VAULT)).vaultARN());
      glacier.createVault(r -> r.accountId("-").vaultName("photos2"));
      assertEquals(
          List.of("photos", "photos2"),
          glacier.listVaultsPaginator(r -> r.accountId("-").limit("1")).vaultList().stream()
              .map(DescribeVaultOutput::vaultName)
              .toList());

      assertEquals(List.of(), list(glacier, "10", "").uploadsList());
      List<String> initiated = new ArrayList<>();
      for (int i = 0; i < 123; i++) {
        initiated.add(initiate(glacier, "archive " + i));
      }
      assertEquals(initiated, walk(glacier, "50"));
      assertEquals(initiated, walk(glacier, "7"));
      ListMultipartUploadsResponse first = list(glacier, "1000", "");
      assertEquals(initiated.subList(0, 50), ids(first));
      assertEquals("archive 0", first.uploadsList().get(0).archiveDescription());
      assertEquals(1_048_576, first.uploadsList().get(0).partSizeInBytes());

      abort(glacier, first.marker());
      abort(glacier, first.marker());
      ListMultipartUploadsResponse second = list(glacier, "1000", first.marker());
      assertEquals(initiated.subList(51, 101), ids(second));
      assertNull(list(glacier, "1000", second.marker()).marker());
      initiated.remove(50);
      assertEquals(initiated, walk(glacier, "50"));

      assertThrows(
          InvalidParameterValueException.class,
          () -> glacier.deleteVault(r -> r.accountId("-").vaultName(VAULT)));
      initiated.forEach(id -> abort(glacier, id));
      glacier.deleteVault(r -> r.accountId("-").vaultName(VAULT));
      assertThrows(ResourceNotFoundException.class, () -> list(glacier, "1", ""));
    }
  }

  // The promise that Firn is built around, as clients meet it.
  @ParameterizedTest
  @MethodSource("dev.firn.http.TestStorage#all")
  void a_walk_sees_what_stays_exactly_once_while_others_come_and_go(TestStorage storage)
      throws Exception {
    try (TestServer server = new TestServer(storage.newUrl(folder));
        GlacierClient glacier = SdkClient.of(server.uri())) {
      glacier.createVault(r -> r.accountId("-").vaultName(VAULT));
      Set<String> staying = new HashSet<>();
      List<String> going = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        staying.add(initiate(glacier, "stays"));
        going.add(initiate(glacier, "goes"));
      }
      AtomicBoolean walking = new AtomicBoolean(true);
      CompletableFuture<Void> churn =
          CompletableFuture.runAsync(
              () -> {
                going.forEach(id -> abort(glacier, id));
                while (walking.get()) {
                  abort(glacier, initiate(glacier, "comes and goes"));
                }
              });
      try {
        for (int i = 1; i <= 8; i++) {
          List<String> seen = walk(glacier, Integer.toString(i));
          Set<String> once = new HashSet<>(seen);
          assertEquals(once.size(), seen.size(), "none is seen twice");
          assertTrue(once.containsAll(staying), "none that stays is missed");
        }
      } finally {
        walking.set(false);
      }
      churn.get(1, TimeUnit.MINUTES);
      assertFalse(going.isEmpty());
      assertEquals(staying, new HashSet<>(walk(glacier, "50")));
    }
  }
}
