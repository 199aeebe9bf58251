// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * What every value begins with: a version byte, here 1. A value of another version, or one that
 * cannot be read to its end and no further, is an error that names its key, and is never passed
 * over.
 */
final class VersionedValue {
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
  static <T> T read(byte[] key, byte[] value, Function<ByteBuffer, T> fields) {
    if (value.length == 0 || value[0] != VERSION) {
      throw new StorageException(
          "Cannot read the value of %s: its version is %s, this version of Firn knows %d"
              .formatted(Keys.text(key), value.length == 0 ? "missing" : value[0], VERSION));
    }
    ByteBuffer buffer = ByteBuffer.wrap(value, 1, value.length - 1);
    try {
      T read = fields.apply(buffer);
      if (!buffer.hasRemaining()) {
        return read;
      }
    } catch (BufferUnderflowException | IllegalArgumentException | GlacierException e) {
      throw new StorageException(corrupt(key, value), e);
    }
    throw new StorageException(corrupt(key, value));
  }

  private static String corrupt(byte[] key, byte[] value) {
    return "The value of "
        + Keys.text(key)
        + " is corrupt: "
        + value.length
        + " bytes that cannot be understood";
  }
}
