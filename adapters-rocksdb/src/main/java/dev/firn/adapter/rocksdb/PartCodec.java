// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.RangeInBytes;
import java.nio.ByteBuffer;

/**
 * The layout of a part's value; its first byte is in the key. Numbers are big-endian.
 *
 * <pre>
 *       1          8           32          24
 *   +---------+-----------+-----------+------------+
 *   | version | last byte | tree hash | content id |
 *   +---------+-----------+-----------+------------+
 * </pre>
 */
final class PartCodec {
  private PartCodec() {}

  static byte[] encode(Part part) {
    return VersionedValue.allocate(Long.BYTES + VersionedValue.HASH_BYTES + ContentId.LENGTH)
        .putLong(part.range().last())
        .put(VersionedValue.bytes(part.treeHash()))
        .put(part.content().text().getBytes(US_ASCII))
        .array();
  }

  static Part decode(ByteBuffer key, ByteBuffer value) {
    return VersionedValue.read(
        key,
        value,
        fields ->
            new Part(
                new RangeInBytes(Keys.firstByte(key), fields.getLong()),
                VersionedValue.treeHash(fields),
                new ContentId(VersionedValue.rest(fields))));
  }
}
