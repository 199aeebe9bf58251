// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The layout of an upload's value. Numbers are big-endian.
 *
 * <pre>
 *       1            8              8        0 to 1024
 *   +---------+---------------+-----------+-------------+
 *   | version | creation date | part size | description |
 *   +---------+---------------+-----------+-------------+
 * </pre>
 *
 * <p>The date is in milliseconds since 1970, the part size in bytes; the description is ASCII, and
 * empty if there is none.
 */
final class UploadCodec {
  private UploadCodec() {}

  static byte[] encode(MultipartUpload upload) {
    byte[] description = upload.description().text().getBytes(US_ASCII);
    return VersionedValue.allocate(2 * Long.BYTES + description.length)
        .putLong(upload.creationDate().toEpochMilli())
        .putLong(upload.partSize().bytes())
        .put(description)
        .array();
  }

  static MultipartUpload decode(VaultKey vault, ByteBuffer key, ByteBuffer value) {
    return VersionedValue.read(
        key,
        value,
        fields -> {
          Instant creationDate = Instant.ofEpochMilli(fields.getLong());
          PartSize partSize = new PartSize(fields.getLong());
          return new MultipartUpload(
              Keys.uploadId(key),
              vault,
              new ArchiveDescription(VersionedValue.rest(fields)),
              partSize,
              creationDate);
        });
  }

  /** Reads the creation date alone. */
  static Instant creationDate(ByteBuffer key, ByteBuffer value) {
    return VersionedValue.read(
        key,
        value,
        fields -> {
          Instant creationDate = Instant.ofEpochMilli(fields.getLong());
          fields.position(fields.limit());
          return creationDate;
        });
  }
}
