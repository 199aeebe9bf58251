// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.CHUNK;
import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clauses of {@link ContentRepository} that one thread can check; {@link StorageContract}
 * brings them together with the rest.
 */
@Clause("contents, clauses 1 to 7")
abstract class ContentRepositoryContract {
  private static final VaultKey FILMS = vault("films");

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    storage().vaults().create(created(PHOTOS));
  }

  private ContentRepository repository() {
    return storage().contents();
  }

  private boolean write(VaultKey vault, int number, int chunk) {
    return repository().write(vault, content(number), chunk, ByteBuffer.wrap(bytes(number)));
  }

  private void name(int number) {
    assertEquals(
        ContentNaming.NAMED,
        storage().archives().add(archive(PHOTOS, number), content(number)),
        "contents, clause 3: a content that is incoming can be named");
  }

  @Nested
  @Clause("contents, clauses 2 and 4")
  class WritingAndReading {

    // Clause 4: one byte, a chunk but one byte, a chunk, and one byte more; and so many chunks that
    // their numbers are in another order as text. A buffer can have something before the chunk.
    @ParameterizedTest
    @ValueSource(ints = {1, 255, CHUNK - 1, CHUNK, CHUNK + 1, 11 * CHUNK + 1})
    void gives_back_every_chunk_as_it_was_written(int length) {
      byte[] bytes = bytes(length, length);
      ContentId id = Given.incoming(storage(), PHOTOS, 1, bytes);
      name(1);
      for (ByteBuffer room :
          List.of(ByteBuffer.allocate(CHUNK + 9), ByteBuffer.allocateDirect(CHUNK + 9))) {
        for (int number = 0; number * CHUNK < length; number++) {
          room.clear().position(7);
          assertTrue(
              repository().read(PHOTOS, id, number, room),
              "contents, clause 4: there is a chunk " + number);
          byte[] expected =
              Arrays.copyOfRange(bytes, number * CHUNK, Math.min(length, (number + 1) * CHUNK));
          assertTrue(
              room.position() > 7, "contents, clause 4: the buffer's position is behind the chunk");
          assertTrue(
              Arrays.equals(expected, Given.array(room.flip().position(7))),
              "contents, clause 4: chunk " + number + " as it was written");
        }
        room.clear().position(7);
        assertFalse(
            repository().read(PHOTOS, id, (length - 1) / CHUNK + 1, room),
            "contents, clause 4: there is no chunk behind the last");
        assertEquals(7, room.position(), "contents, clause 4: the position is as it was");
      }
    }

    // Clauses 1 and 4: a sender that errs, or changes its mind.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 12 * CHUNK, Long.MAX_VALUE})
    void takes_the_expected_size_for_a_hint(long expected) {
      for (int chunks : List.of(1, 11)) {
        byte[] bytes = bytes(chunks, chunks * CHUNK);
        Given.begin(storage(), PHOTOS, chunks, OptionalLong.of(expected));
        ContentId id = Given.written(storage(), PHOTOS, chunks, bytes);
        name(chunks);
        assertTrue(
            Arrays.equals(bytes, Given.read(storage(), PHOTOS, id)),
            "begin: the size is a hint, and more or fewer bytes may come");
      }
    }

    // Clause 4: an engine that takes bytes for text fails here.
    @Test
    void gives_back_every_value_that_a_byte_can_have() {
      byte[] bytes = new byte[256];
      IntStream.range(0, 256).forEach(value -> bytes[value] = (byte) value);
      ContentId id = Given.incoming(storage(), PHOTOS, 1, bytes);
      name(1);
      assertArrayEquals(
          bytes, Given.read(storage(), PHOTOS, id), "contents, clause 4: as it was written");
    }

    // Clause 2: a caller has one buffer, and uses it for every chunk.
    @Test
    void takes_what_lies_between_position_and_limit_and_copies_it() {
      byte[] buffer = bytes(1, 100);
      byte[] expected = Arrays.copyOfRange(buffer, 30, 50);
      ByteBuffer slice = ByteBuffer.wrap(buffer, 10, 80).slice();
      repository().begin(PHOTOS, content(1), OptionalLong.empty(), START);
      repository().write(PHOTOS, content(1), 0, slice.position(20).limit(40));
      Arrays.fill(buffer, (byte) 0);
      name(1);
      assertArrayEquals(
          expected,
          Given.read(storage(), PHOTOS, content(1)),
          "contents, clause 2: the bytes are copied, those between position and limit and no other");
    }

    // Clause 4: who reads beyond the end, and who reads what never was.
    @Test
    void is_false_for_a_chunk_that_is_not_there() {
      Given.incoming(storage(), PHOTOS, 1);
      name(1);
      for (int number : List.of(1, 2, 10, 256, 65_536, Integer.MAX_VALUE)) {
        assertFalse(
            repository().read(PHOTOS, content(1), number, ByteBuffer.allocate(CHUNK)),
            "contents, clause 4: there is no chunk " + number);
      }
      assertFalse(
          repository().read(PHOTOS, content(2), 0, ByteBuffer.allocate(CHUNK)),
          "contents, clause 4: unknown content");
    }

    // Clause 2: a writer that was taken for dead goes on, a mistaken one goes on too long.
    @Test
    void is_false_and_stores_nothing_if_the_content_is_not_incoming() {
      assertFalse(write(PHOTOS, 1, 0), "contents, clause 2: it was never begun");
      Given.incoming(storage(), PHOTOS, 2);
      repository().abandon(PHOTOS, content(2));
      assertFalse(write(PHOTOS, 2, 1), "contents, clause 2: it was abandoned");
      Given.removeAbandoned(storage(), 100);
      assertFalse(write(PHOTOS, 2, 0), "contents, clause 2: it was abandoned and removed");
      Given.archive(storage(), PHOTOS, 3);
      assertFalse(write(PHOTOS, 3, 1), "contents, clause 2: it was named");
      assertFalse(
          repository().write(PHOTOS, content(3), 0, ByteBuffer.wrap(bytes(4))),
          "contents, clause 2: it was named");
      assertEquals(
          List.of(content(3)),
          Given.storedAfterRemoval(storage()),
          "contents, clause 2: nothing of the others is stored");
      Given.assertReadable(storage(), PHOTOS, 3);
    }

    // Clauses 2 and 5: what is for one vault is nothing that another can have, or end.
    @Test
    void is_incoming_for_its_vault_alone() {
      Given.incoming(storage(), PHOTOS, 1);
      storage().vaults().create(created(FILMS));
      assertFalse(write(FILMS, 1, 1), "contents, clause 2: it is incoming in another vault");
      assertFalse(repository().renew(FILMS, content(1), hour(1)), "renew: in another vault");
      assertFalse(repository().abandon(FILMS, content(1)), "contents, clause 5: in another vault");
      assertEquals(
          ContentNaming.NO_CONTENT,
          storage().archives().add(archive(FILMS, 1), content(1)),
          "contents, clause 3: in another vault");
      name(1);
      Given.assertReadable(storage(), PHOTOS, 1);
    }

    // Clause 1: bytes are on their way to a vault that is deleted meanwhile.
    @Test
    void asks_for_no_vault() {
      Given.incoming(storage(), vault("absent"), 1);
      assertTrue(
          repository().renew(vault("absent"), content(1), hour(1)),
          "contents, clause 1: it is incoming");
      assertTrue(
          repository().abandon(vault("absent"), content(1)), "contents, clause 5: it was incoming");
      assertEquals(
          List.of(), Given.storedAfterRemoval(storage()), "contents, clause 6: it is gone");
    }
  }

  @Nested
  @Clause("contents, clause 5")
  class Abandoning {

    // Clause 5: a writer gives up, and the sweep of another node comes as well.
    @Test
    void is_true_once_and_false_ever_after() {
      Given.incoming(storage(), PHOTOS, 1);
      assertTrue(repository().abandon(PHOTOS, content(1)), "contents, clause 5: it was incoming");
      assertFalse(
          repository().abandon(PHOTOS, content(1)), "contents, clause 5: it was abandoned already");
      assertFalse(
          repository().abandon(PHOTOS, content(2)), "contents, clause 5: it was never begun");
      assertFalse(
          repository().renew(PHOTOS, content(1), hour(1)),
          "contents, clause 5: it is incoming no more");
      assertEquals(
          ContentNaming.NO_CONTENT,
          storage().archives().add(archive(PHOTOS, 1), content(1)),
          "contents, clause 5: never to be named again");
      Given.removeAbandoned(storage(), 100);
      assertFalse(repository().abandon(PHOTOS, content(1)), "contents, clause 5: it is gone");
    }

    // Clause 5: what a client was told is stored is not given up by a writer that did not hear so.
    @Test
    void is_false_for_what_is_named_and_leaves_it_alone() {
      Given.archive(storage(), PHOTOS, 1);
      assertFalse(repository().abandon(PHOTOS, content(1)), "contents, clause 5: it is named");
      assertFalse(repository().renew(PHOTOS, content(1), hour(1)), "it is incoming no more");
      assertEquals(
          0, repository().abandonStale(hour(1_000), 10), "contents, clause 5: it is named");
      assertEquals(List.of(content(1)), Given.storedAfterRemoval(storage()));
      Given.assertReadable(storage(), PHOTOS, 1);
    }

    // Clause 5: writers that vanished, and one that is slow.
    @Test
    void abandons_what_was_last_renewed_before_a_time() {
      for (int number = 0; number < 4; number++) {
        repository().begin(PHOTOS, content(number), OptionalLong.empty(), hour(number));
        write(PHOTOS, number, 0);
      }
      assertTrue(repository().renew(PHOTOS, content(1), hour(5)), "it is incoming");
      assertEquals(0, repository().abandonStale(hour(0), 10), "contents, clause 5: none is so old");
      assertEquals(
          1, repository().abandonStale(hour(2), 10), "contents, clause 5: content 0, and no other");
      assertEquals(
          List.of(content(1), content(2), content(3)),
          Given.storedAfterRemoval(storage()),
          "contents, clause 5: 1 was renewed, and 2 was renewed at the time, not before it");
      assertEquals(
          2, repository().abandonStale(hour(5), 10), "contents, clause 5: contents 2 and 3");
      assertEquals(1, repository().abandonStale(hour(6), 10), "contents, clause 5: content 1");
      assertEquals(0, repository().abandonStale(hour(6), 10), "contents, clause 5: no more");
      assertEquals(
          List.of(), Given.storedAfterRemoval(storage()), "contents, clause 6: all are gone");
    }

    // Clause 5: a node that was writing a lot fell over, for many vaults.
    @Test
    void abandons_stale_content_of_any_vault_in_bounded_steps() {
      List<VaultKey> vaults = List.of(PHOTOS, FILMS, VaultKey.of("999999999999", "photos"));
      for (int number = 0; number < 12; number++) {
        Given.incoming(storage(), vaults.get(number % 3), number);
      }
      repository().begin(PHOTOS, content(12), OptionalLong.empty(), hour(2));
      int abandoned = 0;
      for (int step = repository().abandonStale(hour(1), 5);
          step > 0;
          step = repository().abandonStale(hour(1), 5)) {
        assertTrue(step <= 5, "contents, clause 5: at most 5 at once, but there were " + step);
        abandoned += step;
      }
      assertEquals(12, abandoned, "contents, clause 5: all that is stale, and each counted once");
      assertTrue(
          repository().renew(PHOTOS, content(12), hour(2)), "contents, clause 5: it is not stale");
      assertEquals(
          List.of(), Given.storedAfterRemoval(storage()), "contents, clause 6: all are gone");
    }
  }

  @Nested
  @Clause("contents, clause 6")
  class RemovingAbandoned {

    // Clause 6: all that there can be at the moment of a sweep.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_000, Integer.MAX_VALUE})
    void leaves_what_is_incoming_or_named_and_nothing_else(int max) {
      for (int number = 0; number < 9; number++) {
        Given.incoming(storage(), number % 2 == 0 ? PHOTOS : FILMS, number);
      }
      for (int number : List.of(0, 4, 8)) {
        repository().abandon(PHOTOS, content(number));
      }
      repository().abandon(FILMS, content(3));
      name(2);
      Given.removeAbandoned(storage(), max);
      assertEquals(
          contents(1, 2, 5, 6, 7),
          repository().stored(Scan.first(100)),
          "contents, clause 6: no more, no less");
      assertEquals(
          0, repository().removeAbandoned(max), "contents, clause 6: nothing is left to remove");
      Given.assertReadable(storage(), PHOTOS, 2);
      name(6);
      Given.assertReadable(storage(), PHOTOS, 6);
    }

    private List<ContentId> contents(Integer... numbers) {
      return Arrays.stream(numbers).map(SampleArchives::content).toList();
    }

    // Clause 6: a large part whose client went away.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void removes_every_chunk(int max) {
      Given.incoming(storage(), PHOTOS, 1, bytes(1, 3 * CHUNK + 1));
      Given.incoming(storage(), PHOTOS, 2, bytes(2, 3 * CHUNK + 1));
      name(2);
      repository().abandon(PHOTOS, content(1));
      Given.removeAbandoned(storage(), max);
      assertEquals(
          List.of(content(2)),
          repository().stored(Scan.first(100)),
          "contents, clause 6: every chunk of what was abandoned is removed");
      assertTrue(
          Arrays.equals(bytes(2, 3 * CHUNK + 1), Given.read(storage(), PHOTOS, content(2))),
          "contents, clause 6: nothing that is named");
    }

    // Clause 6: a client that sent nothing and went away.
    @Test
    void removes_what_has_no_chunks() {
      repository().begin(PHOTOS, content(1), OptionalLong.empty(), START);
      repository().abandon(PHOTOS, content(1));
      assertEquals(
          List.of(), Given.storedAfterRemoval(storage()), "contents, clause 6: nothing is left");
    }
  }

  @Nested
  @Clause("contents, clause 7")
  class Stored {

    // Clause 7: who checks a storage walks it page by page.
    @Test
    void ascends_through_all_vaults_from_the_first_at_or_after_the_start() {
      List<Integer> numbers = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
      Collections.shuffle(numbers, new Random(7));
      numbers.forEach(
          n -> Given.incoming(storage(), n % 3 == 0 ? PHOTOS : vault("v" + n % 5), 2 * n));
      List<ContentId> ids = IntStream.range(0, 40).mapToObj(n -> content(2 * n)).toList();
      assertEquals(ids, repository().stored(Scan.first(100)), "contents, clause 7: all, ascending");
      assertEquals(
          ids.subList(0, 7), repository().stored(Scan.first(7)), "contents, clause 7: the first 7");
      for (int start = 0; start <= 80; start++) {
        int from = (start + 1) / 2;
        assertEquals(
            ids.subList(from, Math.min(40, from + 7)),
            repository().stored(Scan.startingAt(content(start), 7)),
            "contents, clause 7: from the first at or after number " + start);
      }
    }

    // Clause 7: content of several chunks is listed once, and content of none not at all.
    @Test
    void has_a_content_once_and_only_if_it_has_chunks() {
      repository().begin(PHOTOS, content(1), OptionalLong.empty(), START);
      Given.incoming(storage(), PHOTOS, 2, bytes(2, 2 * CHUNK + 1));
      assertEquals(
          List.of(content(2)),
          repository().stored(Scan.first(100)),
          "contents, clause 7: each once, and none without chunks");
    }
  }
}
