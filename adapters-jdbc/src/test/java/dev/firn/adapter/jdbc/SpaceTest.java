// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.Payload;
import dev.firn.domain.page.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an H2 file takes on the disk, once it is closed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SpaceTest {
  private static final int MIB = 1 << 20;
  private static final int ARCHIVES = 20;

  @TempDir Path folder;

  private JdbcStorage open() {
    return JdbcStorage.open("jdbc:h2:" + folder.resolve("firn"));
  }

  private long used() throws IOException {
    return Files.size(folder.resolve("firn.mv.db"));
  }

  @Test
  void an_h2_file_gives_its_space_back_when_all_was_deleted() throws IOException {
    byte[] bytes = new byte[8 * MIB];
    List<ArchiveId> archives = new ArrayList<>();
    Random random = new Random(1);
    try (JdbcStorage storage = open()) {
      Firn firn = Firn.over(storage);
      firn.vaults().createVault(PHOTOS);
      for (int i = 0; i < ARCHIVES; i++) {
        random.nextBytes(bytes);
        archives.add(
            firn.archives()
                .uploadArchive(PHOTOS, ArchiveDescription.none(), Payload.of(bytes))
                .id());
      }
      assertTrue(used() >= (long) ARCHIVES * bytes.length, used() + " bytes");
      archives.forEach(id -> firn.archives().deleteArchive(PHOTOS, id));
      assertEquals(ARCHIVES * 9, firn.sweep().chunksRemoved(), "8 chunks and a content of each");
      assertEquals(List.of(), storage.contents().stored(Scan.first(1)));
    }
    open().close();
    assertTrue(used() < 8 * MIB, used() + " bytes are used for nothing");
  }
}
