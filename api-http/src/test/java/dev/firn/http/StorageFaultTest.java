// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.vault.VaultKey;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real database that is damaged behind Firn's back. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StorageFaultTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE firn_multipart_upload SET part_size = 3 WHERE description = 'archive 30'",
        "DROP TABLE firn_multipart_upload"
      })
  void a_fault_during_a_listing_is_a_500_and_never_a_shorter_page(String damage) throws Exception {
    String url = "jdbc:h2:mem:fault" + damage.hashCode();
    VaultKey photos = VaultKey.of("012345678901", "photos");
    try (TestServer server = new TestServer(url)) {
      server.firn().vaults().createVault(photos);
      for (int i = 0; i < 40; i++) {
        server
            .firn()
            .multipartUploads()
            .initiateMultipartUpload(
                photos, PartSize.ofMebibytes(1), new ArchiveDescription("archive " + i));
      }
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute(damage);
      }
      HttpResponse<String> answer = server.send("GET", "/-/vaults/photos/multipart-uploads");
      assertEquals(500, answer.statusCode());
      String requestId = answer.headers().firstValue("x-amzn-RequestId").orElseThrow();
      assertEquals(
          "{\"code\":\"ServiceUnavailableException\",\"message\":\"The request could not be completed. The server's log"
              + " says why, at request ID "
              + requestId
              + ".\",\"type\":\"Server\"}",
          answer.body());
      assertTrue(server.send("GET", "/-/vaults/photos").statusCode() < 300, "the server goes on");
    }
  }
}
