// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All contents. What is abandoned is dropped at once, for the garbage collector to remove. */
final class StoredContents {
  private final ConcurrentNavigableMap<ContentId, StoredContent> contents =
      new ConcurrentSkipListMap<>();

  void begin(VaultKey vault, ContentId id, Instant time) {
    if (contents.putIfAbsent(id, new StoredContent(vault, time)) != null) {
      throw new IllegalArgumentException("Content " + id + " was begun before");
    }
  }

  Optional<StoredContent> find(VaultKey vault, ContentId id) {
    return Optional.ofNullable(contents.get(id)).filter(content -> content.isFor(vault));
  }

  boolean name(VaultKey vault, ContentId id) {
    return find(vault, id).map(StoredContent::name).orElse(false);
  }

  /** Drops what parts named that are gone. */
  void abandon(Collection<Part> parts) {
    parts.forEach(part -> contents.remove(part.content()));
  }

  /** Drops an incoming content. */
  boolean abandonIncoming(VaultKey vault, ContentId id) {
    boolean abandoned =
        find(vault, id).map(content -> content.abandonIncoming(Instant.MAX)).orElse(false);
    if (abandoned) {
      contents.remove(id);
    }
    return abandoned;
  }

  int abandonStale(Instant before, int max) {
    List<ContentId> stale =
        contents.entrySet().stream()
            .filter(each -> each.getValue().abandonIncoming(before))
            .map(each -> each.getKey())
            .limit(max)
            .toList();
    stale.forEach(contents::remove);
    return stale.size();
  }

  List<ContentId> stored(Optional<ContentId> start, int max) {
    return start.map(contents::tailMap).orElse(contents).entrySet().stream()
        .filter(each -> each.getValue().isStored())
        .map(each -> each.getKey())
        .limit(max)
        .toList();
  }
}
