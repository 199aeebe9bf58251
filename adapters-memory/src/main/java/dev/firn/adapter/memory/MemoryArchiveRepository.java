// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Archives in a sorted concurrent map per vault. */
final class MemoryArchiveRepository implements ArchiveRepository {
  private final StoredVaults stored;
  private final StoredContents contents;

  MemoryArchiveRepository(StoredVaults stored, StoredContents contents) {
    this.stored = stored;
    this.contents = contents;
  }

  @Override
  public ContentNaming add(Archive archive, ContentId content) {
    return stored
        .change(archive.vault(), vault -> add(vault, archive, content))
        .orElse(ContentNaming.NO_OWNER);
  }

  private ContentNaming add(StoredVault vault, Archive archive, ContentId content) {
    checkFree(vault, archive);
    if (!contents.name(archive.vault(), content)) {
      return ContentNaming.NO_CONTENT;
    }
    Part all = new Part(new RangeInBytes(0, archive.size() - 1), archive.treeHash(), content);
    vault.addArchive(new StoredArchive(archive, new TreeMap<>(Map.of(0L, all))));
    return ContentNaming.NAMED;
  }

  static void checkFree(StoredVault vault, Archive archive) {
    if (vault.archives().containsKey(archive.id()) || vault.jobs().holds(archive.id())) {
      throw new IllegalArgumentException(
          "Archive " + archive.id() + " is stored in " + archive.vault() + " already");
    }
  }

  @Override
  public Optional<Archive> find(VaultKey vault, ArchiveId id) {
    return archive(vault, id).map(StoredArchive::archive);
  }

  @Override
  public List<Archive> scan(VaultKey vault, Scan<ArchiveId> scan) {
    return stored
        .with(
            vault,
            found ->
                Rows.from(scan, found.archives()).values().stream()
                    .map(StoredArchive::archive)
                    .limit(scan.max())
                    .toList())
        .orElse(List.of());
  }

  @Override
  public List<Part> parts(VaultKey vault, ArchiveId id, Scan<Long> scan) {
    return archive(vault, id)
        .map(
            found ->
                found.parts().tailMap(scan.startAt().orElse(0L), true).values().stream()
                    .limit(scan.max())
                    .toList())
        .orElse(List.of());
  }

  private Optional<StoredArchive> archive(VaultKey vault, ArchiveId id) {
    return stored.with(vault, found -> found.archives().get(id));
  }

  @Override
  public boolean remove(VaultKey vault, ArchiveId id, Instant time) {
    return stored.change(vault, found -> remove(found, id, time)).orElse(false);
  }

  private boolean remove(StoredVault vault, ArchiveId id, Instant time) {
    Optional<StoredArchive> removed = vault.removeArchive(id, time);
    removed
        .filter(archive -> !vault.jobs().keep(archive))
        .ifPresent(archive -> contents.abandon(archive.parts().values()));
    return removed.isPresent();
  }
}
