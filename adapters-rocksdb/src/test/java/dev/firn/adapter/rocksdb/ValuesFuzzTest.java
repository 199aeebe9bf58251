// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.upload.Completion;
import dev.firn.testkit.SampleArchives;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/**
 * Whatever the disk gives back as a row. The first byte says of which kind it is, the second how
 * long the key is that follows; the rest is the value.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ValuesFuzzTest {

  /** Reads a value, and writes it again. */
  private interface Rewriting {
    byte[] of(ByteBuffer key, ByteBuffer value);
  }

  private enum Kind {
    VAULT((key, value) -> VaultCodec.encode(VaultCodec.decode(ACCOUNT, key, value))),
    UPLOAD((key, value) -> UploadCodec.encode(UploadCodec.decode(PHOTOS, key, value))),
    PART((key, value) -> PartCodec.encode(PartCodec.decode(key, value))),
    COMPLETION((key, value) -> CompletionCodec.encode(archive(CompletionCodec.decode(key, value)))),
    ARCHIVE(
        (key, value) ->
            StoredArchive.decode(PHOTOS, SampleArchives.archiveId(PHOTOS, 1), key, value).encode()),
    INCOMING((key, value) -> Incoming.decode(key, value).encode()),
    ACTIVITY((key, value) -> Activity.decode(key, value).encode()),
    SUM((key, value) -> Inventories.summand(Inventories.sum(key, value)));

    private final Rewriting rewriting;

    Kind(Rewriting rewriting) {
      this.rewriting = rewriting;
    }

    private static Archive archive(Completion completion) {
      return new Archive(
          completion.archive(),
          PHOTOS,
          new ArchiveDescription(""),
          completion.archiveSize(),
          completion.treeHash(),
          completion.date());
    }
  }

  @FuzzTest
  void a_value_is_refused_or_the_same_when_it_is_written_again(byte[] data) {
    if (data.length < 2) {
      return;
    }
    Kind kind = Kind.values()[(data[0] & 0xFF) % Kind.values().length];
    int start = Math.min(data.length, 2 + (data[1] & 0xFF));
    byte[] key = Arrays.copyOfRange(data, 2, start);
    byte[] value = Arrays.copyOfRange(data, start, data.length);
    byte[] rewritten;
    try {
      rewritten = kind.rewriting.of(ByteBuffer.wrap(key), ByteBuffer.wrap(value));
    } catch (StorageException refusal) {
      return;
    }
    assertArrayEquals(value, rewritten);
  }
}
