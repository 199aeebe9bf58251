// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static dev.firn.testkit.SampleArchives.CHUNK;
import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static dev.firn.testkit.SampleUploads.created;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Content of which something has not reached the engine's own files yet, and what becomes of it.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UnfinishedContentTest {
  private static final int CHUNKS = 12;
  private static final byte[] BYTES = bytes(1, CHUNKS * CHUNK);

  @TempDir Path folder;

  private RocksDbStorage storage;

  @BeforeEach
  void open() {
    storage = RocksDbStorage.open(folder);
    storage.vaults().create(created(PHOTOS));
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private void write(OptionalLong size) {
    storage.contents().begin(PHOTOS, content(1), size, START);
    for (int number = 0; number < CHUNKS; number++) {
      storage
          .contents()
          .write(PHOTOS, content(1), number, ByteBuffer.wrap(BYTES, number * CHUNK, CHUNK));
    }
  }

  private ContentNaming name() {
    return storage.archives().add(archive(PHOTOS, 1), content(1));
  }

  private void assertStored() {
    for (int number = 0; number < CHUNKS; number++) {
      byte[] chunk = new byte[CHUNK];
      assertTrue(storage.contents().read(PHOTOS, content(1), number, ByteBuffer.wrap(chunk)));
      assertArrayEquals(Arrays.copyOfRange(BYTES, number * CHUNK, (number + 1) * CHUNK), chunk);
    }
  }

  private long unfinishedTables() throws IOException {
    try (var files = Files.list(folder.resolve("unfinished-tables"))) {
      return files.count();
    }
  }

  // Somebody starts a second server by mistake, while a client sends a large part to the first.
  @Test
  void who_is_refused_the_folder_leaves_it_alone() {
    write(OptionalLong.of(BYTES.length));
    assertThrows(StorageException.class, () -> RocksDbStorage.open(folder));
    assertEquals(ContentNaming.NAMED, name());
    assertStored();
  }

  // A client goes away in the midst of a large part.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void leaves_no_file_behind_when_it_is_abandoned(boolean saysItsSize) throws IOException {
    write(saysItsSize ? OptionalLong.of(BYTES.length) : OptionalLong.empty());
    assertEquals(1, unfinishedTables());
    storage.contents().abandon(PHOTOS, content(1));
    assertEquals(0, unfinishedTables());
  }

  // A part cannot be continued by another process: it would lack what had not reached the disk.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void is_given_up_when_the_folder_is_opened_again(boolean saysItsSize) {
    write(saysItsSize ? OptionalLong.of(BYTES.length) : OptionalLong.empty());
    storage.close();
    open();
    assertEquals(ContentNaming.NO_CONTENT, name());
    while (storage.contents().removeAbandoned(100) > 0) {}
    assertEquals(List.of(), storage.contents().stored(Scan.first(10)));
  }

  // An older version put the first chunks of what it knew to be large elsewhere.
  @Test
  void is_read_from_wherever_its_chunks_are() {
    write(OptionalLong.empty());
    assertEquals(ContentNaming.NAMED, name());
    storage.close();
    try (Database database = Database.open(folder, Settings.BY_DEFAULT)) {
      database.put(Family.SELF, "format".getBytes(US_ASCII), new byte[] {2});
    }
    open();
    assertStored();
  }
}
