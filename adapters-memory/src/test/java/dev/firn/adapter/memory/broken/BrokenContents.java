// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/** Backends that store bytes wrongly. */
final class BrokenContents {
  private static final String PORT = "ContentPort";
  private static final Instant LATE = Instant.parse("3000-01-01T00:00:00Z");

  private BrokenContents() {}

  static Stream<Break> all() {
    return Stream.of(
        Break.ofContents(
                "tears a chunk after 64 KiB",
                PORT,
                (sound, storage) ->
                    new Contents(sound) {
                      @Override
                      public boolean write(
                          VaultKey vault, ContentId id, int number, ByteBuffer bytes) {
                        int torn = Math.min(bytes.remaining(), 1 << 16);
                        return super.write(
                            vault, id, number, bytes.duplicate().limit(bytes.position() + torn));
                      }
                    })
            .isFailedBy(
                "gives_back_every_chunk_as_it_was_written",
                "contents, clause 4: chunk 0 as it was written"),
        Break.ofContents("keeps the caller's buffer", PORT, (sound, storage) -> new Uncopied(sound))
            .isFailedBy(
                "takes_what_lies_between_position_and_limit_and_copies_it",
                "contents, clause 2: the bytes are copied"),
        Break.ofContents(
                "reads the first chunk beyond the last",
                PORT,
                (sound, storage) ->
                    new Contents(sound) {
                      @Override
                      public boolean read(
                          VaultKey vault, ContentId id, int number, ByteBuffer room) {
                        return super.read(vault, id, number, room)
                            || (number < 2 && super.read(vault, id, 0, room));
                      }
                    })
            .isFailedBy(
                "is_false_for_a_chunk_that_is_not_there",
                "contents, clause 4: there is no chunk 1"),
        Break.ofContents(
                "reads into a buffer from its beginning",
                PORT,
                (sound, storage) ->
                    new Contents(sound) {
                      @Override
                      public boolean read(
                          VaultKey vault, ContentId id, int number, ByteBuffer room) {
                        return super.read(vault, id, number, room.rewind());
                      }
                    })
            .isFailedBy(
                "gives_back_every_chunk_as_it_was_written",
                "contents, clause 4: the buffer's position is behind the chunk"),
        Break.ofContents(
                "takes every chunk",
                PORT,
                (sound, storage) ->
                    new Contents(sound) {
                      @Override
                      public boolean write(
                          VaultKey vault, ContentId id, int number, ByteBuffer bytes) {
                        super.write(vault, id, number, bytes);
                        return true;
                      }
                    })
            .isFailedBy(
                "is_false_and_stores_nothing_if_the_content_is_not_incoming",
                "contents, clause 2: it was never begun"),
        Break.ofContents(
                "reports abandoning twice",
                PORT,
                (sound, storage) ->
                    new Contents(sound) {
                      @Override
                      public boolean abandon(VaultKey vault, ContentId id) {
                        super.abandon(vault, id);
                        return true;
                      }
                    })
            .isFailedBy(
                "is_true_once_and_false_ever_after",
                "contents, clause 5: it was abandoned already"),
        Break.ofContents(
                "looks whether it is incoming, and then abandons it",
                "ContentConcurrency",
                (sound, storage) ->
                    new Contents(sound) {
                      private final Window window = new Window();

                      @Override
                      public boolean abandon(VaultKey vault, ContentId id) {
                        boolean incoming = renew(vault, id, Instant.EPOCH);
                        window.pass();
                        super.abandon(vault, id);
                        return incoming;
                      }
                    })
            .isFailedBy(
                "content_is_abandoned_by_exactly_one_of_many",
                "contents, clause 5: one had its way"),
        Break.ofContents(
                "renews nothing",
                PORT,
                (sound, storage) ->
                    new Contents(sound) {
                      @Override
                      public boolean renew(VaultKey vault, ContentId id, Instant time) {
                        return super.renew(vault, id, Instant.EPOCH);
                      }
                    })
            .isFailedBy(
                "abandons_what_was_last_renewed_before_a_time",
                "contents, clause 5: content 0, and no other"),
        Break.ofContents(
                "sweeps what is still coming in",
                PORT,
                (sound, storage) ->
                    new Contents(sound) {
                      @Override
                      public int removeAbandoned(int max) {
                        abandonStale(LATE, max);
                        return super.removeAbandoned(max);
                      }
                    })
            .isFailedBy(
                "leaves_what_is_incoming_or_named_and_nothing_else",
                "contents, clause 6: no more, no less"),
        Break.ofContents(
                "removes nothing that was abandoned",
                PORT,
                (sound, storage) -> new Unremoved(sound))
            .isFailedBy("removes_every_chunk", "contents, clause 6"),
        Break.ofContents(
                "never comes to the end of what to remove",
                PORT,
                (sound, storage) ->
                    new Contents(sound) {
                      @Override
                      public int removeAbandoned(int max) {
                        return Math.max(1, super.removeAbandoned(max));
                      }
                    })
            .isFailedBy(
                "removes_what_has_no_chunks",
                "contents, clause 6: removeAbandoned comes to an end"),
        Break.ofContents(
                "leaves out of what is stored where the start is",
                PORT,
                (sound, storage) ->
                    new Contents(sound) {
                      @Override
                      public List<ContentId> stored(Scan<ContentId> scan) {
                        return super.stored(scan).stream()
                            .filter(id -> !Optional.of(id).equals(scan.startAt()))
                            .toList();
                      }
                    })
            .isFailedBy(
                "ascends_through_all_vaults_from_the_first_at_or_after_the_start",
                "contents, clause 7: from the first at or after number 0"));
  }

  /** Hands out the buffers that it was given. */
  private static final class Uncopied extends Contents {
    private final Map<List<Object>, ByteBuffer> buffers = new ConcurrentHashMap<>();

    Uncopied(ContentRepository sound) {
      super(sound);
    }

    @Override
    public boolean write(VaultKey vault, ContentId id, int number, ByteBuffer bytes) {
      boolean written = super.write(vault, id, number, bytes);
      if (written) {
        buffers.put(List.of(id, number), bytes);
      }
      return written;
    }

    @Override
    public boolean read(VaultKey vault, ContentId id, int number, ByteBuffer room) {
      ByteBuffer bytes = buffers.get(List.of(id, number));
      if (bytes != null) {
        room.put(bytes.duplicate());
      }
      return bytes != null;
    }
  }

  /** Has stored for ever what it ever stored. */
  private static final class Unremoved extends Contents {
    private final NavigableSet<ContentId> ever = new ConcurrentSkipListSet<>();

    Unremoved(ContentRepository sound) {
      super(sound);
    }

    @Override
    public boolean write(VaultKey vault, ContentId id, int number, ByteBuffer bytes) {
      ever.add(id);
      return super.write(vault, id, number, bytes);
    }

    @Override
    public List<ContentId> stored(Scan<ContentId> scan) {
      return scan.startAt().map(start -> ever.tailSet(start)).orElse(ever).stream()
          .limit(scan.max())
          .toList();
    }
  }
}
