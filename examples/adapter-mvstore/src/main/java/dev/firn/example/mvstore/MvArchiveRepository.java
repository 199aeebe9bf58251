// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

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
import java.util.Optional;

/** Archives, each with its parts where they were when it was an upload. */
final class MvArchiveRepository implements ArchiveRepository {
  private final Engine engine;
  private final Tables tables;
  private final MvVaultRepository vaults;
  private final Parts parts;
  private final Jobs jobs;

  MvArchiveRepository(
      Engine engine, Tables tables, MvVaultRepository vaults, Parts parts, Jobs jobs) {
    this.engine = engine;
    this.tables = tables;
    this.vaults = vaults;
    this.parts = parts;
    this.jobs = jobs;
  }

  @Override
  public ContentNaming add(Archive archive, ContentId content) {
    Part all = new Part(new RangeInBytes(0, archive.size() - 1), archive.treeHash(), content);
    String owner = archive.id().text();
    return engine.change(
        "add archive " + archive.id(),
        () -> {
          if (!tables.vaults().containsKey(Keys.vault(archive.vault()))) {
            return ContentNaming.NO_OWNER;
          }
          checkFree(archive);
          if (!parts.put(archive.vault(), owner, all)) {
            return ContentNaming.NO_CONTENT;
          }
          put(new StoredArchive(archive, owner));
          return ContentNaming.NAMED;
        });
  }

  /** Checks that an archive can be added. In a step. */
  void checkFree(Archive archive) {
    if (stored(archive.vault(), archive.id()).isPresent()
        || jobs.isHeld(archive.vault(), archive.id())) {
      throw new IllegalArgumentException(
          "Archive " + archive.id() + " is stored in " + archive.vault() + " already");
    }
  }

  /** Stores an archive, whose parts are stored. In a step. */
  void put(StoredArchive stored) {
    Archive archive = stored.archive();
    tables.archives().put(Keys.in(archive.vault(), archive.id().text()), Values.of(stored));
    vaults.add(archive);
  }

  private Optional<StoredArchive> stored(VaultKey vault, ArchiveId id) {
    String key = Keys.in(vault, id.text());
    return Optional.ofNullable(tables.archives().get(key))
        .map(value -> Values.archive(vault, key, value));
  }

  @Override
  public Optional<Archive> find(VaultKey vault, ArchiveId id) {
    return engine.read("find archive " + id, () -> stored(vault, id)).map(StoredArchive::archive);
  }

  @Override
  public List<Archive> scan(VaultKey vault, Scan<ArchiveId> scan) {
    return engine.read(
        "list archives of " + vault,
        () ->
            Tables.scan(
                tables.archives(),
                vault,
                scan.startAt().map(ArchiveId::text),
                scan.max(),
                (key, value) -> Values.archive(vault, key, value).archive()));
  }

  @Override
  public List<Part> parts(VaultKey vault, ArchiveId id, Scan<Long> scan) {
    return engine.read(
        "list parts of archive " + id,
        () ->
            stored(vault, id)
                .map(found -> parts.scan(vault, found.owner(), scan))
                .orElse(List.of()));
  }

  @Override
  public boolean remove(VaultKey vault, ArchiveId id, Instant time) {
    return engine.change(
        "remove archive " + id,
        () -> {
          Optional<StoredArchive> found = stored(vault, id);
          found.ifPresent(
              stored -> {
                tables.archives().remove(Keys.in(vault, id.text()));
                if (!jobs.isHeld(vault, id)) {
                  parts.remove(vault, stored.owner());
                }
                vaults.remove(stored.archive(), time);
              });
          return found.isPresent();
        });
  }
}
