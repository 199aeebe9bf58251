// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads a content chunk by chunk. Its end is for who knows its size to notice. */
final class ContentStream extends InputStream {
  private final ContentRepository repository;
  private final VaultKey vault;
  private final ContentId id;
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private long position;

  ContentStream(ContentRepository repository, VaultKey vault, ContentId id, long first) {
    this.repository = repository;
    this.vault = vault;
    this.id = id;
    this.position = first;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!chunk.hasRemaining()) {
      chunk = next();
    }
    int read = Math.min(length, chunk.remaining());
    chunk.get(bytes, offset, read);
    position += read;
    return read;
  }

  private ByteBuffer next() throws IOException {
    int number = (int) (position / TreeHashing.LEAF_BYTES);
    int within = (int) (position % TreeHashing.LEAF_BYTES);
    ByteBuffer read =
        repository
            .read(vault, id, number)
            .filter(found -> found.remaining() > within)
            .orElseThrow(
                () ->
                    new IOException(
                        "Byte " + position + " of content " + id + " in " + vault + " is gone"));
    return read.position(read.position() + within);
  }
}
