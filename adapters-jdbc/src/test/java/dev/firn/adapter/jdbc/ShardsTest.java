// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Tier;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where rows are when tables are spread over three servers, and what a server is needed for. */
@Tag("cluster")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(180)
class ShardsTest {
  private static final List<String> TABLES =
      List.of(
          "firn_multipart_upload",
          "firn_part",
          "firn_archive",
          "firn_completion",
          "firn_content",
          "firn_chunk",
          "firn_job",
          "firn_notice");
  private static final int VAULTS = 12;

  private Shards shards;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    shards = Shards.start(folder);
  }

  private static VaultKey numbered(int vault) {
    return vault("vault-" + vault);
  }

  private static byte[] bytes(int vault) {
    byte[] bytes = new byte[(1 << 20) + 7];
    new Random(vault).nextBytes(bytes);
    return bytes;
  }

  /**
   * Leaves an archive and an upload in progress in a vault, each with its bytes, and a job that has
   * retrieved the archive, of which somebody is to be notified.
   */
  private static ArchiveId fill(Firn firn, int vault) throws IOException {
    UploadId archived = upload(firn, vault);
    upload(firn, vault);
    ArchiveId archive =
        firn.multipartUploads()
            .completeMultipartUpload(
                numbered(vault), archived, bytes(vault).length, TreeHash.of(bytes(vault)));
    Job job =
        firn.jobs()
            .initiateArchiveRetrieval(
                numbered(vault),
                archive,
                Optional.empty(),
                Tier.STANDARD,
                ArchiveDescription.none(),
                Optional.of(new TopicArn("arn:aws:sns:us-east-1:012345678901:done")));
    assertEquals(JobStatus.SUCCEEDED, firn.jobs().describeJob(numbered(vault), job.id()).status());
    return archive;
  }

  private static UploadId upload(Firn firn, int vault) throws IOException {
    UploadId id =
        firn.multipartUploads()
            .initiateMultipartUpload(numbered(vault), PartSize.ofMebibytes(2))
            .id();
    firn.multipartUploads()
        .uploadMultipartPart(
            numbered(vault),
            id,
            RangeInBytes.startingAt(0, bytes(vault).length),
            Payload.of(bytes(vault)));
    return id;
  }

  private static List<String> vaultsIn(String url, String columns, String table)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DISTINCT " + columns + " FROM " + table + " ORDER BY " + columns)) {
      List<String> vaults = new ArrayList<>();
      while (rows.next()) {
        vaults.add(rows.getString(1));
      }
      return vaults;
    }
  }

  @Test
  void all_of_a_vault_is_on_one_server_and_that_is_all_it_takes_to_use_it() throws Exception {
    try (JdbcStorage storage = JdbcStorage.open(shards.url())) {
      Firn firn = Firn.builder().over(storage);
      List<ArchiveId> archives = new ArrayList<>();
      for (int vault = 0; vault < VAULTS; vault++) {
        firn.vaults().createVault(numbered(vault));
        archives.add(fill(firn, vault));
      }
      List<List<String>> placed = new ArrayList<>();
      for (String url : shards.urls()) {
        List<String> here = vaultsIn(url, "name", "firn_vault");
        assertTrue(!here.isEmpty() && here.size() < VAULTS, here + " of " + VAULTS);
        for (String table : TABLES) {
          assertEquals(here, vaultsIn(url, "vault", table), table + " is where its vaults are");
        }
        placed.add(here);
      }
      assertEquals(VAULTS, placed.stream().mapToInt(List::size).sum(), "each in one place");
      assertEquals(VAULTS, storage.vaults().scan(ACCOUNT, Scan.first(100)).size());

      shards.servers().get(1).kill();
      shards.servers().get(2).kill();
      for (int vault : numbers(placed.get(0))) {
        assertEquals(1, firn.multipartUploads().inProgress(numbered(vault)).count());
        assertArrayEquals(
            bytes(vault),
            firn.archives().read(numbered(vault), archives.get(vault)).readAllBytes());
        fill(firn, vault);
        assertEquals(
            2, firn.vaults().describeVault(numbered(vault)).inventory().archives(), "" + vault);
      }
      int elsewhere = numbers(placed.get(1))[0];
      assertThrows(StorageException.class, () -> storage.vaults().find(numbered(elsewhere)));
      assertThrows(
          StorageException.class, () -> storage.vaults().scan(ACCOUNT, Scan.first(100)), "all");

      shards.servers().get(1).restart();
      shards.servers().get(2).restart();
      for (int vault : numbers(placed.get(2))) {
        fill(firn, vault);
      }
      assertEquals(VAULTS, storage.vaults().scan(ACCOUNT, Scan.first(100)).size());
    }
  }

  private static int[] numbers(List<String> names) {
    return IntStream.range(0, VAULTS)
        .filter(vault -> names.contains(numbered(vault).name().value()))
        .toArray();
  }
}
