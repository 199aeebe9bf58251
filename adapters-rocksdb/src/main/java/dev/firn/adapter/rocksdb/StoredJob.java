// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.document.Document;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobId;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;

/**
 * A job, and where the parts of what it retrieves are. The layout of its value:
 *
 * <pre>
 *       1           1            92 or 138
 *   +---------+----------------+----------+----------------+
 *   | version | owner's length | owner id | job's document |
 *   +---------+----------------+----------+----------------+
 * </pre>
 *
 * @param job the job
 * @param owner whose parts those are: its archive's, or the job itself, which has the one of its
 *     output as soon as there is one
 */
record StoredJob(Job job, String owner) {

  /**
   * Checks the owner.
   *
   * @throws IllegalArgumentException if it is the id of none that has parts
   */
  StoredJob {
    if (JobId.parse(owner).isEmpty()
        && UploadId.parse(owner).isEmpty()
        && ArchiveId.parse(owner).isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + owner + "\" is the id of neither a job, an upload nor an archive");
    }
  }

  byte[] encode() {
    byte[] document = job.document().bytes();
    return VersionedValue.allocate(1 + owner.length() + document.length)
        .put((byte) owner.length())
        .put(owner.getBytes(US_ASCII))
        .put(document)
        .array();
  }

  static StoredJob decode(VaultKey vault, JobId id, ByteBuffer key, ByteBuffer value) {
    return VersionedValue.read(
        key,
        value,
        fields -> {
          String owner = VersionedValue.text(fields, fields.get() & 0xFF);
          Document document = VersionedValue.document(fields);
          return new StoredJob(Job.of(vault, id, document), owner);
        });
  }
}
