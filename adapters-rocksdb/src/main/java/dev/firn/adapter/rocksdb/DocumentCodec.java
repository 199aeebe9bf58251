// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.document.Document;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * The layout of a value that is a document.
 *
 * <pre>
 *       1
 *   +---------+----------------------
 *   | version | the document's bytes
 *   +---------+----------------------
 * </pre>
 */
final class DocumentCodec {
  private DocumentCodec() {}

  static byte[] encode(Document document) {
    byte[] bytes = document.bytes();
    return VersionedValue.allocate(bytes.length).put(bytes).array();
  }

  /**
   * Reads a value.
   *
   * @param reading makes of the document what it is of
   */
  static <T> T decode(ByteBuffer key, ByteBuffer value, Function<Document, T> reading) {
    return VersionedValue.read(
        key, value, fields -> reading.apply(VersionedValue.document(fields)));
  }
}
