// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A copy of a chunk, in pieces. An array of 1 MiB is a little more than a region of the garbage
 * collector's, takes up two, and so has it collect all the time; a piece fits into one.
 */
final class StoredChunk {
  /** A region less what an array has besides its bytes, and some room. */
  private static final int PIECE_BYTES = (1 << 20) - 64;

  private final byte[][] pieces;

  StoredChunk(ByteBuffer bytes) {
    int size = bytes.remaining();
    pieces = new byte[(size + PIECE_BYTES - 1) / PIECE_BYTES][];
    int from = bytes.arrayOffset() + bytes.position();
    for (int i = 0; i < pieces.length; i++) {
      int first = from + i * PIECE_BYTES;
      int end = from + Math.min(size, (i + 1) * PIECE_BYTES);
      // Unlike a new array, this one is not filled with zeros first.
      pieces[i] = Arrays.copyOfRange(bytes.array(), first, end);
    }
  }

  /** Writes the bytes to a buffer. */
  void writeTo(ByteBuffer room) {
    for (byte[] piece : pieces) {
      room.put(piece);
    }
  }
}
