// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.uploads;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.MultipartUpload;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.OptionalLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that was made when uploads had no parts. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MigrationTest {
  @TempDir Path folder;

  @Test
  void uploads_of_the_first_version_take_parts_and_expire() throws SQLException {
    String url = "jdbc:h2:" + folder.resolve("firn");
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(url, "", "")
        .table("firn_schema_history")
        .locations("classpath:dev/firn/adapter/jdbc/schema")
        .placeholders(Map.of("bytewise", "", "chunk", "blob"))
        .target("1")
        .load()
        .migrate();
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
}
