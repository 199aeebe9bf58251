// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.upload.Completion;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The layout of a completion's value. Numbers are big-endian.
 *
 * <pre>
 *       1       8      8       32          138
 *   +---------+------+------+-----------+------------+
 *   | version | date | size | tree hash | archive id |
 *   +---------+------+------+-----------+------------+
 * </pre>
 */
final class CompletionCodec {
  private CompletionCodec() {}

  static byte[] encode(Completion completion) {
    return VersionedValue.allocate(2 * Long.BYTES + VersionedValue.HASH_BYTES + ArchiveId.LENGTH)
        .putLong(completion.date().toEpochMilli())
        .putLong(completion.archiveSize())
        .put(VersionedValue.bytes(completion.treeHash()))
        .put(completion.archive().text().getBytes(US_ASCII))
        .array();
  }

  static Completion decode(ByteBuffer key, ByteBuffer value) {
    return VersionedValue.read(
        key,
        value,
        fields -> {
          Instant date = Instant.ofEpochMilli(fields.getLong());
          long size = fields.getLong();
          TreeHash treeHash = VersionedValue.treeHash(fields);
          return new Completion(new ArchiveId(VersionedValue.rest(fields)), size, treeHash, date);
        });
  }
}
