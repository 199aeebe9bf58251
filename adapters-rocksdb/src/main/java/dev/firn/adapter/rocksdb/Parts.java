// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/** The rows of {@link Family#PARTS}, of uploads, of archives and of what jobs put out. */
final class Parts {
  private final Database database;
  private final VaultLocks locks;
  private final Chunks chunks;

  Parts(Database database, VaultLocks locks, Chunks chunks) {
    this.database = database;
    this.locks = locks;
    this.chunks = chunks;
  }

  /** Brings the bytes of a part to disk. To be called before {@link #put}, and in no step. */
  void bringToDisk(Part part) {
    locks.on(
        part.content(),
        () -> {
          chunks.bringToDisk(part.content());
          return true;
        });
  }

  /**
   * Stores a part, which names an incoming content, in place of one that begins at the same byte.
   * To be called in a step on the owner, and when the chunks are on disk.
   *
   * @param besides what is to be changed in the same step
   */
  ContentNaming put(VaultKey vault, String owner, Part part, Changes.Noting besides) {
    byte[] content = Keys.content(part.content());
    return locks.on(
        part.content(),
        () -> {
          if (database
              .find(Family.INCOMING, content, Incoming::decode)
              .filter(incoming -> incoming.vault().equals(vault))
              .isEmpty()) {
            return ContentNaming.NO_CONTENT;
          }
          byte[] key = Keys.part(vault, owner, part.range().first());
          Optional<Part> replaced = database.find(Family.PARTS, key, PartCodec::decode);
          database.change(
              "store part " + part.range() + " of " + owner,
              changes -> {
                changes
                    .delete(Family.INCOMING, content)
                    .put(Family.PARTS, key, PartCodec.encode(part));
                if (replaced.isPresent()) {
                  RocksDbContentRepository.abandon(changes, replaced.get().content());
                }
                besides.in(changes);
              });
          return ContentNaming.NAMED;
        });
  }

  /** Tells whether an upload or an archive has, or an archive that was that upload. */
  boolean has(VaultKey vault, String owner) {
    return !scan(vault, owner, Scan.first(1)).isEmpty();
  }

  List<Part> scan(VaultKey vault, String owner, Scan<Long> scan) {
    return database.scan(
        Family.PARTS,
        Keys.part(vault, owner, scan.startAt().orElse(0L)),
        Keys.endOfParts(vault, owner),
        scan.max(),
        PartCodec::decode);
  }

  /** Notes that all parts of an owner are to be another's, which has none. */
  void handOver(Changes changes, VaultKey vault, String owner, String other)
      throws RocksDBException {
    for (Part part : scan(vault, owner, Scan.first(Integer.MAX_VALUE))) {
      byte[] key = Keys.part(vault, other, part.range().first());
      changes.put(Family.PARTS, key, PartCodec.encode(part));
    }
    deleteRows(changes, vault, owner);
  }

  /** Notes that all parts of an owner are to be deleted, and what they name. */
  void delete(Changes changes, VaultKey vault, String owner) throws RocksDBException {
    for (Part part : scan(vault, owner, Scan.first(Integer.MAX_VALUE))) {
      RocksDbContentRepository.abandon(changes, part.content());
    }
    deleteRows(changes, vault, owner);
  }

  /** Notes that all parts in a vault are to be deleted, and what they name. */
  void deleteAll(Changes changes, VaultKey vault) throws RocksDBException {
    byte[] from = Keys.within(vault);
    byte[] end = Keys.endOf(vault);
    for (Part part : database.scan(Family.PARTS, from, end, Integer.MAX_VALUE, PartCodec::decode)) {
      RocksDbContentRepository.abandon(changes, part.content());
    }
    changes.deleteRange(Family.PARTS, from, end);
  }

  private static void deleteRows(Changes changes, VaultKey vault, String owner)
      throws RocksDBException {
    changes.deleteRange(Family.PARTS, Keys.part(vault, owner, 0), Keys.endOfParts(vault, owner));
  }
}
