// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Bytes, a row a chunk, and a row for each content with its state. */
final class JdbcContentRepository implements ContentRepository {
  /** In place of a time: the content is abandoned. */
  static final long ABANDONED = Long.MIN_VALUE;

  private static final String THIS_ONE = " WHERE content_id = ? AND account = ? AND vault = ?";
  private static final String THIS_INCOMING_ONE = THIS_ONE + " AND incoming_ms > ?";
  private static final String BEGIN =
      "INSERT INTO firn_content (content_id, account, vault, incoming_ms) VALUES (?, ?, ?, ?)";
  private static final String WRITE =
      "INSERT INTO firn_chunk (content_id, chunk_no, account, vault, bytes)"
          + " SELECT content_id, ?, account, vault, ? FROM firn_content"
          + THIS_INCOMING_ONE;
  private static final String RENEW =
      "UPDATE firn_content SET incoming_ms = GREATEST(incoming_ms, ?)" + THIS_INCOMING_ONE;
  private static final String ABANDON =
      "UPDATE firn_content SET incoming_ms = ?" + THIS_INCOMING_ONE;
  private static final String STALE =
      "SELECT content_id, account, vault FROM firn_content"
          + " WHERE incoming_ms > ? AND incoming_ms < ? ORDER BY incoming_ms LIMIT ?";
  private static final String OF_STATE =
      "SELECT content_id, account, vault FROM firn_content WHERE incoming_ms = ? LIMIT ?";
  private static final String LAST_CHUNK =
      "SELECT chunk_no FROM firn_chunk WHERE content_id = ? ORDER BY content_id DESC, chunk_no DESC"
          + " LIMIT 1";
  private static final String REMOVE_CHUNKS =
      "DELETE FROM firn_chunk" + THIS_ONE + " AND chunk_no >= ?";
  private static final String REMOVE =
      "DELETE FROM firn_content" + THIS_ONE + " AND incoming_ms = ?";
  private static final String STORED =
      "SELECT content_id FROM firn_content WHERE content_id >= ? AND EXISTS"
          + " (SELECT 1 FROM firn_chunk WHERE firn_chunk.content_id = firn_content.content_id)"
          + " ORDER BY content_id LIMIT ?";

  private final Database database;
  private final String write;
  private final String read;

  JdbcContentRepository(Database database, Dialect dialect) {
    this.database = database;
    this.write = WRITE + dialect.parentLock();
    this.read =
        "SELECT " + dialect.readingChunk() + " FROM firn_chunk" + THIS_ONE + " AND chunk_no = ?";
  }

  /** A content as the sweep finds it. */
  private record Found(String id, String account, String vault) {}

  @Override
  public void begin(VaultKey vault, ContentId id, OptionalLong size, Instant time) {
    Effect effect =
        database.write(
            "begin content",
            id,
            BEGIN,
            id.text(),
            vault.account().value(),
            vault.name().value(),
            time.toEpochMilli());
    if (effect == Effect.REFUSED) {
      throw new IllegalArgumentException("Content " + id + " was begun before");
    }
  }

  @Override
  public boolean write(VaultKey vault, ContentId id, int number, ByteBuffer bytes) {
    Effect effect =
        database.write(
            "write chunk " + number + " of",
            id,
            write,
            (long) number,
            bytes,
            id.text(),
            vault.account().value(),
            vault.name().value(),
            ABANDONED);
    return effect == Effect.WRITTEN;
  }

  @Override
  public boolean read(VaultKey vault, ContentId id, int number, ByteBuffer room) {
    List<byte[]> chunk =
        database.read(
            "read chunk " + number + " of",
            id,
            read,
            row -> row.getBytes(1),
            id.text(),
            vault.account().value(),
            vault.name().value(),
            (long) number);
    chunk.forEach(room::put);
    return !chunk.isEmpty();
  }

  @Override
  public boolean renew(VaultKey vault, ContentId id, Instant time) {
    return change("renew content", vault, id, RENEW, time.toEpochMilli());
  }

  @Override
  public boolean abandon(VaultKey vault, ContentId id) {
    return change("abandon content", vault, id, ABANDON, ABANDONED);
  }

  private boolean change(String attempt, VaultKey vault, ContentId id, String sql, long value) {
    Effect effect =
        database.write(
            attempt,
            id,
            sql,
            value,
            id.text(),
            vault.account().value(),
            vault.name().value(),
            ABANDONED);
    return effect == Effect.WRITTEN;
  }

  @Override
  public int abandonStale(Instant before, int max) {
    return Sweeping.count(
        () ->
            database.read(
                "find content left behind before",
                before,
                STALE,
                JdbcContentRepository::found,
                ABANDONED,
                before.toEpochMilli(),
                (long) max),
        found -> abandonIfStale(found, before));
  }

  private boolean abandonIfStale(Found content, Instant before) {
    Effect effect =
        database.write(
            "abandon content",
            content.id(),
            ABANDON + " AND incoming_ms < ?",
            ABANDONED,
            content.id(),
            content.account(),
            content.vault(),
            ABANDONED,
            before.toEpochMilli());
    return effect == Effect.WRITTEN;
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(row.getString(1), row.getString(2), row.getString(3));
  }

  @Override
  public int removeAbandoned(int max) {
    List<Found> abandoned;
    int removed = 0;
    do {
      abandoned =
          database.read(
              "find content to remove, of",
              "any vault",
              OF_STATE,
              JdbcContentRepository::found,
              ABANDONED,
              (long) max);
      for (Found content : abandoned) {
        if (removed < max) {
          removed += remove(content, max - removed);
        }
      }
      // Others may have removed what was found here.
    } while (removed == 0 && !abandoned.isEmpty());
    return removed;
  }

  /** Removes the last chunks of an abandoned content, and the content when none is left. */
  private int remove(Found content, int max) {
    List<Long> last =
        database.read(
            "find the chunks of", content.id(), LAST_CHUNK, row -> row.getLong(1), content.id());
    if (last.isEmpty()) {
      Effect effect =
          database.write(
              "remove content",
              content.id(),
              REMOVE,
              content.id(),
              content.account(),
              content.vault(),
              ABANDONED);
      return effect == Effect.WRITTEN ? 1 : 0;
    }
    long first = Math.max(0, last.get(0) - max + 1);
    Effect effect =
        database.write(
            "remove chunks of",
            content.id(),
            REMOVE_CHUNKS,
            content.id(),
            content.account(),
            content.vault(),
            first);
    return effect == Effect.WRITTEN ? (int) (last.get(0) - first + 1) : 0;
  }

  @Override
  public List<ContentId> stored(Scan<ContentId> scan) {
    return database.read(
        "list what is stored, up to",
        scan.max(),
        STORED,
        row -> new ContentId(row.getString(1)),
        scan.startAt().map(ContentId::text).orElse(""),
        (long) scan.max());
  }
}
