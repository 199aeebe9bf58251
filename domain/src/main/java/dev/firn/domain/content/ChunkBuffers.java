// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Buffers outside Java's heap, each for one chunk. They are used again and again, as making one is
 * dear, and leaves it to the garbage collector, which does not see how large they are. Thread-safe.
 *
 * @hidden
 */
public final class ChunkBuffers {
  private static final int MOST_KEPT = 64;

  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(MOST_KEPT);

  ChunkBuffers() {}

  /** Returns a buffer that nobody else has. */
  public ByteBuffer take() {
    return Optional.ofNullable(free.poll())
        .orElseGet(() -> ByteBuffer.allocateDirect(TreeHashing.LEAF_BYTES));
  }

  /** Takes back a buffer that nobody uses any more. */
  public void give(ByteBuffer buffer) {
    var unused = free.offer(buffer);
  }
}
