// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.vault.VaultKey;
import dev.firn.junit.LocalFirn;
import dev.firn.junit.WithFirn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glacier.GlacierClient;

/** The program's test: it needs no network, no account at Amazon, and no day to wait. */
@WithFirn
class UnfinishedUploadsTest {
  private final LocalFirn firn;
  private final VaultKey vault;
  private final GlacierClient glacier;

  UnfinishedUploadsTest(LocalFirn firn) {
    AwsBasicCredentials key =
        AwsBasicCredentials.create(firn.accessKeyId(), firn.secretAccessKey());
    this.firn = firn;
    vault = VaultKey.of(firn.account(), "photos");
    glacier =
        GlacierClient.builder()
            .endpointOverride(firn.endpoint())
            .region(Region.of(firn.region()))
            .credentialsProvider(() -> key)
            .build();
  }

  @BeforeEach
  void createVault() {
    firn.firn().vaults().createVault(vault);
  }

  @AfterEach
  void closeClient() {
    glacier.close();
  }

  private void initiate(String description) {
    firn.firn()
        .multipartUploads()
        .initiateMultipartUpload(
            vault, PartSize.ofMebibytes(1), new ArchiveDescription(description));
  }

  @Test
  void tellsAllUploadsInTheOrderInWhichTheyBegan() {
    List<String> descriptions = List.of("Rome", "Oslo", "Bern");
    descriptions.forEach(this::initiate);
    assertEquals(descriptions, new UnfinishedUploads(glacier).in("photos"));
  }

  @Test
  void doesNotTellWhatHasExpired() {
    initiate("Rome");
    firn.clock().advance(Duration.ofHours(12));
    initiate("Oslo");
    firn.clock().advance(Duration.ofHours(12));
    assertEquals(List.of("Oslo"), new UnfinishedUploads(glacier).in("photos"));
  }
}
