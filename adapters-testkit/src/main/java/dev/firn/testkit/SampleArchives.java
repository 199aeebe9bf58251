// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.id.OrderedText;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.Random;

/**
 * Contents, parts and archives to test with: the same number always gives the same, and numbers
 * ascend as ids do.
 */
public final class SampleArchives {
  /** The size of a chunk: what a content is cut into, and the least distance of two parts. */
  public static final int CHUNK = 1 << 20;

  private static final int SMALL = 16;

  /** An archive of the greatest size, in {@link SampleUploads#PHOTOS}; it names no parts. */
  static final Archive LARGEST =
      new Archive(
          archive(PHOTOS, 9).id(),
          PHOTOS,
          new ArchiveDescription("all of it"),
          10_000L << 32,
          new TreeHash("0123456789abcdef".repeat(4)),
          Instant.parse("2026-02-03T04:05:06.789Z"));

  private SampleArchives() {}

  /** Returns a moment so many hours after the first sample upload was created. */
  public static Instant hour(int hours) {
    return START.plusSeconds(3_600L * hours);
  }

  /** Returns so many bytes that look random. */
  public static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Returns the bytes of the sample content with this number: few, for tests that are quick. */
  public static byte[] bytes(int number) {
    return bytes(number, SMALL);
  }

  /** Returns the id of the sample content with this number, 0 or more. */
  public static ContentId content(int number) {
    return new ContentId(OrderedText.of(TimeOrderedBytes.of(START, number, bytes(number, 8))));
  }

  /**
   * Returns a part that is made of a sample content.
   *
   * @param place how many chunks lie before its first byte
   * @param number the content's number
   */
  public static Part part(long place, int number) {
    return new Part(
        RangeInBytes.startingAt(place * CHUNK, SMALL), TreeHash.of(bytes(number)), content(number));
  }

  /** Returns the id of the sample archive with this number, 0 or more, in this vault. */
  public static ArchiveId archiveId(VaultKey vault, int number) {
    return ArchiveId.mint(vault, TimeOrderedBytes.of(START, number, bytes(number, 80)));
  }

  /** Returns the sample archive with this number, 0 or more, that is made of a sample content. */
  public static Archive archive(VaultKey vault, int number) {
    return new Archive(
        archiveId(vault, number),
        vault,
        new ArchiveDescription("archive " + number),
        SMALL,
        TreeHash.of(bytes(number)),
        START.plusMillis(number));
  }
}
