// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What changes with an upload in progress. Its layout, with big-endian numbers:
 *
 * <pre>
 *       1          8              8
 *   +---------+----------+-----------------+
 *   | version | revision | last active, ms |
 *   +---------+----------+-----------------+
 * </pre>
 *
 * @param revision is raised with every part
 * @param active when the upload was last active
 */
record Activity(long revision, Instant active) {

  byte[] encode() {
    return VersionedValue.allocate(2 * Long.BYTES)
        .putLong(revision)
        .putLong(active.toEpochMilli())
        .array();
  }

  static Activity decode(ByteBuffer key, ByteBuffer value) {
    return VersionedValue.read(
        key,
        value,
        fields -> new Activity(fields.getLong(), Instant.ofEpochMilli(fields.getLong())));
  }

  /** Returns the activity after it was noted once more; an older time changes nothing. */
  Activity at(Instant time) {
    return new Activity(revision, time.isAfter(active) ? time : active);
  }

  Activity raised() {
    return new Activity(revision + 1, active);
  }
}
