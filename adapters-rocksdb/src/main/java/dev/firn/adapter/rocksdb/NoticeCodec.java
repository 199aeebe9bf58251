// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.job.Notice;
import dev.firn.domain.job.NoticeId;
import java.nio.ByteBuffer;

/** The layout of a notice's value: behind the version its document. */
final class NoticeCodec {
  private NoticeCodec() {}

  static byte[] encode(Notice notice) {
    byte[] document = notice.document().bytes();
    return VersionedValue.allocate(document.length).put(document).array();
  }

  static Notice decode(NoticeId id, ByteBuffer key, ByteBuffer value) {
    return VersionedValue.read(
        key, value, fields -> Notice.of(id, VersionedValue.document(fields)));
  }
}
