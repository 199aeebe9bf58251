// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Bytes that are read as they are stored: in chunks, which can be had without a copy. For one
 * thread. Need not be closed; when it is, what was read may change, as others may use its room.
 */
public abstract class ChunkStream extends InputStream {
  private Optional<ByteBuffer> chunk = Optional.empty();

  /** Creates a stream that is at its beginning. */
  protected ChunkStream() {}

  /**
   * Returns the bytes that come next: 1 byte to 1 MiB, to be read only, and before more is asked
   * for; or empty at the end.
   *
   * @throws IOException if they are not there any more
   * @throws dev.firn.domain.error.StorageException if the storage fails
   */
  public final Optional<ByteBuffer> nextChunk() throws IOException {
    Optional<ByteBuffer> next = chunk.filter(ByteBuffer::hasRemaining);
    chunk = Optional.empty();
    return next.isPresent() ? next : load();
  }

  /**
   * Loads what comes next, so that what keeps it from being read is known before anybody needs it.
   *
   * @throws IOException as {@link #nextChunk} does
   */
  public final void prepare() throws IOException {
    chunk = nextChunk();
  }

  /** Ends reading, so that others can use what room it has. */
  @Override
  public void close() {
    chunk = Optional.empty();
  }

  /** Returns the chunk that comes next, as {@link #nextChunk} does. */
  protected abstract Optional<ByteBuffer> load() throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public final int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    prepare();
    if (chunk.isEmpty()) {
      return -1;
    }
    int read = Math.min(length, chunk.get().remaining());
    chunk.get().get(bytes, offset, read);
    return read;
  }
}
