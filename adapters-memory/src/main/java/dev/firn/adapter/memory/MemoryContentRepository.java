// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Bytes as arrays of one chunk each. */
final class MemoryContentRepository implements ContentRepository {
  private final StoredVaults stored;
  private final StoredContents contents;

  MemoryContentRepository(StoredVaults stored, StoredContents contents) {
    this.stored = stored;
    this.contents = contents;
  }

  @Override
  public void begin(VaultKey vault, ContentId id, OptionalLong size, Instant time) {
    stored.whileOpen(
        all -> {
          contents.begin(vault, id, time);
          return true;
        });
  }

  @Override
  public boolean write(VaultKey vault, ContentId id, int number, ByteBuffer bytes) {
    return stored.whileOpen(
        all -> contents.find(vault, id).map(found -> found.write(number, bytes)).orElse(false));
  }

  @Override
  public boolean read(VaultKey vault, ContentId id, int number, ByteBuffer room) {
    Optional<StoredChunk> chunk =
        stored.whileOpen(all -> contents.find(vault, id).flatMap(found -> found.read(number)));
    chunk.ifPresent(found -> found.writeTo(room));
    return chunk.isPresent();
  }

  @Override
  public boolean renew(VaultKey vault, ContentId id, Instant time) {
    return stored.whileOpen(
        all -> contents.find(vault, id).map(found -> found.renew(time)).orElse(false));
  }

  @Override
  public boolean abandon(VaultKey vault, ContentId id) {
    return stored.whileOpen(all -> contents.abandonIncoming(vault, id));
  }

  @Override
  public int abandonStale(Instant before, int max) {
    return stored.whileOpen(all -> contents.abandonStale(before, max));
  }

  @Override
  public int removeAbandoned(int max) {
    return stored.whileOpen(all -> 0);
  }

  @Override
  public List<ContentId> stored(Scan<ContentId> scan) {
    return stored.whileOpen(all -> contents.stored(scan.startAt(), scan.max()));
  }
}
