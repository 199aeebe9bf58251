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
  private final ByteBuffer room;
  private long position;

  ContentStream(
      ContentRepository repository, VaultKey vault, ContentId id, long first, ByteBuffer room) {
    this.repository = repository;
    this.vault = vault;
    this.id = id;
    this.position = first;
    this.room = room;
  }

  @Override
  protected Optional<ByteBuffer> load() throws IOException {
    int number = (int) (position / TreeHashing.LEAF_BYTES);
    int within = (int) (position % TreeHashing.LEAF_BYTES);
    if (!repository.read(vault, id, number, room.clear()) || room.flip().remaining() <= within) {
      throw new IOException("Byte " + position + " of content " + id + " in " + vault + " is gone");
    }
    room.position(within);
    position += room.remaining();
    return Optional.of(room);
  }
}
