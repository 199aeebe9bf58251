// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * An archive, and where its parts are. The layout of its value, with big-endian numbers:
 *
 * <pre>
 *       1           8           8       32           1            92 or 138     0 to 1024
 *   +---------+---------------+------+-----------+---------------+----------+-------------+
 *   | version | creation date | size | tree hash | owner's length| owner id | description |
 *   +---------+---------------+------+-----------+---------------+----------+-------------+
 * </pre>
 *
 * @param archive the archive
 * @param owner whose parts its parts are: see {@link Keys}
 */
record StoredArchive(Archive archive, String owner) {

  /**
   * Checks the owner.
   *
   * @throws IllegalArgumentException if it is the id of neither an upload nor an archive
   */
  StoredArchive {
    if (UploadId.parse(owner).isEmpty() && ArchiveId.parse(owner).isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + owner + "\" is the id of neither an upload nor an archive");
    }
  }

  byte[] encode() {
    byte[] description = archive.description().text().getBytes(US_ASCII);
    return VersionedValue.allocate(
            2 * Long.BYTES + VersionedValue.HASH_BYTES + 1 + owner.length() + description.length)
        .putLong(archive.creationDate().toEpochMilli())
        .putLong(archive.size())
        .put(VersionedValue.bytes(archive.treeHash()))
        .put((byte) owner.length())
        .put(owner.getBytes(US_ASCII))
        .put(description)
        .array();
  }

  static StoredArchive decode(VaultKey vault, ArchiveId id, ByteBuffer key, ByteBuffer value) {
    return VersionedValue.read(
        key,
        value,
        fields -> {
          Instant creationDate = Instant.ofEpochMilli(fields.getLong());
          long size = fields.getLong();
          TreeHash treeHash = VersionedValue.treeHash(fields);
          String owner = VersionedValue.text(fields, fields.get() & 0xFF);
          ArchiveDescription description = new ArchiveDescription(VersionedValue.rest(fields));
          return new StoredArchive(
              new Archive(id, vault, description, size, treeHash, creationDate), owner);
        });
  }
}
