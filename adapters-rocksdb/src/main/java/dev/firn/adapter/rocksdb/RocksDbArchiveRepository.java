// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

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

/** Archives as rows of {@link Family#ARCHIVES}. */
final class RocksDbArchiveRepository implements ArchiveRepository {
  private final Database database;
  private final VaultLocks locks;
  private final Parts parts;

  RocksDbArchiveRepository(Database database, VaultLocks locks, Parts parts) {
    this.database = database;
    this.locks = locks;
    this.parts = parts;
  }

  @Override
  public ContentNaming add(Archive archive, ContentId content) {
    VaultKey vault = archive.vault();
    byte[] key = Keys.archive(vault, archive.id());
    String owner = archive.id().text();
    Part all = new Part(new RangeInBytes(0, archive.size() - 1), archive.treeHash(), content);
    parts.bringToDisk(all);
    return locks.beside(
        vault,
        archive.id(),
        () -> {
          if (!database.contains(Family.VAULTS, Keys.vault(vault))) {
            return ContentNaming.NO_OWNER;
          }
          checkFree(database, archive);
          return parts.put(
              vault,
              owner,
              all,
              changes -> {
                changes.put(Family.ARCHIVES, key, new StoredArchive(archive, owner).encode());
                Inventories.add(changes, archive);
              });
        });
  }

  static void checkFree(Database database, Archive archive) {
    if (database.contains(Family.ARCHIVES, Keys.archive(archive.vault(), archive.id()))
        || Jobs.hold(database, archive.vault(), archive.id())) {
      throw new IllegalArgumentException(
          "Archive " + archive.id() + " is stored in " + archive.vault() + " already");
    }
  }

  private Optional<StoredArchive> archive(VaultKey vault, ArchiveId id) {
    return find(database, vault, id);
  }

  static Optional<StoredArchive> find(Database database, VaultKey vault, ArchiveId id) {
    return database.find(
        Family.ARCHIVES,
        Keys.archive(vault, id),
        (key, value) -> StoredArchive.decode(vault, id, key, value));
  }

  @Override
  public Optional<Archive> find(VaultKey vault, ArchiveId id) {
    return archive(vault, id).map(StoredArchive::archive);
  }

  @Override
  public List<Archive> scan(VaultKey vault, Scan<ArchiveId> scan) {
    return database.scan(
        Family.ARCHIVES,
        scan.startAt().map(id -> Keys.archive(vault, id)).orElseGet(() -> Keys.within(vault)),
        Keys.endOf(vault),
        scan.max(),
        (key, value) -> StoredArchive.decode(vault, Keys.archiveId(key), key, value).archive());
  }

  @Override
  public List<Part> parts(VaultKey vault, ArchiveId id, Scan<Long> scan) {
    return archive(vault, id)
        .map(found -> parts.scan(vault, found.owner(), scan))
        .orElse(List.of());
  }

  @Override
  public boolean remove(VaultKey vault, ArchiveId id, Instant time) {
    return locks.beside(
        vault,
        id,
        () -> {
          Optional<StoredArchive> found = archive(vault, id);
          found.ifPresent(
              archive ->
                  database.change(
                      "remove archive " + id,
                      changes -> {
                        changes.delete(Family.ARCHIVES, Keys.archive(vault, id));
                        Inventories.remove(changes, archive.archive(), time);
                        if (!Jobs.hold(database, vault, id)) {
                          parts.delete(changes, vault, archive.owner());
                        }
                      }));
          return found.isPresent();
        });
  }
}
