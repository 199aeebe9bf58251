// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder takes on the disk, after a sweep. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SpaceTest {
  private static final int MIB = 1 << 20;
  private static final long NEAR = 8L * MIB;

  /** Parts on both sides of where a content gets a table of its own. */
  private static final int[] SIZES = {MIB, 3 * MIB + 1, 12 * MIB};

  @TempDir Path folder;

  private final Random random = new Random(1);
  private RocksDbStorage storage;
  private Firn firn;

  @BeforeEach
  void open() {
    storage = RocksDbStorage.open(folder);
    firn = Firn.over(storage);
    firn.vaults().createVault(PHOTOS);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  /** Returns what all files have together; the engine may remove some meanwhile. */
  private long used() {
    return Stream.of(folder, folder.resolve("unfinished-tables"))
        .flatMap(each -> Stream.of(Objects.requireNonNull(each.toFile().listFiles())))
        .filter(File::isFile)
        .mapToLong(File::length)
        .sum();
  }

  private List<Archive> uploadArchives(int count) throws IOException {
    List<Archive> archives = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[SIZES[i % SIZES.length]];
      random.nextBytes(bytes);
      archives.add(
          firn.archives().uploadArchive(PHOTOS, ArchiveDescription.none(), Payload.of(bytes)));
    }
    return archives;
  }

  @Test
  void deleted_archives_give_their_space_back_and_others_stay() throws IOException {
    List<Archive> archives = uploadArchives(24);
    long all = archives.stream().mapToLong(Archive::size).sum();
    assertTrue(used() >= all, used() + " bytes hold " + all);
    long left = all;
    for (int i = 0; i < archives.size(); i += 2) {
      firn.archives().deleteArchive(PHOTOS, archives.get(i).id());
      left -= archives.get(i).size();
    }
    firn.sweep();
    assertTrue(used() < left + NEAR, used() + " bytes are used for " + left);
    for (int i = 1; i < archives.size(); i += 2) {
      Archive archive = archives.get(i);
      assertEquals(archive.treeHash(), TreeHash.of(firn.archives().read(PHOTOS, archive.id())));
      firn.archives().deleteArchive(PHOTOS, archive.id());
    }
    firn.sweep();
    assertTrue(used() < NEAR, used() + " bytes are used for nothing");
  }

  @Test
  void replaced_parts_and_aborted_uploads_give_their_space_back() throws IOException {
    MultipartUpload upload =
        firn.multipartUploads().initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(16));
    byte[] bytes = new byte[12 * MIB];
    for (int i = 0; i < 12; i++) {
      random.nextBytes(bytes);
      firn.multipartUploads()
          .uploadMultipartPart(
              PHOTOS, upload.id(), new RangeInBytes(0, bytes.length - 1), Payload.of(bytes));
      firn.sweep();
      assertTrue(used() < bytes.length + 2 * NEAR, used() + " bytes are used for one part");
    }
    firn.multipartUploads().abortMultipartUpload(PHOTOS, upload.id());
    firn.sweep();
    assertTrue(used() < NEAR, used() + " bytes are used for nothing");
  }

  // A client that went away in mid-body, and a process that was killed with it.
  @Test
  void what_a_killed_process_was_writing_is_gone_when_it_is_opened_again() throws IOException {
    Path unfinished = Files.createFile(folder.resolve("unfinished-tables").resolve("left-behind"));
    Files.write(unfinished, new byte[MIB]);
    storage.close();
    open();
    assertTrue(Files.notExists(unfinished));
  }
}
