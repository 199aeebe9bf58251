// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadRepository;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What {@link UploadRepository} promises to many threads that put parts, while the upload is ended
 * by one of them; {@link StorageContract} brings it together with the rest.
 */
@Clause("clauses 11, 14 and 16")
@Tag("concurrency")
abstract class PartsConcurrencyContract {
  private static final int ROUNDS = 40;
  private static final int PUTS = 8;
  private static final int BATCH = 20;

  private final AtomicInteger contents = new AtomicInteger();

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    storage().vaults().create(created(PHOTOS));
  }

  private UploadRepository repository() {
    return storage().uploads();
  }

  private MultipartUpload add(int number) {
    MultipartUpload upload = upload(PHOTOS, number);
    assertTrue(repository().add(upload), "clause 1: the vault exists");
    return upload;
  }

  /** Puts a new content as a part, as the domain does, which gives up what was not taken. */
  private boolean put(MultipartUpload upload, long place, int number) {
    Given.incoming(storage(), PHOTOS, number);
    ContentNaming naming = repository().putPart(PHOTOS, upload.id(), part(place, number), hour(1));
    if (naming == ContentNaming.NAMED) {
      return true;
    }
    assertEquals(ContentNaming.NO_OWNER, naming, "clause 11: its content is incoming");
    assertTrue(storage().contents().abandon(PHOTOS, content(number)), "it is incoming still");
    return false;
  }

  private void assertStored(List<Part> parts) {
    assertEquals(
        parts.stream().map(Part::content).sorted().toList(),
        Given.storedAfterRemoval(storage()),
        "contents, clause 6: what the parts name is stored, and nothing else");
    for (Part part : parts) {
      assertTrue(
          Stream.iterate(0, n -> n + 1)
              .limit(contents.get())
              .filter(n -> content(n).equals(part.content()))
              .allMatch(n -> part.equals(part(part.range().first() / SampleArchives.CHUNK, n))),
          "clause 11: a part is whole, and no mix: " + part);
    }
  }

  // Clause 11: a client retries a part that is still on its way, and again.
  @Test
  void of_many_that_put_the_same_part_one_is_left() throws Exception {
    MultipartUpload upload = add(1);
    for (int round = 0; round < ROUNDS; round++) {
      long before = Given.revision(storage(), upload);
      List<Boolean> named = Race.run(4, () -> put(upload, 0, contents.getAndIncrement()));
      assertEquals(4, Collections.frequency(named, true), "clause 11: the upload is in progress");
      List<Part> parts = Given.parts(storage(), upload);
      assertEquals(1, parts.size(), "clause 11: one is left");
      assertStored(parts);
      long after = Given.revision(storage(), upload);
      assertTrue(after >= before + 4, "clause 13: every putPart raises it: " + after);
    }
  }

  // Clause 11: the client that has many threads, which is every client.
  @Test
  void of_many_that_put_other_parts_all_are_left() throws Exception {
    MultipartUpload upload = add(1);
    AtomicInteger places = new AtomicInteger();
    Race.run(
        4,
        () ->
            IntStream.range(0, ROUNDS)
                .map(n -> places.getAndIncrement())
                .allMatch(place -> put(upload, place, place)));
    List<Part> all = IntStream.range(0, 4 * ROUNDS).mapToObj(n -> part(n, n)).toList();
    assertEquals(all, Given.parts(storage(), upload), "clause 11: none is lost");
    assertTrue(Given.revision(storage(), upload) >= 4 * ROUNDS, "clause 13: raised by each");
    contents.set(4 * ROUNDS);
    assertStored(all);
  }

  // Clause 14: a client completes while a part that it gave up on is still arriving. What was
  // checked is what the archive is made of, and each part knows whether it is in it.
  @Test
  void an_archive_has_the_parts_that_were_there_at_its_revision() throws Exception {
    List<Part> expected = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      MultipartUpload upload = add(round);
      int puts = 1 + round % PUTS;
      int number = round;
      AtomicInteger put = new AtomicInteger();
      List<Object> results =
          Race.run(
              List.of(
                  () -> putUntilEnded(upload, 0, put),
                  () -> putUntilEnded(upload, 1, put),
                  () -> completeAfter(upload, number, puts, put)));
      List<Part> archived = Given.parts(storage(), archive(PHOTOS, number));
      assertEquals(results.get(2), archived, "clause 14: the parts that were read at the revision");
      Map<Long, Part> acknowledged = new TreeMap<>();
      Stream.of(results.get(0), results.get(1))
          .flatMap(parts -> ((List<?>) parts).stream())
          .map(Part.class::cast)
          .forEach(part -> acknowledged.put(part.range().first(), part));
      assertEquals(
          List.copyOf(acknowledged.values()),
          archived,
          "clause 11: the last part that was acknowledged at each byte, and no other");
      expected.addAll(archived);
    }
    assertStored(expected);
    assertEquals(
        ROUNDS, storage().vaults().find(PHOTOS).orElseThrow().inventory().archives(), "one each");
  }

  /** Puts parts, the later ones in place of the first, and returns those that were named. */
  private List<Part> putUntilEnded(MultipartUpload upload, int lane, AtomicInteger put) {
    List<Part> named = new ArrayList<>();
    for (int n = 0; n < PUTS; n++) {
      int number = contents.getAndIncrement();
      long place = 2L * (n % 3) + lane;
      if (!put(upload, place, number)) {
        break;
      }
      put.incrementAndGet();
      named.add(part(place, number));
    }
    return named;
  }

  /** Completes as the domain does, once so many parts are there, and returns what it checked. */
  private List<Part> completeAfter(
      MultipartUpload upload, int number, int puts, AtomicInteger put) {
    await(put, puts);
    while (true) {
      long revision = Given.revision(storage(), upload);
      List<Part> parts = Given.parts(storage(), upload);
      if (repository().complete(PHOTOS, upload.id(), revision, archive(PHOTOS, number))) {
        return parts;
      }
    }
  }

  private static void await(AtomicInteger number, int least) {
    Race.await(() -> number.get() >= least);
  }

  // Clauses 5, 11 and 16: an abort, or a sweep, while parts are arriving. None stays behind.
  @Test
  void a_part_is_gone_with_its_upload_or_never_was_there() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      MultipartUpload upload = add(round);
      boolean swept = round % 2 == 0;
      int puts = round % PUTS;
      AtomicInteger put = new AtomicInteger();
      Callable<Object> ending =
          () -> {
            await(put, puts);
            return swept
                ? repository().removeIdle(hour(2), 10) == 1
                : repository().remove(PHOTOS, upload.id());
          };
      List<Object> results =
          Race.run(
              List.of(
                  () -> putUntilEnded(upload, 0, put),
                  ending,
                  () -> putUntilEnded(upload, 1, put)));
      assertEquals(true, results.get(1), "clause 5: it was there");
      assertEquals(List.of(), Given.parts(storage(), upload), "clause 5: its parts are gone");
      assertStored(List.of());
      add(round);
      assertEquals(List.of(), Given.parts(storage(), upload), "clause 11: none came after");
      repository().remove(PHOTOS, upload.id());
    }
  }

  // Clause 14: a client and its retries complete at the same moment.
  @Test
  void complete_is_true_for_exactly_one_of_many() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      MultipartUpload upload = add(round);
      Given.part(storage(), upload, 0, round);
      long revision = Given.revision(storage(), upload);
      AtomicInteger archives = new AtomicInteger(4 * round);
      List<Integer> completed =
          Race.run(
              4,
              () -> {
                int number = archives.getAndIncrement();
                return repository().complete(PHOTOS, upload.id(), revision, archive(PHOTOS, number))
                    ? number
                    : -1;
              });
      assertEquals(3, Collections.frequency(completed, -1), "clause 14: exactly one completed it");
      int winner = Collections.max(completed);
      for (int number = 4 * round; number < 4 * round + 4; number++) {
        assertEquals(
            number == winner ? Optional.of(archive(PHOTOS, number)) : Optional.empty(),
            storage().archives().find(PHOTOS, archive(PHOTOS, number).id()),
            "clause 14: the archive of that one is there, and of no other");
      }
      assertEquals(
          archive(PHOTOS, winner).id(),
          repository().completion(PHOTOS, upload.id()).orElseThrow().archive(),
          "clause 15: it was completed as that one");
      assertEquals(
          round + 1, storage().vaults().find(PHOTOS).orElseThrow().inventory().archives(), "one");
    }
  }

  // Clauses 5, 14 and 16: one thread completes, another aborts, and a sweep finds it idle.
  @Test
  void an_upload_is_ended_in_exactly_one_way() throws Exception {
    List<Integer> archived = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      MultipartUpload upload = add(round);
      Given.part(storage(), upload, 0, round);
      int number = round;
      long revision = Given.revision(storage(), upload);
      List<Boolean> ended =
          Race.run(
              List.of(
                  () -> repository().remove(PHOTOS, upload.id()),
                  () ->
                      repository().complete(PHOTOS, upload.id(), revision, archive(PHOTOS, number)),
                  () -> repository().removeIdle(hour(2), 10) == 1));
      assertEquals(1, Collections.frequency(ended, true), "clause 14: in one way: " + ended);
      if (ended.get(1)) {
        archived.add(round);
      }
      assertEquals(
          ended.get(1),
          storage().archives().find(PHOTOS, archive(PHOTOS, round).id()).isPresent(),
          "clause 14: there is an archive if it was completed");
      assertEquals(
          ended.get(1),
          repository().completion(PHOTOS, upload.id()).isPresent(),
          "clause 15: kept if it was completed, and only then");
      assertEquals(Optional.empty(), repository().find(PHOTOS, upload.id()), "clause 2: ended");
    }
    assertEquals(
        archived.stream().map(SampleArchives::content).toList(),
        Given.storedAfterRemoval(storage()),
        "what the archives name is stored, and nothing else");
    Given.assertReadable(storage(), PHOTOS, archived.toArray(Integer[]::new));
    assertEquals(
        archived.size(),
        storage().vaults().find(PHOTOS).orElseThrow().inventory().archives(),
        "the inventory has what was completed");
  }

  // Clause 14: a client that lists uploads and archives while one becomes the other.
  @Test
  void an_upload_is_an_archive_at_the_moment_when_it_is_none_any_more() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      MultipartUpload upload = add(round);
      Given.part(storage(), upload, 0, round);
      long revision = Given.revision(storage(), upload);
      int number = round;
      Callable<Boolean> looking =
          () -> {
            boolean completed = false;
            while (!completed && !Thread.currentThread().isInterrupted()) {
              completed = lookForArchive(upload, number);
            }
            return completed;
          };
      Race.run(
          List.of(
              looking,
              () -> repository().complete(PHOTOS, upload.id(), revision, archive(PHOTOS, number)),
              looking));
    }
  }

  private boolean lookForArchive(MultipartUpload upload, int number) {
    OptionalLong revision = repository().revision(PHOTOS, upload.id());
    boolean archived = storage().archives().find(PHOTOS, archive(PHOTOS, number).id()).isPresent();
    assertTrue(archived || revision.isPresent(), "clause 14: there is one or the other");
    if (archived) {
      assertEquals(Optional.empty(), repository().find(PHOTOS, upload.id()), "clause 14: not both");
      assertFalse(
          repository().scan(PHOTOS, Scan.startingAt(upload.id(), 1)).contains(upload),
          "clause 14: not both");
      assertEquals(
          number + 1,
          storage().vaults().find(PHOTOS).orElseThrow().inventory().archives(),
          "clause 14: the inventory has it");
      assertTrue(repository().completion(PHOTOS, upload.id()).isPresent(), "clause 14: is kept");
      assertEquals(
          List.of(part(0, number)),
          Given.parts(storage(), archive(PHOTOS, number)),
          "clause 14: the archive has the upload's part");
    }
    return archived;
  }

  // Clause 16: parts arrive for uploads that a sweep is looking at. Many at once, as who looks at
  // all before removing each has time to go wrong.
  @Test
  void an_upload_that_was_active_is_never_removed_as_idle() throws Exception {
    for (int round = 0; round < ROUNDS / 2; round++) {
      for (int number = 0; number < BATCH; number++) {
        add(number);
      }
      int first = round * BATCH;
      List<List<Integer>> results =
          Race.run(List.of(() -> List.of(removeAllIdle()), () -> useBackwards(first)));
      List<Integer> active = results.get(1);
      assertEquals(
          active.stream().map(number -> upload(PHOTOS, number)).toList(),
          repository().scan(PHOTOS, Scan.first(100)),
          "clause 16: what was active before it was removed is there, and nothing else");
      assertEquals(
          BATCH - active.size(), results.get(0).get(0), "clause 16: each was counted once");
      assertEquals(
          active.stream().filter(n -> n % 2 == 1).map(n -> content(first + n)).toList(),
          Given.storedAfterRemoval(storage()),
          "clause 11: named, or not at all");
      assertEquals(active.size(), repository().removeIdle(hour(2), 100), "clause 16: the others");
    }
  }

  private int removeAllIdle() {
    int all = 0;
    for (int step = repository().removeIdle(hour(1), BATCH);
        step > 0;
        step = repository().removeIdle(hour(1), BATCH)) {
      all += step;
    }
    return all;
  }

  /** Touches uploads, or puts a part of them, and returns the numbers of those it did so with. */
  private List<Integer> useBackwards(int firstContent) {
    List<Integer> used = new ArrayList<>();
    for (int number = BATCH - 1; number >= 0; number--) {
      MultipartUpload upload = upload(PHOTOS, number);
      if (number % 2 == 0
          ? repository().touch(PHOTOS, upload.id(), hour(1))
          : put(upload, 0, firstContent + number)) {
        used.add(0, number);
      }
    }
    return used;
  }
}
