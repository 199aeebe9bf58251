// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;

/**
 * An array that takes one value after the other, so that the engine need not make one for each: on
 * its side of the call that is dear.
 */
final class ReusedArray {
  private static final int ROOM_FOR_MOST = 512;

  private byte[] array = new byte[ROOM_FOR_MOST];

  /**
   * Returns a value, until the next one is asked for.
   *
   * @param source writes as much of the value as the array has room for, and returns its length
   */
  ByteBuffer filled(ToIntFunction<byte[]> source) {
    int length = source.applyAsInt(array);
    if (length > array.length) {
      array = new byte[length];
      return filled(source);
    }
    return ByteBuffer.wrap(array, 0, length);
  }
}
