// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The port of a sound storage, for one method of it to be broken. */
abstract class Archives implements ArchiveRepository {
  private final ArchiveRepository sound;

  Archives(ArchiveRepository sound) {
    this.sound = sound;
  }

  @Override
  public ContentNaming add(Archive archive, ContentId content) {
    return sound.add(archive, content);
  }

  @Override
  public Optional<Archive> find(VaultKey vault, ArchiveId id) {
    return sound.find(vault, id);
  }

  @Override
  public List<Archive> scan(VaultKey vault, Scan<ArchiveId> scan) {
    return sound.scan(vault, scan);
  }

  @Override
  public List<Part> parts(VaultKey vault, ArchiveId id, Scan<Long> scan) {
    return sound.parts(vault, id, scan);
  }

  @Override
  public boolean remove(VaultKey vault, ArchiveId id, Instant time) {
    return sound.remove(vault, id, time);
  }
}
