// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * The port through which bytes are stored. A <em>content</em> is a run of chunks of 1 MiB, the last
 * one may be shorter: the bytes of one part. Its life:
 *
 * <pre>
 *   begin --> incoming --> named by a part or an archive --> abandoned --> gone
 *                 |                                             ^
 *                 +----- its writer gave up, or went away ------+
 * </pre>
 *
 * <p>Content is named, and what named it is taken away, through {@link
 * dev.firn.domain.upload.UploadRepository} and {@link dev.firn.domain.archive.ArchiveRepository},
 * in one step with the change there. The contract:
 *
 * <ol>
 *   <li><b>begin</b> makes an incoming content that has no chunks. An id that was used before is
 *       the caller's fault: {@link IllegalArgumentException}, if it is noticed.
 *   <li><b>write</b> stores a chunk of an incoming content, copying the bytes; they come in the
 *       order of their numbers, from 0, without a gap, from one caller at a time. It is false, and
 *       stores nothing, if the content is not incoming (any longer): nothing is ever stored that
 *       neither is incoming nor was.
 *   <li>When content is named, all its chunks are durable as the naming itself is. A content is
 *       named at most once, and only while it is incoming.
 *   <li><b>read</b> gives a chunk of a named content as it was written. It is false for a chunk
 *       that is not there, and once the content is abandoned it may be either.
 *   <li><b>abandon</b> and <b>abandonStale</b> end incoming content; of two that try, and of one
 *       that tries and one that names, exactly one has its way. They, and whatever takes away what
 *       named a content, leave it abandoned: to be removed, at once or by {@code removeAbandoned},
 *       and never to be named again.
 *   <li><b>removeAbandoned</b> gives back the space of abandoned content, in steps that are bounded
 *       by the caller. Called until it returns 0, also after a crash at any moment, it leaves
 *       nothing stored but what is incoming or named. Several may be at it at once.
 *   <li><b>stored</b> returns the ids of contents of which anything is stored, whatever their
 *       state, ascending: each that is incoming with chunks or is named, and no other once all that
 *       was abandoned is removed.
 *   <li>Everything that is said of {@link dev.firn.domain.upload.UploadRepository} in clauses 6 to
 *       10 holds here.
 * </ol>
 */
public interface ContentRepository {

  /**
   * Begins an incoming content (clause 1).
   *
   * @param vault the vault that its bytes are for, which need not exist
   * @param size how many bytes are expected, if that is known: a hint, for a backend that keeps
   *     large contents in another way than small ones. More or fewer may come
   * @param time from when on it counts as renewed
   */
  void begin(VaultKey vault, ContentId id, OptionalLong size, Instant time);

  /**
   * Stores a chunk (clause 2).
   *
   * @param number the chunk's place in the content, from 0
   * @param bytes 1 byte to 1 MiB between the buffer's position and limit, on an array; all chunks
   *     but the last have 1 MiB
   * @return whether the content is incoming, and so the chunk is stored
   */
  boolean write(VaultKey vault, ContentId id, int number, ByteBuffer bytes);

  /**
   * Reads a chunk into the caller's buffer (clause 4).
   *
   * @param room takes the chunk behind its position, which is moved behind the chunk; it has room
   *     for it, and may lie outside Java's heap
   * @return whether there is such a chunk; if not, the position is as it was
   */
  boolean read(VaultKey vault, ContentId id, int number, ByteBuffer room);

  /**
   * Notes that an incoming content is still being written (clause 5).
   *
   * @return whether it is incoming
   */
  boolean renew(VaultKey vault, ContentId id, Instant time);

  /**
   * Abandons an incoming content (clause 5).
   *
   * @return whether this call was the one that did
   */
  boolean abandon(VaultKey vault, ContentId id);

  /**
   * Abandons incoming contents, of any vault, that were last renewed before a time (clause 5).
   *
   * @param max the most to abandon, 1 or more
   * @return how many were abandoned; 0 means that there are no more
   */
  int abandonStale(Instant before, int max);

  /**
   * Removes what is stored of abandoned contents, of any vault (clause 6).
   *
   * @param max the most chunks to remove, 1 or more; as far as removing them one by one is what
   *     costs time
   * @return how many chunks or contents were removed; 0 means that there is nothing left to remove
   */
  int removeAbandoned(int max);

  /** Returns the ids of contents of which anything is stored, in any vault (clause 7). */
  List<ContentId> stored(Scan<ContentId> scan);
}
