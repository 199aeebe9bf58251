// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the ports promise to many threads, bounded in count; {@link StorageContract} brings it
 * together with the rest.
 */
@Clause("clauses 1, 5 and 6")
@Tag("concurrency")
abstract class ConcurrencyContract {
  private static final int SPAN = 400;
  private static final int WALKERS = 3;
  private static final int WALKS = 12;
  private static final int CHURNERS = 3;
  private static final int ROUNDS = 100;

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    storage().vaults().create(created(PHOTOS));
  }

  // Clause 6, what Firn is built around: walkers with small pages, while uploads come and go on all
  // sides of them.
  @Test
  void every_upload_that_lives_through_a_walk_is_seen_exactly_once() throws Exception {
    Set<UploadId> survivors = new HashSet<>();
    for (int number = 0; number < SPAN; number += 8) {
      assertTrue(storage().uploads().add(upload(PHOTOS, number)));
      survivors.add(id(PHOTOS, number));
    }
    AtomicInteger walkersLeft = new AtomicInteger(WALKERS);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int walker = 0; walker < WALKERS; walker++) {
      int limit = 1 + 3 * walker;
      calls.add(
          () -> {
            try {
              for (int walk = 0; walk < WALKS; walk++) {
                List<UploadId> seen = walk(limit);
                assertEquals(
                    new HashSet<>(seen).size(), seen.size(), "clause 6: none is seen twice");
                Set<UploadId> missed = new HashSet<>(survivors);
                missed.removeAll(new HashSet<>(seen));
                assertEquals(Set.of(), missed, "clause 6: none that stays is missed");
              }
              return WALKS;
            } finally {
              walkersLeft.decrementAndGet();
            }
          });
    }
    for (int churner = 0; churner < CHURNERS; churner++) {
      int lane = 1 + churner;
      calls.add(
          () -> {
            Random random = new Random(lane);
            while (walkersLeft.get() > 0) {
              addAndRemove(8 * random.nextInt(SPAN / 8) + lane);
            }
            return 0;
          });
    }
    Race.run(calls);
    assertEquals(survivors, new HashSet<>(walk(50)), "what came and went has gone");
  }

  private List<UploadId> walk(int limit) {
    List<UploadId> seen = new ArrayList<>();
    Optional<UploadId> start = Optional.empty();
    do {
      List<MultipartUpload> rows = storage().uploads().scan(PHOTOS, new Scan<>(start, limit + 1));
      rows.stream().limit(limit).map(MultipartUpload::id).forEach(seen::add);
      start = rows.size() > limit ? Optional.of(rows.get(limit).id()) : Optional.empty();
    } while (start.isPresent());
    return seen;
  }

  /** Adds and removes one upload; while it is there this thread sees it, and no longer. */
  private void addAndRemove(int number) {
    UploadId id = id(PHOTOS, number);
    Scan<UploadId> there = Scan.startingAt(id, 1);
    assertTrue(storage().uploads().add(upload(PHOTOS, number)), "clause 1: the vault exists");
    assertEquals(
        List.of(upload(PHOTOS, number)),
        storage().uploads().scan(PHOTOS, there),
        "clause 6: a scan sees what was added before it began");
    assertTrue(storage().uploads().remove(PHOTOS, id), "clause 5: it was there");
    assertFalse(
        storage().uploads().scan(PHOTOS, there).contains(upload(PHOTOS, number)),
        "clause 6: a scan does not see what was removed before it began");
  }

  // Clause 6: what one thread did, another sees at once, also if it has looked before.
  @Test
  void a_write_is_seen_by_every_thread() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int number = 0; number < ROUNDS; number++) {
        MultipartUpload upload = upload(PHOTOS, number);
        assertSeen(other, Optional.empty(), upload.id());
        storage().uploads().add(upload);
        assertSeen(other, Optional.of(upload), upload.id());
        storage().uploads().remove(PHOTOS, upload.id());
        assertSeen(other, Optional.empty(), upload.id());
      }
    } finally {
      other.shutdownNow();
    }
  }

  private void assertSeen(ExecutorService other, Optional<MultipartUpload> expected, UploadId id)
      throws Exception {
    assertEquals(
        expected,
        other.submit(() -> storage().uploads().find(PHOTOS, id)).get(1, TimeUnit.MINUTES),
        "clause 6: find in another thread sees what was added and removed");
    assertEquals(
        expected.stream().toList(),
        other
            .submit(() -> storage().uploads().scan(PHOTOS, Scan.startingAt(id, 1)))
            .get(1, TimeUnit.MINUTES),
        "clause 6: scan in another thread sees what was added and removed");
  }

  // The same for vaults.
  @Test
  void a_vault_that_was_created_or_deleted_is_so_for_every_thread() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        VaultKey key = vault("seen");
        storage().vaults().create(created(key));
        assertSeen(other, key, true);
        storage().vaults().deleteIfEmpty(key);
        assertSeen(other, key, false);
      }
    } finally {
      other.shutdownNow();
    }
  }

  private void assertSeen(ExecutorService other, VaultKey key, boolean expected) throws Exception {
    assertEquals(
        expected,
        other.submit(() -> storage().vaults().find(key).isPresent()).get(1, TimeUnit.MINUTES),
        "clause 6: find in another thread sees what was created and deleted");
    assertEquals(
        expected ? List.of(created(key)) : List.of(),
        other
            .submit(() -> storage().vaults().scan(key.account(), Scan.startingAt(key.name(), 1)))
            .get(1, TimeUnit.MINUTES),
        "clause 6: scan in another thread sees what was created and deleted");
  }

  // Clause 1: two uploads by one id at the same moment; neither may overwrite the other.
  @Test
  void add_is_true_for_exactly_one_of_many_with_the_same_id() throws Exception {
    for (int number = 0; number < ROUNDS; number++) {
      int added = number;
      List<Boolean> results =
          Race.run(
              4,
              () -> {
                try {
                  return storage().uploads().add(upload(PHOTOS, added));
                } catch (IllegalArgumentException storedAlready) {
                  return false;
                }
              });
      assertEquals(1, Collections.frequency(results, true), "clause 1: exactly one added it");
    }
  }

  // Clause 5: a client and its retry abort at the same moment.
  @Test
  void remove_is_true_for_exactly_one_of_many() throws Exception {
    for (int number = 0; number < ROUNDS; number++) {
      int removed = number;
      storage().uploads().add(upload(PHOTOS, removed));
      List<Boolean> results =
          Race.run(4, () -> storage().uploads().remove(PHOTOS, id(PHOTOS, removed)));
      assertEquals(1, Collections.frequency(results, true), "clause 5: exactly one removed it");
    }
  }

  @Test
  @Clause("vaults, clause 1")
  void create_is_true_for_exactly_one_of_many() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      VaultKey key = vault("round-" + round);
      List<Boolean> results = Race.run(4, () -> storage().vaults().create(created(key)));
      assertEquals(1, Collections.frequency(results, true), "exactly one created it");
    }
  }

  @Test
  @Clause("vaults, clause 6")
  void deleteIfEmpty_deletes_for_exactly_one_of_many() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      VaultKey key = vault("round-" + round);
      storage().vaults().create(created(key));
      List<VaultDeletion> results = Race.run(4, () -> storage().vaults().deleteIfEmpty(key));
      assertEquals(
          1, Collections.frequency(results, VaultDeletion.DELETED), "exactly one deleted it");
      assertEquals(
          3, Collections.frequency(results, VaultDeletion.ABSENT), "for the others it was gone");
    }
  }

  // Clause 1: a DeleteVault and two initiates at the same moment. No upload is ever left in a vault
  // that is gone.
  @Test
  void an_add_never_falls_into_a_vault_that_is_deleted() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      VaultKey key = vault("round-" + round);
      storage().vaults().create(created(key));
      List<Object> results =
          Race.run(
              List.of(
                  () -> storage().uploads().add(upload(key, 1)),
                  () -> storage().vaults().deleteIfEmpty(key),
                  () -> storage().uploads().add(upload(key, 2))));
      boolean deleted = results.get(1) == VaultDeletion.DELETED;
      boolean added = results.contains(true);
      assertTrue(
          deleted ^ added,
          "clause 1: either the vault is deleted or an upload is added: " + results);
      assertEquals(
          Collections.frequency(results, true),
          storage().uploads().scan(key, Scan.first(10)).size(),
          "clause 1: what was added is there, and nothing else");
      if (deleted) {
        storage().vaults().create(created(key));
        assertEquals(
            List.of(),
            storage().uploads().scan(key, Scan.first(10)),
            "clause 1: nothing was left behind");
      }
    }
  }

  // Clause 9: a server that stops while requests are under way.
  @Test
  @Clause("clause 9")
  void closing_lets_calls_end_and_refuses_later_ones() throws Exception {
    for (int number = 0; number < 50; number++) {
      storage().uploads().add(upload(PHOTOS, number));
    }
    AtomicInteger callsEnded = new AtomicInteger();
    AtomicBoolean closed = new AtomicBoolean();
    Callable<Boolean> reader =
        () -> {
          while (true) {
            boolean late = closed.get();
            try {
              assertEquals(
                  50,
                  storage().uploads().scan(PHOTOS, Scan.first(100)).size(),
                  "clause 9: a call that began before closing ends with its result");
            } catch (IllegalStateException refused) {
              return true;
            }
            assertFalse(late, "clause 9: a call that began after closing is an illegal state");
            callsEnded.incrementAndGet();
          }
        };
    Callable<Boolean> closer =
        () -> {
          Race.await(() -> callsEnded.get() >= 20);
          storage().close();
          closed.set(true);
          return true;
        };
    assertEquals(
        List.of(true, true, true),
        Race.run(List.of(reader, reader, closer)),
        "clause 9: every call ends with its result or an IllegalStateException");
  }
}
