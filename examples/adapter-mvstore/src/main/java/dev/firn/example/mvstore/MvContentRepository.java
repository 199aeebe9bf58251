// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bytes, a row for each chunk. A content has a row among the incoming until it is named, and one
 * among the abandoned from when it is given up until its chunks are removed.
 */
final class MvContentRepository implements ContentRepository {
  /** When less of what is written is still wanted, in percent, some of it is written anew. */
  private static final int FILL_RATE = 50;

  private static final int BYTES_WRITTEN_ANEW = 16 << 20;

  private final Engine engine;
  private final Tables tables;

  MvContentRepository(Engine engine, Tables tables) {
    this.engine = engine;
    this.tables = tables;
  }

  @Override
  public void begin(VaultKey vault, ContentId id, OptionalLong size, Instant time) {
    engine.note(
        "begin content " + id,
        () -> {
          if (tables.incoming().containsKey(id.text())) {
            throw new IllegalArgumentException("Content " + id + " was begun before");
          }
          return tables.incoming().put(id.text(), Values.of(new Incoming(vault, time)));
        });
  }

  private Optional<Incoming> incoming(ContentId id) {
    return Optional.ofNullable(tables.incoming().get(id.text()))
        .map(value -> Values.incoming(id.text(), value));
  }

  private boolean isIncoming(VaultKey vault, ContentId id) {
    return incoming(id).filter(found -> found.vault().equals(vault)).isPresent();
  }

  @Override
  public boolean write(VaultKey vault, ContentId id, int number, ByteBuffer bytes) {
    byte[] chunk = new byte[bytes.remaining()];
    bytes.get(bytes.position(), chunk);
    // Not forced: the step that names the content comes later, and forces what was written before.
    return engine.note(
        "store chunk " + number + " of content " + id,
        () -> {
          boolean incoming = isIncoming(vault, id);
          if (incoming) {
            tables.chunks().put(Keys.chunk(id, number), chunk);
          }
          return incoming;
        });
  }

  @Override
  public boolean read(VaultKey vault, ContentId id, int number, ByteBuffer room) {
    Optional<byte[]> chunk =
        engine.read(
            "read chunk " + number + " of content " + id,
            () -> Optional.ofNullable(tables.chunks().get(Keys.chunk(id, number))));
    chunk.ifPresent(room::put);
    return chunk.isPresent();
  }

  @Override
  public boolean renew(VaultKey vault, ContentId id, Instant time) {
    return engine.note(
        "renew content " + id,
        () -> {
          Optional<Incoming> found = incoming(id).filter(each -> each.vault().equals(vault));
          found
              .filter(each -> each.renewed().isBefore(time))
              .ifPresent(
                  each -> tables.incoming().put(id.text(), Values.of(new Incoming(vault, time))));
          return found.isPresent();
        });
  }

  /**
   * Has a part name a content. In a step.
   *
   * @return whether it is incoming, and so named from now on
   */
  boolean name(VaultKey vault, ContentId id) {
    return isIncoming(vault, id) && tables.incoming().remove(id.text()) != null;
  }

  /** Abandons a content. In a step. */
  void abandon(ContentId id) {
    tables.incoming().remove(id.text());
    tables.abandoned().put(id.text(), "");
  }

  @Override
  public boolean abandon(VaultKey vault, ContentId id) {
    return engine.change(
        "abandon content " + id,
        () -> {
          boolean incoming = isIncoming(vault, id);
          if (incoming) {
            abandon(id);
          }
          return incoming;
        });
  }

  @Override
  public int abandonStale(Instant before, int max) {
    return engine.change(
        "abandon stale contents",
        () -> {
          // All of them: they are no more than clients that are sending something.
          List<ContentId> stale =
              Tables.scan(
                      tables.incoming(),
                      Keys.FIRST,
                      Keys.BEYOND,
                      Integer.MAX_VALUE,
                      (key, value) ->
                          Map.entry(new ContentId(key), Values.incoming(key, value).renewed()))
                  .stream()
                  .filter(each -> each.getValue().isBefore(before))
                  .map(Map.Entry::getKey)
                  .limit(max)
                  .toList();
          stale.forEach(this::abandon);
          return stale.size();
        });
  }

  @Override
  public int removeAbandoned(int max) {
    int removed = engine.change("remove abandoned contents", () -> remove(max));
    if (removed == 0) {
      engine.compact(FILL_RATE, BYTES_WRITTEN_ANEW);
    }
    return removed;
  }

  /** Removes so many rows: of a content its chunks first, so that a crash forgets none of them. */
  private int remove(int max) {
    int removed = 0;
    for (ContentId id = firstAbandoned(); removed < max && id != null; id = firstAbandoned()) {
      List<String> chunks =
          Tables.scan(
              tables.chunks(), id.text(), Keys.endOf(id), max - removed, (key, chunk) -> key);
      chunks.forEach(tables.chunks()::remove);
      removed += chunks.size();
      if (removed < max) {
        tables.abandoned().remove(id.text());
        removed++;
      }
    }
    return removed;
  }

  private ContentId firstAbandoned() {
    String first = tables.abandoned().firstKey();
    return first == null ? null : new ContentId(first);
  }

  @Override
  public List<ContentId> stored(Scan<ContentId> scan) {
    return engine.read(
        "list contents",
        () -> {
          List<ContentId> ids = new ArrayList<>();
          String from = scan.startAt().map(ContentId::text).orElse(Keys.FIRST);
          String key = tables.chunks().ceilingKey(from);
          while (key != null && ids.size() < scan.max()) {
            ContentId id = new ContentId(key.substring(0, ContentId.LENGTH));
            ids.add(id);
            key = tables.chunks().ceilingKey(Keys.endOf(id));
          }
          return List.copyOf(ids);
        });
  }
}
