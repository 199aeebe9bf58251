// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glacier.GlacierClient;

/** The test that docs/testing.md shows: see {@link GuideTest}. */
@WithFirn
class BackupTest {
  @Test
  void an_upload_that_nobody_goes_on_with_ends_after_a_day(LocalFirn firn) {
    var key = AwsBasicCredentials.create(firn.accessKeyId(), firn.secretAccessKey());
    try (var glacier =
        GlacierClient.builder()
            .endpointOverride(firn.endpoint())
            .region(Region.of(firn.region()))
            .credentialsProvider(() -> key)
            .build()) {
      glacier.createVault(r -> r.vaultName("photos"));
      glacier.initiateMultipartUpload(r -> r.vaultName("photos").partSize("1048576"));
      firn.clock().advance(Duration.ofHours(24));
      var page = glacier.listMultipartUploads(r -> r.vaultName("photos"));
      assertEquals(List.of(), page.uploadsList());
    }
  }
}
