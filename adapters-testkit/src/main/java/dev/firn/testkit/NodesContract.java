// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.CHUNK;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleSettings.FULL_ACCOUNT;
import static dev.firn.testkit.SampleSettings.settings;
import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.sweep.Swept;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two nodes over the same data, the second with a clock that is two hours ahead unless a test says
 * otherwise; {@link StorageContract} brings it together with the rest.
 */
@Clause("clause 6")
abstract class NodesContract {
  private static final Duration SKEW = Duration.ofHours(2);
  private static final int PARTS = 8;
  private static final int SWEEPS = 20;

  private final byte[] whole = bytes(1, (PARTS - 1) * CHUNK + 7);
  private final TreeHash treeHash = TreeHash.of(whole);
  private final MovableClock clock = new MovableClock(START);
  private final MovableClock aheadClock = new MovableClock(START.plus(SKEW));
  private Storage other;
  private Firn firn;
  private Firn ahead;

  abstract Storage storage();

  /** Returns the data as another node has it; empty if there cannot be another. */
  abstract Optional<Storage> another() throws Exception;

  @BeforeEach
  void start_both_nodes() throws Exception {
    Optional<Storage> another = another();
    Assumptions.assumeTrue(another.isPresent(), "one node has this storage for itself");
    other = another.orElseThrow();
    firn = Firn.builder().clock(clock).over(storage());
    ahead = Firn.builder().clock(aheadClock).over(other);
    firn.vaults().createVault(PHOTOS);
  }

  /** Sets the second node's clock ahead by so much, and no more. */
  private void letBeAhead(Duration skew) {
    aheadClock.move(skew.minus(SKEW));
  }

  private void letPass(Duration time) {
    clock.move(time);
    aheadClock.move(time);
  }

  private static UploadId initiate(Firn node) {
    return node.multipartUploads().initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(1)).id();
  }

  /** Sends the part with this number, from 0. */
  private void put(Firn node, UploadId id, int number) throws IOException {
    byte[] part =
        Arrays.copyOfRange(whole, number * CHUNK, Math.min(whole.length, (number + 1) * CHUNK));
    node.multipartUploads()
        .uploadMultipartPart(
            PHOTOS,
            id,
            RangeInBytes.startingAt((long) number * CHUNK, part.length),
            Payload.of(part));
  }

  private ArchiveId complete(Firn node, UploadId id) {
    return node.multipartUploads().completeMultipartUpload(PHOTOS, id, whole.length, treeHash);
  }

  private static List<UploadId> inProgress(Firn node) {
    return node.multipartUploads().inProgress(PHOTOS).map(MultipartUpload::id).toList();
  }

  private static List<Part> parts(Firn node, UploadId id) {
    return node.multipartUploads().listParts(PHOTOS, id, PageRequest.first()).page().items();
  }

  private void assertArchived(ArchiveId id) throws IOException {
    for (Firn node : List.of(firn, ahead)) {
      assertArrayEquals(whole, node.archives().read(PHOTOS, id).readAllBytes());
    }
  }

  // A balancer sends each request to another server.
  @Test
  void an_upload_goes_on_at_any_node() throws Exception {
    UploadId id = initiate(firn);
    assertEquals(List.of(id), inProgress(ahead), "clause 6: there from the moment it is told");
    for (int number = PARTS - 1; number >= 0; number--) {
      put(number % 2 == 0 ? firn : ahead, id, number);
    }
    assertEquals(PARTS, parts(ahead, id).size());
    assertEquals(parts(firn, id), parts(ahead, id), "clause 6: the same from both");
    ArchiveId archive = complete(firn, id);
    assertEquals(List.of(), inProgress(ahead), "clause 6: gone at once");
    assertEquals(archive, complete(ahead, id), "the same request again");
    assertEquals(archive, complete(firn, id));
    assertThrows(ResourceNotFoundException.class, () -> put(ahead, id, 0));
    assertEquals(1, ahead.vaults().describeVault(PHOTOS).inventory().archives());
    assertArchived(archive);
  }

  // A vault is tagged at one node while it is locked at another.
  @Test
  @Clause("settings, clauses 2 and 4")
  void what_is_set_at_one_node_is_set_at_every_node() throws Exception {
    assertTrue(storage().settings().replace(PHOTOS, VaultSettings.none(), settings(1)));
    assertEquals(Optional.of(settings(1)), other.settings().find(PHOTOS), "clause 6: at once");
    assertFalse(
        other.settings().replace(PHOTOS, VaultSettings.none(), settings(2)), "it is set already");
    assertTrue(other.settings().replace(ACCOUNT, AccountSettings.none(), FULL_ACCOUNT));
    assertEquals(FULL_ACCOUNT, storage().settings().find(ACCOUNT), "clause 6: at once");
    Race.run(
        List.of(
            () -> SettingsConcurrencyContract.change(storage(), 50),
            () -> SettingsConcurrencyContract.change(other, 50)));
    for (Storage node : List.of(storage(), other)) {
      assertEquals(
          Optional.of(settings(101)), node.settings().find(PHOTOS), "no node's change is lost");
    }
  }

  // A client loses patience, and its second try comes to another server.
  @Test
  void both_nodes_that_complete_an_upload_give_the_id_of_one_archive() throws Exception {
    for (int round = 1; round <= 10; round++) {
      UploadId id = initiate(firn);
      for (int number = 0; number < PARTS; number++) {
        put(firn, id, number);
      }
      List<ArchiveId> ids = Race.run(List.of(() -> complete(firn, id), () -> complete(ahead, id)));
      assertEquals(1, new HashSet<>(ids).size(), "one archive, and its id for both");
      assertEquals(round, firn.vaults().describeVault(PHOTOS).inventory().archives());
      assertArchived(ids.get(0));
    }
  }

  // Whoever repeats a completion has a day for it, by any node's clock.
  @Test
  void a_completion_can_be_repeated_for_a_day_whichever_node_sweeps() throws Exception {
    UploadId id = initiate(ahead);
    for (int number = 0; number < PARTS; number++) {
      put(ahead, id, number);
    }
    ArchiveId archive = complete(ahead, id);
    letPass(Duration.ofDays(1));
    firn.sweep();
    ahead.sweep();
    assertEquals(archive, complete(firn, id));
    letPass(Duration.ofMillis(1));
    assertEquals(0, firn.sweep().completionsForgotten(), "by its own clock it is not time yet");
    assertEquals(1, ahead.sweep().completionsForgotten());
    assertThrows(ResourceNotFoundException.class, () -> complete(firn, id));
  }

  // Each node sweeps every few minutes, while clients send parts to both.
  @Test
  void parts_go_on_while_both_nodes_sweep() throws Exception {
    // Less than the time after which what nobody renews is taken for left behind.
    letBeAhead(Duration.ofMinutes(50));
    assertBothSweep(this::put);
  }

  // The same when a clock is wrong by more: a part that is being received may be taken for left
  // behind, and then its client is told, and sends it again. Nothing that is named is touched.
  @Test
  void no_part_is_lost_while_both_nodes_sweep_by_clocks_that_are_hours_apart() throws Exception {
    assertBothSweep(this::putUntilStored);
  }

  /** Sends the part of an upload with a number to a node. */
  private interface Sending {
    void send(Firn node, UploadId id, int number) throws IOException;
  }

  private void putUntilStored(Firn node, UploadId id, int number) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        put(node, id, number);
        return;
      } catch (StorageException e) {
        // There are no more failures than sweeps of the other node, of which each ends one at most.
        if (tries > SWEEPS) {
          throw e;
        }
      }
    }
  }

  private void assertBothSweep(Sending sending) throws Exception {
    for (int number = 0; number < 120; number++) {
      Given.incoming(storage(), PHOTOS, number);
    }
    UploadId idle = initiate(firn);
    put(firn, idle, 0);
    letPass(Duration.ofHours(25));
    UploadId first = initiate(firn);
    UploadId second = initiate(ahead);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (Firn node : List.of(firn, ahead)) {
      for (UploadId id : List.of(first, second)) {
        calls.add(() -> sendAllTwice(sending, node, id));
      }
      calls.add(() -> sweepOften(node));
    }
    List<Integer> results = Race.run(calls);
    assertTrue(results.get(2) + results.get(5) >= 120, "what was left behind is abandoned");
    assertEquals(Set.of(first, second), Set.copyOf(inProgress(firn)), "the third was idle");
    assertArchived(complete(ahead, first));
    assertArchived(complete(firn, second));
    firn.sweep();
    assertEquals(
        2 * PARTS,
        Given.storedAfterRemoval(storage()).size(),
        "contents, clause 6: what is named, and nothing else");
    assertEquals(new Swept(0, 0, 0, 0, 0, 0), ahead.sweep(), "nothing is left to do");
  }

  private static int sendAllTwice(Sending sending, Firn node, UploadId id) throws IOException {
    for (int number = 0; number < 2 * PARTS; number++) {
      sending.send(node, id, number % PARTS);
    }
    return 0;
  }

  private static int sweepOften(Firn node) {
    int abandoned = 0;
    for (int times = 0; times < SWEEPS; times++) {
      abandoned += node.sweep().contentsAbandoned();
    }
    return abandoned;
  }
}
