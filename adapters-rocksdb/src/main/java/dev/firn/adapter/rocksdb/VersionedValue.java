// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.firn.domain.content.TreeHash;
import dev.firn.domain.document.Document;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * What every value begins with: a version byte, here 1. A value of another version, or one that
 * cannot be read to its end and no further, is an error that names its key, and is never passed
 * over.
 */
final class VersionedValue {
  /** The length of a tree hash. */
  static final int HASH_BYTES = 32;

  private static final byte VERSION = 1;

  private VersionedValue() {}

  /** Returns a buffer for a value of so many bytes behind the version. */
  static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(1 + bytes).put(VERSION);
  }

  /**
   * Reads a value.
   *
   * @param fields reads all that is behind the version
   * @throws StorageException if the version is unknown, or the value is not as this version has it
   */
  static <T> T read(ByteBuffer key, ByteBuffer value, Function<ByteBuffer, T> fields) {
    if (value.limit() == 0 || value.get(0) != VERSION) {
      throw new StorageException(
          "Cannot read the value of %s: its version is %s, this version of Firn knows %d"
              .formatted(Keys.text(key), value.limit() == 0 ? "missing" : value.get(0), VERSION));
    }
    try {
      T read = fields.apply(value.position(1));
      if (!value.hasRemaining()) {
        return read;
      }
    } catch (BufferUnderflowException | IllegalArgumentException | GlacierException e) {
      throw new StorageException(corrupt(key, value), e);
    }
    throw new StorageException(corrupt(key, value));
  }

  /** Reads all that is left of a value as text. */
  static String rest(ByteBuffer fields) {
    return text(fields, fields.remaining());
  }

  /** Reads all that is left of a value as a document. */
  static Document document(ByteBuffer fields) {
    byte[] bytes = new byte[fields.remaining()];
    fields.get(bytes);
    return Document.parse(bytes);
  }

  /** Reads so many bytes as text. */
  static String text(ByteBuffer fields, int length) {
    if (length > fields.remaining()) {
      throw new BufferUnderflowException();
    }
    int from = fields.arrayOffset() + fields.position();
    fields.position(fields.position() + length);
    // Not US_ASCII, which would make a '?' of a damaged byte instead of letting it be refused.
    return new String(fields.array(), from, length, ISO_8859_1);
  }

  static byte[] bytes(TreeHash hash) {
    return HexFormat.of().parseHex(hash.hex());
  }

  static TreeHash treeHash(ByteBuffer fields) {
    byte[] hash = new byte[HASH_BYTES];
    fields.get(hash);
    return new TreeHash(HexFormat.of().formatHex(hash));
  }

  static String corrupt(ByteBuffer key, ByteBuffer value) {
    return "The value of "
        + Keys.text(key)
        + " is corrupt: "
        + value.limit()
        + " bytes that cannot be understood";
  }
}
