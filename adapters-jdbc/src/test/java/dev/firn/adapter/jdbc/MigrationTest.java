// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleSettings.FULL;
import static dev.firn.testkit.SampleSettings.FULL_ACCOUNT;
import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.uploads;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobAddition;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.testkit.SampleJobs;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that was made by an older Firn. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MigrationTest {
  @TempDir Path folder;

  /** Makes the tables of an older version. */
  static void migrate(String url, String version) throws SQLException {
    Pool pool = Pool.connect(PoolOptions.of(url), "Cannot open it", new Failures(url));
    try (Connection connection = pool.source().getConnection()) {
      Flyway current = Schema.flyway(pool.source(), Dialects.of(connection));
      Flyway.configure().configuration(current.getConfiguration()).target(version).load().migrate();
    } finally {
      pool.close();
    }
  }

  @Test
  void uploads_of_the_first_version_take_parts_and_expire() throws SQLException {
    String url = "jdbc:h2:" + folder.resolve("firn");
    migrate(url, "1");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO firn_vault VALUES ('012345678901', 'photos', 0)");
      for (MultipartUpload upload : uploads(PHOTOS, 3)) {
        statement.execute(
            "INSERT INTO firn_multipart_upload VALUES ('012345678901', 'photos', '%s', '%s', %d, %d)"
                .formatted(
                    upload.id(),
                    upload.description(),
                    upload.partSize().bytes(),
                    upload.creationDate().toEpochMilli()));
      }
    }
    try (JdbcStorage storage = JdbcStorage.open(url)) {
      assertEquals(uploads(PHOTOS, 3), storage.uploads().scan(PHOTOS, Scan.first(10)));
      assertEquals(OptionalLong.of(0), storage.uploads().revision(PHOTOS, upload(PHOTOS, 1).id()));
      assertEquals(1, storage.uploads().removeIdle(upload(PHOTOS, 1).creationDate(), 10));
      assertEquals(
          uploads(PHOTOS, 3).subList(1, 3), storage.uploads().scan(PHOTOS, Scan.first(10)));
    }
  }

  @Test
  void vaults_of_the_version_before_settings_keep_what_they_have_and_have_nothing_set()
      throws SQLException {
    String url = "jdbc:h2:" + folder.resolve("firn");
    migrate(url, "3");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO firn_vault VALUES ('012345678901', 'photos', 7, 2, 5, 9)");
    }
    Vault vault =
        new Vault(
            PHOTOS,
            Instant.ofEpochMilli(7),
            new VaultInventory(2, 5, Optional.of(Instant.ofEpochMilli(9))));
    try (JdbcStorage storage = JdbcStorage.open(url)) {
      assertEquals(Optional.of(vault), storage.vaults().find(PHOTOS));
      assertEquals(Optional.of(VaultSettings.none()), storage.settings().find(PHOTOS));
      assertEquals(List.of(), storage.settings().accounts(Scan.first(1)));
      assertTrue(storage.settings().replace(PHOTOS, VaultSettings.none(), FULL));
      assertTrue(storage.settings().replace(ACCOUNT, AccountSettings.none(), FULL_ACCOUNT));
    }
    try (JdbcStorage storage = JdbcStorage.open(url)) {
      assertEquals(Optional.of(FULL), storage.settings().find(PHOTOS));
      assertEquals(FULL_ACCOUNT, storage.settings().find(ACCOUNT));
      assertEquals(Optional.of(vault), storage.vaults().find(PHOTOS), "and is as it was");
    }
  }

  @Test
  void archives_of_the_version_before_jobs_can_be_retrieved_and_held() throws SQLException {
    String url = "jdbc:h2:" + folder.resolve("firn");
    migrate(url, "4");
    Archive archive = archive(PHOTOS, 1);
    Part part = part(0, 1);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO firn_vault (account, name, created_ms, archives, bytes)"
              + " VALUES ('012345678901', 'photos', 7, 1, 16)");
      statement.execute(
          "INSERT INTO firn_archive VALUES ('012345678901', 'photos', '%s', '%s', '%s', 16, '%s', 7)"
              .formatted(archive.id(), archive.id(), archive.description(), archive.treeHash()));
      statement.execute(
          "INSERT INTO firn_part VALUES ('012345678901', 'photos', '%s', 0, 15, '%s', '%s')"
              .formatted(archive.id(), part.treeHash(), part.content()));
    }
    Job job = SampleJobs.retrieval(archive, 1);
    try (JdbcStorage storage = JdbcStorage.open(url)) {
      assertEquals(JobAddition.ADDED, storage.jobs().add(job));
      assertTrue(storage.archives().remove(PHOTOS, archive.id(), Instant.ofEpochMilli(8)));
      assertEquals(List.of(part), storage.jobs().parts(PHOTOS, job.id(), Scan.first(9)));
    }
  }
}
