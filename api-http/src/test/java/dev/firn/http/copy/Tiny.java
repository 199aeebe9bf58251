// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.copy;

import static dev.firn.testkit.SampleArchives.archiveId;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.testkit.SampleArchives;
import dev.firn.testkit.SampleUploads;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** One vault with one of each, of parts of 16 bytes, brought into a storage through its ports. */
final class Tiny {
  /** An archive of one part, which is content 1. */
  static final Archive WHOLE = SampleArchives.archive(PHOTOS, 1);

  /** An archive of three parts, which are contents 2 to 4. */
  static final Archive PARTED = archive(2, "parted", 2, 3, 4);

  /** An upload that nobody used. */
  static final MultipartUpload NEW = upload(PHOTOS, 1);

  /** An upload without parts, last used in hour 5. */
  static final MultipartUpload TOUCHED = upload(PHOTOS, 2);

  /** An upload of two parts with a gap, which are contents 5 and 6, last used in hour 6. */
  static final MultipartUpload BEGUN = upload(PHOTOS, 3);

  static final CompletedUpload COMPLETED = new CompletedUpload(id(PHOTOS, 4), Completion.of(WHOLE));

  private static final int SIZE = 16;

  private Tiny() {}

  /** Returns an archive of so many contents. */
  static Archive archive(int number, String description, int... contents) {
    List<TreeHash> hashes =
        IntStream.of(contents).mapToObj(each -> TreeHash.of(bytes(each))).toList();
    return new Archive(
        archiveId(PHOTOS, number),
        PHOTOS,
        new ArchiveDescription(description),
        (long) SIZE * contents.length,
        TreeHash.combined(hashes),
        hour(number));
  }

  static Storage fill(Storage storage) {
    assertTrue(storage.vaults().create(SampleUploads.created(PHOTOS)));
    add(storage, WHOLE, 1);
    add(storage, PARTED, 2, 3, 4);
    storage.vaults().touch(PHOTOS, hour(9));
    storage.uploads().add(NEW);
    storage.uploads().add(TOUCHED);
    storage.uploads().touch(PHOTOS, TOUCHED.id(), hour(5));
    storage.uploads().add(BEGUN);
    put(storage, BEGUN, 1, 5, hour(3));
    put(storage, BEGUN, 7, 6, hour(6));
    storage.uploads().keepCompletion(PHOTOS, COMPLETED);
    return storage;
  }

  /** Adds an archive of so many contents. */
  static void add(Storage storage, Archive archive, int... contents) {
    if (contents.length == 1) {
      write(storage, contents[0]);
      assertEquals(
          ContentNaming.NAMED, storage.archives().add(archive, content(contents[0])), "stored");
      return;
    }
    MultipartUpload upload = upload(PHOTOS, 100_000);
    storage.uploads().add(upload);
    for (int place = 0; place < contents.length; place++) {
      put(storage, upload, place, contents[place], hour(0));
    }
    assertTrue(storage.uploads().become(upload.id(), archive));
  }

  /** Puts a part that is made of a content. */
  static void put(Storage storage, MultipartUpload upload, long place, int number, Instant time) {
    write(storage, number);
    Part part =
        new Part(
            RangeInBytes.startingAt(SIZE * place, SIZE),
            TreeHash.of(bytes(number)),
            content(number));
    assertEquals(
        ContentNaming.NAMED, storage.uploads().putPart(PHOTOS, upload.id(), part, time), "put");
  }

  private static void write(Storage storage, int number) {
    storage.contents().begin(PHOTOS, content(number), OptionalLong.of(SIZE), hour(0));
    ByteBuffer bytes = ByteBuffer.wrap(bytes(number));
    assertTrue(storage.contents().write(PHOTOS, content(number), 0, bytes), "incoming");
  }
}
