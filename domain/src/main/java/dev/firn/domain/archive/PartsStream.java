// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.archive;

import dev.firn.domain.content.ChunkBuffers;
import dev.firn.domain.content.ChunkStream;
import dev.firn.domain.content.Contents;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHashing;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/**
 * Reads a range of a whole that is stored in parts, as much in memory as one chunk and a page of
 * parts. For one thread.
 *
 * @hidden
 */
public final class PartsStream extends ChunkStream {
  private static final int PARTS_AT_ONCE = 50;

  private final Function<Scan<Long>, List<Part>> scan;
  private final Contents contents;
  private final VaultKey vault;
  private final String name;
  private final Queue<Part> parts = new ArrayDeque<>();
  private final Optional<ChunkBuffers> buffers;
  private Optional<ByteBuffer> room = Optional.empty();
  private Optional<ChunkStream> part = Optional.empty();
  private long position;
  private long endOfPart;
  private final long end;
  private final long partSize;

  /**
   * Begins to read.
   *
   * @param scan scans the parts of the whole in their order
   * @param vault the vault that their contents are in
   * @param name what the whole is, for messages
   * @param partSize the size of every part but the last
   * @param range which bytes of the whole; within it
   * @param buffers where to take a buffer from, and give it back to; empty for one in the heap
   */
  public PartsStream(
      Function<Scan<Long>, List<Part>> scan,
      Contents contents,
      VaultKey vault,
      String name,
      long partSize,
      RangeInBytes range,
      Optional<ChunkBuffers> buffers) {
    this.scan = scan;
    this.contents = contents;
    this.vault = vault;
    this.name = name;
    this.partSize = partSize;
    this.buffers = buffers;
    this.position = range.first();
    this.endOfPart = position;
    this.end = range.last() + 1;
  }

  @Override
  protected Optional<ByteBuffer> load() throws IOException {
    if (position == end) {
      return Optional.empty();
    }
    ChunkStream inPart = position == endOfPart ? enterPart() : part.orElseThrow();
    part = Optional.of(inPart);
    ByteBuffer chunk = inPart.nextChunk().orElseThrow();
    long wanted = Math.min(endOfPart, end) - position;
    if (chunk.remaining() > wanted) {
      chunk.limit(chunk.position() + (int) wanted);
    }
    position += chunk.remaining();
    return Optional.of(chunk);
  }

  private ChunkStream enterPart() throws IOException {
    long start = position - position % partSize;
    if (parts.isEmpty()) {
      parts.addAll(scan.apply(Scan.startingAt(start, PARTS_AT_ONCE)));
    }
    Part next = parts.poll();
    if (next == null || next.range().first() != start) {
      throw new IOException(name + " was deleted while it was read");
    }
    endOfPart = next.range().last() + 1;
    if (room.isEmpty()) {
      room = Optional.of(buffers.map(ChunkBuffers::take).orElseGet(this::inHeap));
    }
    return contents.read(vault, next.content(), position - start, room.get());
  }

  private ByteBuffer inHeap() {
    return ByteBuffer.allocate((int) Math.min(partSize, TreeHashing.LEAF_BYTES));
  }

  /** Ends reading, and gives its buffer back. */
  @Override
  public void close() {
    super.close();
    position = end;
    room.ifPresent(buffer -> buffers.ifPresent(all -> all.give(buffer)));
    room = Optional.empty();
  }
}
