// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads a content chunk by chunk. Its end is for who knows its size to notice. */
final class ContentStream extends ChunkStream {
  private final ContentRepository repository;
  private final VaultKey vault;
  private final ContentId id;
  private long position;

  ContentStream(ContentRepository repository, VaultKey vault, ContentId id, long first) {
    this.repository = repository;
    this.vault = vault;
    this.id = id;
    this.position = first;
  }

  @Override
  protected Optional<ByteBuffer> load() throws IOException {
    int number = (int) (position / TreeHashing.LEAF_BYTES);
    int within = (int) (position % TreeHashing.LEAF_BYTES);
    ByteBuffer chunk =
        repository
            .read(vault, id, number)
            .filter(found -> found.remaining() > within)
            .orElseThrow(
                () ->
                    new IOException(
                        "Byte " + position + " of content " + id + " in " + vault + " is gone"));
    chunk.position(chunk.position() + within);
    position += chunk.remaining();
    return Optional.of(chunk);
  }
}
