// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.CHUNK;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleUploads.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.VaultKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Brings samples into a storage, and looks at what is in it, in the few steps that it takes. */
final class Given {
  private Given() {}

  /** Begins the sample content with this number, and writes its bytes. */
  static ContentId incoming(Storage storage, VaultKey vault, int number) {
    return incoming(storage, vault, number, bytes(number));
  }

  /** Begins the sample content with this number, and writes other bytes than it usually has. */
  static ContentId incoming(Storage storage, VaultKey vault, int number, byte[] bytes) {
    // A sender may or may not say beforehand how much there is.
    begin(
        storage,
        vault,
        number,
        number % 2 == 0 ? OptionalLong.empty() : OptionalLong.of(bytes.length));
    return written(storage, vault, number, bytes);
  }

  /** Begins the sample content with this number, expecting so many bytes. */
  static void begin(Storage storage, VaultKey vault, int number, OptionalLong size) {
    storage.contents().begin(vault, content(number), size, START);
  }

  /** Writes the sample content with this number, which was begun. */
  static ContentId written(Storage storage, VaultKey vault, int number, byte[] bytes) {
    ContentId id = content(number);
    for (int chunk = 0; chunk * CHUNK < bytes.length; chunk++) {
      int length = Math.min(CHUNK, bytes.length - chunk * CHUNK);
      assertTrue(
          storage.contents().write(vault, id, chunk, ByteBuffer.wrap(bytes, chunk * CHUNK, length)),
          "contents, clause 2: write is true, the content is incoming");
    }
    return id;
  }

  /** Stores a sample part, and the sample content with this number for it. */
  static Part part(Storage storage, MultipartUpload upload, long place, int number) {
    incoming(storage, upload.vault(), number);
    Part part = SampleArchives.part(place, number);
    assertEquals(
        ContentNaming.NAMED,
        storage.uploads().putPart(upload.vault(), upload.id(), part, START),
        "clause 11: the upload is in progress and the content incoming");
    return part;
  }

  /** Stores the sample archive with this number, and the sample content with this number for it. */
  static Archive archive(Storage storage, VaultKey vault, int number) {
    Archive archive = SampleArchives.archive(vault, number);
    assertEquals(
        ContentNaming.NAMED,
        storage.archives().add(archive, incoming(storage, vault, number)),
        "the vault exists and the content is incoming");
    return archive;
  }

  /** Returns the upload's revision, which is in progress. */
  static long revision(Storage storage, MultipartUpload upload) {
    return storage.uploads().revision(upload.vault(), upload.id()).orElseThrow();
  }

  /** Returns all parts of an upload. */
  static List<Part> parts(Storage storage, MultipartUpload upload) {
    return storage.uploads().parts(upload.vault(), upload.id(), Scan.first(10_000));
  }

  /** Returns all parts of an archive. */
  static List<Part> parts(Storage storage, Archive archive) {
    return storage.archives().parts(archive.vault(), archive.id(), Scan.first(10_000));
  }

  /** Returns what is stored when all that was abandoned is removed. */
  static List<ContentId> storedAfterRemoval(Storage storage) {
    removeAbandoned(storage, 100);
    return storage.contents().stored(Scan.first(100_000));
  }

  /** Removes all that was abandoned, so much at once. */
  static void removeAbandoned(Storage storage, int max) {
    int steps = 0;
    while (storage.contents().removeAbandoned(max) > 0) {
      assertTrue(++steps < 100_000, "contents, clause 6: removeAbandoned comes to an end");
    }
  }

  /** Returns the bytes of a content, up to the first chunk that is not there. */
  static byte[] read(Storage storage, VaultKey vault, ContentId id) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer room = ByteBuffer.allocate(1 << 20);
    for (int number = 0; storage.contents().read(vault, id, number, room.clear()); number++) {
      bytes.writeBytes(array(room.flip()));
    }
    return bytes.toByteArray();
  }

  /** Returns what a buffer has left. */
  static byte[] array(ByteBuffer buffer) {
    byte[] array = new byte[buffer.remaining()];
    buffer.get(array);
    return array;
  }

  /** Asserts that the sample contents with these numbers are there, whole. */
  static void assertReadable(Storage storage, VaultKey vault, Integer... numbers) {
    for (int number : numbers) {
      assertTrue(
          Arrays.equals(bytes(number), read(storage, vault, content(number))),
          "contents, clause 4: content " + number + " is named, and read as it was written");
    }
  }
}
