// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.rocksdb.RocksDBException;

/**
 * Bytes as {@link Chunks}. What is abandoned is noted as such in the step that abandons it, and
 * removed later.
 */
final class RocksDbContentRepository implements ContentRepository {
  private static final byte[] NOTHING = {};

  private final Database database;
  private final VaultLocks locks;
  private final Chunks chunks;

  RocksDbContentRepository(Database database, VaultLocks locks, Chunks chunks) {
    this.database = database;
    this.locks = locks;
    this.chunks = chunks;
  }

  @Override
  public void begin(VaultKey vault, ContentId id, OptionalLong size, Instant time) {
    locks.on(
        id,
        () -> {
          if (incoming(id).isPresent()) {
            throw new IllegalArgumentException("Content " + id + " was begun before");
          }
          note(id, new Incoming(vault, time));
          chunks.begin(id, size);
          return true;
        });
  }

  /** What is incoming need not be on disk before its bytes are. */
  private void note(ContentId id, Incoming incoming) {
    database.putUnsynced(Family.INCOMING, Keys.content(id), ByteBuffer.wrap(incoming.encode()));
  }

  private Optional<Incoming> incoming(ContentId id) {
    return database.find(Family.INCOMING, Keys.content(id), Incoming::decode);
  }

  private boolean isIncoming(VaultKey vault, ContentId id) {
    return incoming(id).filter(found -> found.vault().equals(vault)).isPresent();
  }

  @Override
  public boolean write(VaultKey vault, ContentId id, int number, ByteBuffer bytes) {
    return locks.on(
        id,
        () -> {
          if (!isIncoming(vault, id)) {
            return false;
          }
          chunks.write(id, number, bytes);
          return true;
        });
  }

  @Override
  public boolean read(VaultKey vault, ContentId id, int number, ByteBuffer room) {
    return chunks.read(id, number, room);
  }

  @Override
  public boolean renew(VaultKey vault, ContentId id, Instant time) {
    return locks.on(
        id,
        () -> {
          Optional<Incoming> found = incoming(id).filter(each -> each.vault().equals(vault));
          found
              .filter(each -> each.renewed().isBefore(time))
              .ifPresent(each -> note(id, new Incoming(vault, time)));
          return found.isPresent();
        });
  }

  @Override
  public boolean abandon(VaultKey vault, ContentId id) {
    return locks.on(
        id,
        () -> {
          if (!isIncoming(vault, id)) {
            return false;
          }
          abandon(id);
          return true;
        });
  }

  /**
   * Abandons all that is incoming. For when the folder has just been opened: who was writing it is
   * gone, and so are bytes that had not been brought to disk.
   */
  void abandonAll() {
    List<ContentId> ids =
        database.scan(
            Family.INCOMING,
            Keys.FIRST,
            Keys.BEYOND,
            Integer.MAX_VALUE,
            (key, value) -> Keys.contentId(key));
    ids.forEach(this::abandon);
  }

  @Override
  public int abandonStale(Instant before, int max) {
    return (int)
        database
            .scan(
                Family.INCOMING,
                Keys.FIRST,
                Keys.BEYOND,
                Integer.MAX_VALUE,
                (key, value) -> Map.entry(Keys.contentId(key), Incoming.decode(key, value)))
            .stream()
            .filter(each -> each.getValue().renewed().isBefore(before))
            .filter(each -> abandonIfStale(each.getKey(), before))
            .limit(max)
            .count();
  }

  private boolean abandonIfStale(ContentId id, Instant before) {
    return locks.on(
        id,
        () -> {
          if (!incoming(id).filter(found -> found.renewed().isBefore(before)).isPresent()) {
            return false;
          }
          abandon(id);
          return true;
        });
  }

  private void abandon(ContentId id) {
    database.change(
        "abandon content " + id,
        changes -> {
          changes.delete(Family.INCOMING, Keys.content(id));
          abandon(changes, id);
        });
    chunks.drop(id);
  }

  /** Notes that a content is to be removed. */
  static void abandon(Changes changes, ContentId id) throws RocksDBException {
    changes.put(Family.ABANDONED, Keys.content(id), NOTHING);
  }

  @Override
  public int removeAbandoned(int max) {
    List<ContentId> ids =
        database.scan(
            Family.ABANDONED, Keys.FIRST, Keys.BEYOND, max, (key, value) -> Keys.contentId(key));
    if (!ids.isEmpty()) {
      chunks.remove(
          ids,
          changes -> {
            for (ContentId id : ids) {
              changes.delete(Family.ABANDONED, Keys.content(id));
            }
          });
    }
    chunks.giveBack();
    return ids.size();
  }

  @Override
  public List<ContentId> stored(Scan<ContentId> scan) {
    return chunks.stored(scan);
  }
}
