// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.Payload;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.GlacierException;
import software.amazon.awssdk.services.glacier.model.StatusCode;

/** A Firn for a test, started by hand. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocalFirnTest {
  private static final String VAULT = "photos";

  private static VaultKey vault(LocalFirn firn) {
    VaultKey vault = VaultKey.of(firn.account(), VAULT);
    firn.firn().vaults().createVault(vault);
    return vault;
  }

  private static MultipartUpload initiate(LocalFirn firn, VaultKey vault) {
    return firn.firn().multipartUploads().initiateMultipartUpload(vault, PartSize.ofMebibytes(1));
  }

  private static List<MultipartUpload> inProgress(LocalFirn firn, VaultKey vault) {
    return firn.firn().multipartUploads().inProgress(vault).toList();
  }

  private static GlacierClient client(LocalFirn firn, String secret) {
    AwsBasicCredentials key = AwsBasicCredentials.create(firn.accessKeyId(), secret);
    return GlacierClient.builder()
        .endpointOverride(firn.endpoint())
        .region(Region.of(firn.region()))
        .credentialsProvider(() -> key)
        .build();
  }

  private static HttpResponse<String> getUnsigned(URI uri)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).header("x-amz-glacier-version", "2012-06-01").build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void admits_who_signs_with_its_key_and_nobody_else() throws Exception {
    try (LocalFirn firn = LocalFirn.start();
        GlacierClient signing = client(firn, firn.secretAccessKey());
        GlacierClient guessing = client(firn, "a guess")) {
      vault(firn);
      assertEquals(VAULT, signing.listVaults(r -> {}).vaultList().get(0).vaultName());
      assertEquals(
          403,
          assertThrows(GlacierException.class, () -> guessing.listVaults(r -> {})).statusCode());
      HttpResponse<String> unsigned = getUnsigned(firn.endpoint().resolve("/-/vaults"));
      assertTrue(unsigned.body().contains("MissingAuthenticationToken"), unsigned.body());
    }
  }

  @Test
  void admits_everybody_if_it_is_told_so() throws Exception {
    try (LocalFirn firn = LocalFirn.builder().signatures(false).start()) {
      vault(firn);
      HttpResponse<String> answer = getUnsigned(firn.endpoint().resolve("/-/vaults"));
      assertEquals(200, answer.statusCode());
      assertTrue(answer.body().contains("vaults/photos"), answer.body());
    }
  }

  @Test
  void jobs_are_over_when_the_test_has_let_their_time_pass() {
    try (LocalFirn firn = LocalFirn.builder().jobsTake(Duration.ofHours(4)).start();
        GlacierClient glacier = client(firn, firn.secretAccessKey())) {
      vault(firn);
      String job =
          glacier
              .initiateJob(
                  r -> r.vaultName(VAULT).jobParameters(p -> p.type("inventory-retrieval")))
              .jobId();
      firn.clock().advance(Duration.ofHours(4).minusMillis(1));
      assertEquals(
          StatusCode.IN_PROGRESS,
          glacier.describeJob(r -> r.vaultName(VAULT).jobId(job)).statusCode());
      firn.clock().advance(Duration.ofMillis(1));
      assertEquals(
          StatusCode.SUCCEEDED,
          glacier.describeJob(r -> r.vaultName(VAULT).jobId(job)).statusCode());
    }
  }

  @Test
  void has_the_account_and_the_region_that_it_is_given() {
    try (LocalFirn firn =
            LocalFirn.builder().account("111122223333").region("eu-central-1").start();
        GlacierClient glacier = client(firn, firn.secretAccessKey())) {
      glacier.createVault(r -> r.vaultName(VAULT));
      assertEquals(
          "arn:aws:glacier:eu-central-1:111122223333:vaults/photos",
          glacier.describeVault(r -> r.vaultName(VAULT)).vaultARN());
      assertEquals("111122223333", firn.account());
      assertEquals("eu-central-1", firn.region());
    }
  }

  @Test
  void each_has_a_key_a_port_and_a_storage_of_its_own() {
    try (LocalFirn one = LocalFirn.start();
        LocalFirn other = LocalFirn.start()) {
      vault(one);
      assertNotEquals(one.endpoint(), other.endpoint());
      assertNotEquals(one.accessKeyId(), other.accessKeyId());
      assertNotEquals(one.secretAccessKey(), other.secretAccessKey());
      assertEquals(
          List.of(),
          other
              .firn()
              .vaults()
              .listVaults(new AccountId(other.account()), PageRequest.first())
              .items());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory:", "rocksdb:{folder}"})
  void a_day_passes_when_its_clock_is_moved(String storage) {
    try (LocalFirn firn = LocalFirn.start(storage);
        GlacierClient glacier = client(firn, firn.secretAccessKey())) {
      VaultKey vault = vault(firn);
      Instant start = firn.clock().instant();
      MultipartUpload idle = initiate(firn, vault);
      firn.clock().advance(Duration.ofHours(1));
      MultipartUpload later = initiate(firn, vault);
      assertEquals(List.of(start, start.plusSeconds(3600)), dates(List.of(idle, later)));
      firn.clock().advance(Duration.ofHours(23).minusMillis(1));
      assertEquals(List.of(idle, later), inProgress(firn, vault));
      firn.clock().advance(Duration.ofMillis(1));
      assertEquals(List.of(later), inProgress(firn, vault));
      firn.clock().advance(Duration.ofDays(3650));
      assertEquals(List.of(), inProgress(firn, vault));
      assertEquals(
          1, glacier.listVaults(r -> {}).vaultList().size(), "signed by the clock of today");
    }
  }

  private static List<Instant> dates(List<MultipartUpload> uploads) {
    return uploads.stream().map(MultipartUpload::creationDate).toList();
  }

  @Test
  void its_clock_goes_forward_only() {
    try (LocalFirn firn = LocalFirn.start()) {
      Instant start = firn.clock().instant();
      MovableClock tokyo = firn.clock().withZone(ZoneId.of("Asia/Tokyo"));
      firn.clock().advance(Duration.ZERO);
      assertThrows(
          IllegalArgumentException.class, () -> firn.clock().advance(Duration.ofMillis(-1)));
      assertEquals(start, firn.clock().instant());
      firn.clock().advance(Duration.ofDays(1));
      assertEquals(start.plus(Duration.ofDays(1)), tokyo.instant(), "they move together");
      assertEquals(ZoneId.of("Asia/Tokyo"), tokyo.getZone());
    }
  }

  @Test
  void a_temporary_folder_is_deleted_at_the_end_and_the_port_is_free() throws Exception {
    Set<Path> before = temporaryFolders();
    LocalFirn firn = LocalFirn.start("rocksdb:{folder}/store");
    VaultKey vault = vault(firn);
    ArchiveId archive = firn.firn().archives().uploadArchive(vault, Payload.of(new byte[3])).id();
    assertEquals(3, firn.firn().archives().read(vault, archive).readAllBytes().length);
    Set<Path> made = temporaryFolders();
    made.removeAll(before);
    assertTrue(made.stream().anyMatch(folder -> Files.isDirectory(folder.resolve("store"))));
    firn.close();
    firn.close();
    assertFalse(made.stream().anyMatch(folder -> Files.isDirectory(folder.resolve("store"))));
    assertThrows(IllegalStateException.class, () -> firn.firn().vaults().describeVault(vault));
    assertThrows(ConnectException.class, () -> getUnsigned(firn.endpoint()));
  }

  private static Set<Path> temporaryFolders() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith(TemporaryFolder.PREFIX))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void a_storage_that_cannot_be_opened_is_told_as_firn_tells_it() throws Exception {
    Set<Path> before = temporaryFolders();
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> LocalFirn.start("tape:{folder}"));
    assertTrue(
        refusal.toString().contains("No storage adapter for the scheme \"tape\""),
        refusal::toString);
    assertEquals(before, temporaryFolders(), "nothing is left behind");
  }

  @Test
  void its_text_has_no_secret() {
    try (LocalFirn firn = LocalFirn.start()) {
      assertEquals("LocalFirn[" + firn.endpoint() + "]", firn.toString());
    }
  }
}
