// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the operations read and write bytes through. Thread-safe. Remembers what this process is
 * writing, so that it is not taken for something left behind.
 *
 * @hidden
 */
public final class Contents {
  /** Incoming content that nobody renewed for so long was left behind by its writer. */
  public static final Duration STALE = Duration.ofHours(1);

  private final ContentRepository repository;
  private final TimeOrderedBytes ids;
  private final Clock clock;
  private final Set<IncomingContent> beingWritten = ConcurrentHashMap.newKeySet();
  private final ChunkBuffers buffers = new ChunkBuffers();

  /** Creates it over a repository; the clock tells how long ago a content was renewed. */
  public Contents(ContentRepository repository, TimeOrderedBytes ids, Clock clock) {
    this.repository = repository;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Begins a content, which the caller closes.
   *
   * @param vault the vault that its bytes are for
   * @param size how many bytes are expected, if that is known
   * @param renewal is run now and then while the content is being written
   */
  public IncomingContent begin(VaultKey vault, OptionalLong size, Runnable renewal) {
    IncomingContent content =
        new IncomingContent(
            repository, vault, ContentId.next(ids), size, clock, renewal, beingWritten::remove);
    beingWritten.add(content);
    return content;
  }

  /** Returns buffers for who gives contents out. */
  public ChunkBuffers buffers() {
    return buffers;
  }

  /**
   * Returns the bytes of a content from one of them on; reading fails once the content is
   * abandoned.
   *
   * @param room takes one chunk after the other, each of which fits into it
   */
  public ChunkStream read(VaultKey vault, ContentId id, long first, ByteBuffer room) {
    return new ContentStream(repository, vault, id, first, room);
  }

  /** Returns the bytes of a content of any repository, for who writes none. */
  public static ChunkStream read(ContentRepository repository, VaultKey vault, ContentId id) {
    return new ContentStream(repository, vault, id, 0, ByteBuffer.allocate(TreeHashing.LEAF_BYTES));
  }

  /** Renews all that this process is writing. */
  public void renewIncoming() {
    beingWritten.forEach(IncomingContent::renew);
  }

  /**
   * Abandons content that was left behind.
   *
   * @param max the most to abandon, 1 or more
   * @return how many were abandoned; 0 means that there are no more
   */
  public int abandonStale(int max) {
    return repository.abandonStale(clock.instant().minus(STALE), max);
  }

  /** Removes what was abandoned: see {@link ContentRepository#removeAbandoned}. */
  public int removeAbandoned(int max) {
    return repository.removeAbandoned(max);
  }
}
