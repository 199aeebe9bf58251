// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.CHUNK;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.sweep.Swept;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What expires and what is left behind, as a day passes on the clock, through the domain; {@link
 * StorageContract} brings it together with the rest.
 */
@Clause("clauses 15 and 16, and contents, clauses 5 and 6")
abstract class SweepingContract {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final MovableClock clock = new MovableClock(START);
  private Firn firn;

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    firn = firn();
    firn.vaults().createVault(PHOTOS);
  }

  /** Returns a Firn as each node has its own. */
  private Firn firn() {
    return Firn.builder().clock(clock).over(storage());
  }

  private UploadId initiate() {
    return firn.multipartUploads().initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(4)).id();
  }

  private void put(UploadId id, byte[] bytes) throws IOException {
    put(id, Payload.of(bytes), bytes.length);
  }

  private void put(UploadId id, Payload payload, int length) throws IOException {
    firn.multipartUploads()
        .uploadMultipartPart(PHOTOS, id, RangeInBytes.startingAt(0, length), payload);
  }

  private ArchiveId complete(UploadId id, byte[] bytes) {
    return firn.multipartUploads()
        .completeMultipartUpload(PHOTOS, id, bytes.length, TreeHash.of(bytes));
  }

  private List<UploadId> inProgress() {
    return firn.multipartUploads().inProgress(PHOTOS).map(MultipartUpload::id).toList();
  }

  private void assertReadable(byte[] expected, ArchiveId id) throws IOException {
    assertTrue(
        Arrays.equals(expected, firn.archives().read(PHOTOS, id).readAllBytes()),
        "what is named is never touched");
  }

  // A client goes away and never says so; another is only slow.
  @Test
  void uploads_that_were_idle_for_a_day_are_ended() throws Exception {
    UploadId idle = initiate();
    UploadId active = initiate();
    put(idle, bytes(1, 5));
    clock.move(Duration.ofHours(23));
    put(active, bytes(2, 5));
    clock.move(HOUR.minus(MOMENT));
    assertEquals(0, firn.sweep().uploadsEnded(), "not before a day has passed");
    assertEquals(List.of(idle, active), inProgress());
    clock.move(MOMENT);
    assertEquals(1, firn.sweep().uploadsEnded(), "one was idle for a day");
    assertEquals(List.of(active), inProgress());
    assertThrows(
        ResourceNotFoundException.class,
        () -> firn.multipartUploads().listParts(PHOTOS, idle, PageRequest.first()));
    assertThrows(ResourceNotFoundException.class, () -> put(idle, bytes(1, 5)));
    assertEquals(1, Given.storedAfterRemoval(storage()).size(), "the parts of the other");
    assertReadable(bytes(2, 5), complete(active, bytes(2, 5)));
  }

  // A client on a thin line, which takes longer for a part than an upload may be idle.
  @Test
  void an_upload_is_not_ended_while_a_part_of_it_is_being_received() throws Exception {
    UploadId id = initiate();
    UploadId idle = initiate();
    byte[] bytes = bytes(1, 2 * CHUNK + 7);
    put(id, Payload.of(Bodies.eventful(bytes, CHUNK + 1, this::letADayPass)), bytes.length);
    assertEquals(List.of(id), inProgress());
    firn.sweep();
    assertReadable(bytes, complete(id, bytes));
    assertThrows(ResourceNotFoundException.class, () -> complete(idle, bytes));
  }

  // The last part comes nearly a day after the one before it, and another node sweeps just then.
  @Test
  void an_upload_is_not_ended_by_another_node_when_a_part_of_it_has_begun_to_arrive()
      throws Exception {
    Firn another = firn();
    UploadId id = initiate();
    clock.move(DAY.minus(MOMENT));
    byte[] bytes = bytes(1, 5);
    Payload payload =
        Payload.of(
            Bodies.eventful(
                bytes,
                1,
                () -> {
                  clock.move(MOMENT);
                  another.sweep();
                }));
    put(id, payload, bytes.length);
    assertReadable(bytes, complete(id, bytes));
  }

  // What is heard of within an hour is not left behind: each chunk says that more is on its way.
  @Test
  void a_part_is_not_given_up_by_another_node_while_it_is_arriving_slowly() throws Exception {
    Firn another = firn();
    UploadId id = initiate();
    byte[] bytes = bytes(1, CHUNK + 7);
    Bodies.Event pause =
        () -> {
          clock.move(HOUR.minus(MOMENT));
          another.sweep();
        };
    InputStream slow =
        new SequenceInputStream(
            Bodies.eventful(Arrays.copyOf(bytes, CHUNK), 1, pause),
            Bodies.eventful(Arrays.copyOfRange(bytes, CHUNK, bytes.length), 1, pause));
    put(id, Payload.of(slow), bytes.length);
    assertReadable(bytes, complete(id, bytes));
  }

  // Nor is an archive in one piece.
  @Test
  void an_archive_is_not_given_up_while_it_is_being_received() throws Exception {
    byte[] bytes = bytes(1, 2 * CHUNK + 7);
    Payload payload = Payload.of(Bodies.eventful(bytes, CHUNK + 1, this::letADayPass));
    Archive archive = firn.archives().uploadArchive(PHOTOS, payload);
    firn.sweep();
    assertReadable(bytes, archive.id());
  }

  private void letADayPass() {
    clock.move(Duration.ofHours(25));
    firn.sweep();
  }

  // A node that hung for a day, in the midst of a part, and was taken for dead by another: its
  // client is told, and nothing of it is left.
  @Test
  void what_was_taken_for_dead_is_not_stored_after_all() {
    Firn another = firn();
    UploadId id = initiate();
    byte[] bytes = bytes(1, 2 * CHUNK + 7);
    Payload payload =
        Payload.of(
            Bodies.eventful(
                bytes,
                CHUNK + 1,
                () -> {
                  clock.move(Duration.ofHours(25));
                  another.sweep();
                }));
    assertThrows(RuntimeException.class, () -> put(id, payload, bytes.length));
    assertEquals(List.of(), inProgress());
    assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nothing is left");
  }

  // A node falls over while it writes.
  @Test
  void content_of_a_vanished_writer_is_removed_after_an_hour() {
    Given.incoming(storage(), PHOTOS, 1);
    clock.move(HOUR);
    assertEquals(new Swept(0, 0, 0, 0, 0, 0), firn.sweep(), "not before an hour has passed");
    assertEquals(List.of(content(1)), Given.storedAfterRemoval(storage()));
    clock.move(MOMENT);
    assertEquals(1, firn.sweep().contentsAbandoned(), "it was left behind");
    assertEquals(List.of(), storage().contents().stored(Scan.first(10)), "it is gone");
  }

  // A client repeats a completion the next day, and the day after.
  @Test
  void completions_can_be_repeated_for_a_day() throws Exception {
    UploadId id = initiate();
    put(id, bytes(1, 5));
    ArchiveId archive = complete(id, bytes(1, 5));
    clock.move(DAY);
    assertEquals(new Swept(0, 0, 0, 0, 0, 0), firn.sweep(), "not before a day has passed");
    assertEquals(archive, complete(id, bytes(1, 5)));
    clock.move(MOMENT);
    assertEquals(1, firn.sweep().completionsForgotten(), "more than a day has passed");
    assertThrows(ResourceNotFoundException.class, () -> complete(id, bytes(1, 5)));
    assertReadable(bytes(1, 5), archive);
  }

  // More than one step's worth of everything, swept by two nodes at the same moment.
  @Test
  void two_sweeps_at_once_do_the_work_of_one() throws Exception {
    byte[] kept = bytes(1, CHUNK + 7);
    Archive archive = firn.archives().uploadArchive(PHOTOS, Payload.of(kept));
    for (int number = 0; number < 120; number++) {
      put(initiate(), bytes(number));
      Given.incoming(storage(), PHOTOS, number);
    }
    UploadId completed = initiate();
    put(completed, bytes(1));
    ArchiveId second = complete(completed, bytes(1));
    clock.move(DAY.plus(MOMENT));
    UploadId active = initiate();
    put(active, bytes(2));
    List<Swept> swept = Race.run(List.of(() -> firn.sweep(), () -> firn().sweep()));
    assertEquals(120, swept.stream().mapToInt(Swept::uploadsEnded).sum(), "each ended once");
    assertThrows(ResourceNotFoundException.class, () -> complete(completed, bytes(1)));
    assertEquals(120, swept.stream().mapToInt(Swept::contentsAbandoned).sum(), "abandoned once");
    assertEquals(List.of(active), inProgress());
    assertEquals(3, Given.storedAfterRemoval(storage()).size(), "what is named is left");
    assertReadable(kept, archive.id());
    assertReadable(bytes(1), second);
    List<Part> parts =
        firn.multipartUploads().listParts(PHOTOS, active, PageRequest.first()).page().items();
    assertEquals(List.of(TreeHash.of(bytes(2))), parts.stream().map(Part::treeHash).toList());
    assertReadable(bytes(2), complete(active, bytes(2)));
    assertEquals(new Swept(0, 0, 0, 0, 0, 0), firn.sweep(), "nothing is left to do");
  }
}
