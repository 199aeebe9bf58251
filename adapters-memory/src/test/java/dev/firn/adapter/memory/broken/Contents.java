// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** The port of a sound storage, for one method of it to be broken. */
abstract class Contents implements ContentRepository {
  private final ContentRepository sound;

  Contents(ContentRepository sound) {
    this.sound = sound;
  }

  @Override
  public void begin(VaultKey vault, ContentId id, OptionalLong size, Instant time) {
    sound.begin(vault, id, size, time);
  }

  @Override
  public boolean write(VaultKey vault, ContentId id, int number, ByteBuffer bytes) {
    return sound.write(vault, id, number, bytes);
  }

  @Override
  public boolean read(VaultKey vault, ContentId id, int number, ByteBuffer room) {
    return sound.read(vault, id, number, room);
  }

  @Override
  public boolean renew(VaultKey vault, ContentId id, Instant time) {
    return sound.renew(vault, id, time);
  }

  @Override
  public boolean abandon(VaultKey vault, ContentId id) {
    return sound.abandon(vault, id);
  }

  @Override
  public int abandonStale(Instant before, int max) {
    return sound.abandonStale(before, max);
  }

  @Override
  public int removeAbandoned(int max) {
    return sound.removeAbandoned(max);
  }

  @Override
  public List<ContentId> stored(Scan<ContentId> scan) {
    return sound.stored(scan);
  }
}
