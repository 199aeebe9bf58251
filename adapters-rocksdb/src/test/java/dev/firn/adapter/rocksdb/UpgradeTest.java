// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.uploads;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.page.Scan;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that was written when uploads had no parts. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UpgradeTest {
  @TempDir Path folder;

  @Test
  void uploads_of_the_first_format_take_parts_and_expire() {
    try (Database database = Database.open(folder, Settings.BY_DEFAULT)) {
      database.put(Family.SELF, "format".getBytes(US_ASCII), new byte[] {1});
      database.put(Family.VAULTS, Keys.vault(PHOTOS), VaultCodec.encode(created(PHOTOS)));
      uploads(PHOTOS, 3)
          .forEach(
              upload ->
                  database.put(
                      Family.UPLOADS,
                      Keys.upload(PHOTOS, upload.id()),
                      UploadCodec.encode(upload)));
    }
    for (int opening = 1; opening <= 2; opening++) {
      try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
        assertEquals(uploads(PHOTOS, 3), storage.uploads().scan(PHOTOS, Scan.first(10)));
        assertEquals(
            OptionalLong.of(0), storage.uploads().revision(PHOTOS, upload(PHOTOS, 1).id()));
      }
    }
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      assertEquals(1, storage.uploads().removeIdle(upload(PHOTOS, 1).creationDate(), 10));
      assertEquals(
          uploads(PHOTOS, 3).subList(1, 3), storage.uploads().scan(PHOTOS, Scan.first(10)));
      assertTrue(
          storage
              .uploads()
              .touch(
                  PHOTOS, upload(PHOTOS, 2).id(), upload(PHOTOS, 2).creationDate().plusSeconds(9)));
      assertEquals(
          1, storage.uploads().removeIdle(upload(PHOTOS, 2).creationDate().plusSeconds(1), 10));
    }
  }
}
