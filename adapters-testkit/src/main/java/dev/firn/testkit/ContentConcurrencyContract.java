// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.CHUNK;
import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What {@link ContentRepository} promises to many threads: writers, those who take them for dead,
 * and those who tidy up; {@link StorageContract} brings it together with the rest.
 */
@Clause("contents, clauses 2, 5 and 6")
@Tag("concurrency")
abstract class ContentConcurrencyContract {
  private static final int ROUNDS = 60;
  private static final int LONG_ROUNDS = 16;
  private static final int BATCHES = 20;
  private static final int BATCH = 20;
  private static final int MOST_CHUNKS = 20;

  private final byte[] whole = bytes(1, CHUNK);

  abstract Storage storage();

  @BeforeEach
  void create_the_vault_and_an_upload() {
    storage().vaults().create(created(PHOTOS));
    storage().uploads().add(upload(PHOTOS, 1));
  }

  private ContentRepository repository() {
    return storage().contents();
  }

  private boolean name(int number) {
    ContentNaming naming =
        number % 2 == 0
            ? storage().archives().add(archive(PHOTOS, number), content(number))
            : storage()
                .uploads()
                .putPart(PHOTOS, upload(PHOTOS, 1).id(), part(number, number), START);
    assertTrue(naming != ContentNaming.NO_OWNER, "its owner is there");
    return naming == ContentNaming.NAMED;
  }

  // Clause 5: its writer, its request's handler and a sweep, all of a mind.
  @Test
  void content_is_abandoned_by_exactly_one_of_many() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Given.incoming(storage(), PHOTOS, round);
      ContentId id = content(round);
      List<Boolean> abandoned =
          Race.run(
              List.of(
                  () -> repository().abandon(PHOTOS, id),
                  () -> repository().abandonStale(hour(1), 10) == 1,
                  () -> repository().abandon(PHOTOS, id),
                  () -> repository().abandonStale(hour(1), 10) == 1));
      assertEquals(
          1, Collections.frequency(abandoned, true), "contents, clause 5: one had its way");
    }
    assertEquals(
        List.of(), Given.storedAfterRemoval(storage()), "contents, clause 6: nothing is left");
  }

  // Clause 5: a slow writer is done just when a sweep takes it for dead. A client that was told
  // that its part is stored must find it, and one that was not must not.
  @Test
  void content_is_either_named_or_abandoned() throws Exception {
    List<Integer> kept = new ArrayList<>();
    for (int round = 0; round < 2 * ROUNDS; round++) {
      Given.incoming(storage(), PHOTOS, round);
      int number = round;
      boolean stale = round % 4 < 2;
      List<Boolean> results =
          Race.run(
              List.of(
                  () -> name(number),
                  () ->
                      stale
                          ? repository().abandonStale(hour(1), 10) == 1
                          : repository().abandon(PHOTOS, content(number)),
                  () -> repository().removeAbandoned(10) < 0));
      assertTrue(
          results.get(0) ^ results.get(1),
          "contents, clause 5: exactly one had its way: " + results);
      if (results.get(0)) {
        kept.add(number);
      }
    }
    assertEquals(
        kept.stream().map(SampleArchives::content).toList(),
        Given.storedAfterRemoval(storage()),
        "contents, clause 6: what is named is stored, and nothing else");
    Given.assertReadable(storage(), PHOTOS, kept.toArray(Integer[]::new));
    assertEquals(
        kept.stream().filter(n -> n % 2 == 1).map(n -> part(n, n)).toList(),
        Given.parts(storage(), upload(PHOTOS, 1)),
        "contents, clause 5: a part is there if its content was named");
  }

  // Clause 5: the same for many that a sweep finds at once, which may be decided on together.
  @Test
  void each_of_many_contents_is_either_named_or_abandoned() throws Exception {
    List<Integer> kept = new ArrayList<>();
    for (int first = 0; first < BATCHES * BATCH; first += BATCH) {
      List<Integer> numbers = IntStream.range(first, first + BATCH).boxed().toList();
      numbers.forEach(number -> Given.incoming(storage(), PHOTOS, number));
      List<List<Integer>> results =
          Race.run(
              List.of(
                  () -> List.of(repository().abandonStale(hour(1), BATCH)),
                  () ->
                      IntStream.range(0, BATCH)
                          .map(n -> numbers.get(BATCH - 1 - n))
                          .filter(this::name)
                          .sorted()
                          .boxed()
                          .toList()));
      List<Integer> named = results.get(1);
      int left = repository().abandonStale(hour(1), BATCH);
      assertEquals(
          BATCH - named.size(),
          results.get(0).get(0) + left,
          "contents, clause 5: each in one way only");
      kept.addAll(named);
    }
    assertEquals(
        kept.stream().map(SampleArchives::content).toList(),
        Given.storedAfterRemoval(storage()),
        "contents, clause 6: what is named is stored, and nothing else");
    Given.assertReadable(storage(), PHOTOS, kept.toArray(Integer[]::new));
  }

  // Clause 5: a slow writer says that it is still there at the moment when it is given up.
  @Test
  void what_is_renewed_in_time_is_not_abandoned() throws Exception {
    for (int number = 0; number < LONG_ROUNDS; number++) {
      ContentId id = Given.incoming(storage(), PHOTOS, number);
      List<Boolean> results =
          Race.run(
              List.of(
                  () -> repository().renew(PHOTOS, id, hour(2)),
                  () -> repository().abandonStale(hour(1), 10) == 1));
      assertTrue(
          !results.get(0).equals(results.get(1)),
          "contents, clause 5: it is renewed, and incoming, or abandoned: " + results);
      assertEquals(
          results.get(0), repository().abandon(PHOTOS, id), "contents, clause 5: incoming still");
    }
  }

  // Clause 2: a writer that was taken for dead writes on. Its chunks must not come back when all
  // else of the content is gone.
  @Test
  void nothing_is_written_to_what_was_abandoned_and_removed() throws Exception {
    for (int round = 0; round < LONG_ROUNDS; round++) {
      int number = round;
      int chunks = round % 4;
      AtomicInteger written = new AtomicInteger();
      repository().begin(PHOTOS, content(number), OptionalLong.empty(), START);
      List<Boolean> results =
          Race.run(
              List.of(
                  () -> {
                    while (written.get() < MOST_CHUNKS && write(number, written.get())) {
                      written.incrementAndGet();
                    }
                    return false;
                  },
                  () -> {
                    Race.await(() -> written.get() >= chunks);
                    boolean abandoned =
                        number % 2 == 0
                            ? repository().abandon(PHOTOS, content(number))
                            : repository().abandonStale(hour(1), 1) == 1;
                    Given.removeAbandoned(storage(), 1);
                    return abandoned;
                  }));
      assertTrue(results.get(1), "contents, clause 5: it was incoming");
      assertFalse(write(number, written.get()), "contents, clause 2: it is not incoming");
      assertEquals(
          List.of(), Given.storedAfterRemoval(storage()), "contents, clause 6: nothing is left");
    }
  }

  private boolean write(int number, int chunk) {
    return repository().write(PHOTOS, content(number), chunk, ByteBuffer.wrap(whole));
  }

  // Clause 6: the sweeps of several nodes, while clients go on.
  @Test
  void many_remove_what_was_abandoned_and_nothing_else() throws Exception {
    AtomicInteger writersLeft = new AtomicInteger(2);
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int lane = 0; lane < 2; lane++) {
      int first = lane;
      calls.add(
          () -> {
            try {
              for (int number = first; number < 4 * ROUNDS; number += 2) {
                Given.incoming(storage(), PHOTOS, number);
                assertTrue(
                    number % 4 < 2 ? name(number) : repository().abandon(PHOTOS, content(number)),
                    "contents, clause 5: it is incoming, and nobody else's");
                if (number % 4 < 2) {
                  Given.assertReadable(storage(), PHOTOS, number);
                }
              }
            } finally {
              writersLeft.decrementAndGet();
            }
            return true;
          });
    }
    for (int max : List.of(1, 3)) {
      calls.add(
          () -> {
            while (writersLeft.get() > 0) {
              assertTrue(repository().removeAbandoned(max) >= 0, "a count");
            }
            return true;
          });
    }
    Race.run(calls);
    List<Integer> named = new ArrayList<>();
    for (int number = 0; number < 4 * ROUNDS; number++) {
      if (number % 4 < 2) {
        named.add(number);
      }
    }
    assertEquals(
        named.stream().map(SampleArchives::content).toList(),
        Given.storedAfterRemoval(storage()),
        "contents, clause 6: what is named is left, and nothing else");
    Given.assertReadable(storage(), PHOTOS, named.toArray(Integer[]::new));
  }

  // Clause 5: the sweeps of several nodes find the same that a node left behind when it fell over.
  @Test
  void each_stale_content_is_abandoned_by_one_sweep() throws Exception {
    for (int number = 0; number < ROUNDS; number++) {
      Given.incoming(storage(), PHOTOS, number);
    }
    List<Integer> abandoned =
        Race.run(
            3,
            () -> {
              int all = 0;
              for (int step = repository().abandonStale(hour(1), 4);
                  step > 0;
                  step = repository().abandonStale(hour(1), 4)) {
                all += step;
              }
              return all;
            });
    assertEquals(
        ROUNDS,
        abandoned.stream().mapToInt(Integer::intValue).sum(),
        "contents, clause 5: each was abandoned by one: " + abandoned);
    assertEquals(0, repository().abandonStale(hour(1), 4), "contents, clause 5: there are no more");
    Given.removeAbandoned(storage(), 7);
    assertEquals(
        List.of(), repository().stored(Scan.first(10)), "contents, clause 6: nothing is left");
  }
}
