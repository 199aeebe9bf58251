// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.archiveId;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What {@link ArchiveRepository} promises to many threads, and what vaults know of their archives
 * meanwhile; {@link StorageContract} brings it together with the rest.
 */
@Clause("archives, clauses 1, 5 and 6")
@Tag("concurrency")
abstract class ArchiveConcurrencyContract {
  private static final int ROUNDS = 40;
  private static final int LANES = 3;
  private static final int CHANGES = 200;
  private static final int SIZE = SampleArchives.bytes(0).length;

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    storage().vaults().create(created(PHOTOS));
  }

  private VaultInventory inventory(VaultKey vault) {
    return storage().vaults().find(vault).orElseThrow().inventory();
  }

  /** Adds an archive, as the domain does, which gives up a content that was not taken. */
  private boolean add(Archive archive, int number) {
    Given.incoming(storage(), archive.vault(), number);
    boolean added = false;
    try {
      added = storage().archives().add(archive, content(number)) == ContentNaming.NAMED;
    } catch (IllegalArgumentException storedAlready) {
      added = false;
    }
    if (!added) {
      assertTrue(storage().contents().abandon(archive.vault(), content(number)), "still incoming");
    }
    return added;
  }

  // A DeleteVault and two uploads at the same moment. No archive is ever left in a vault that is
  // gone.
  @Test
  void an_archive_never_falls_into_a_vault_that_is_deleted() throws Exception {
    List<Integer> stored = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      VaultKey key = vault("round-" + round);
      storage().vaults().create(created(key));
      int number = 2 * round;
      List<Object> results =
          Race.run(
              List.of(
                  () -> add(archive(key, number), number),
                  () -> storage().vaults().deleteIfEmpty(key),
                  () -> add(archive(key, number + 1), number + 1)));
      boolean deleted = results.get(1) == VaultDeletion.DELETED;
      assertTrue(
          deleted ^ results.contains(true),
          "either the vault is deleted or an archive is added: " + results);
      if (deleted) {
        storage().vaults().create(created(key));
      }
      for (int n = 0; n < 2; n++) {
        boolean added = results.get(2 * n).equals(true);
        Archive archive = archive(key, number + n);
        assertEquals(
            added ? Optional.of(archive) : Optional.empty(),
            storage().archives().find(key, archive.id()),
            "what was added is there, and nothing else");
        if (added) {
          stored.add(number + n);
        }
      }
      assertEquals(
          Collections.frequency(results, true), inventory(key).archives(), "and the inventory");
    }
    assertEquals(
        stored.stream().map(SampleArchives::content).toList(),
        Given.storedAfterRemoval(storage()),
        "what was added is stored, and nothing else");
  }

  // A DeleteVault while the only upload becomes the first archive: the vault is never empty.
  @Test
  void a_vault_is_not_empty_while_its_upload_is_completed() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      VaultKey key = vault("round-" + round);
      storage().vaults().create(created(key));
      MultipartUpload upload = upload(key, 1);
      storage().uploads().add(upload);
      Given.part(storage(), upload, 0, round);
      long revision = Given.revision(storage(), upload);
      Callable<Object> deleting = () -> storage().vaults().deleteIfEmpty(key);
      assertEquals(
          List.of(VaultDeletion.NOT_EMPTY, true, VaultDeletion.NOT_EMPTY),
          Race.run(
              List.of(
                  deleting,
                  () -> storage().uploads().complete(key, upload.id(), revision, archive(key, 1)),
                  deleting)),
          "an upload or an archive is in it at every moment");
      assertEquals(Optional.of(archive(key, 1)), storage().archives().find(key, archiveId(key, 1)));
      assertEquals(1, inventory(key).archives(), "one archive is in it");
    }
  }

  // Two archives by one id at the same moment; neither may overwrite the other.
  @Test
  void add_stores_exactly_one_of_many_with_the_same_id() throws Exception {
    AtomicInteger contents = new AtomicInteger();
    for (int round = 0; round < ROUNDS; round++) {
      Archive archive = archive(PHOTOS, round);
      List<Boolean> added = Race.run(4, () -> add(archive, contents.getAndIncrement()));
      assertEquals(1, Collections.frequency(added, true), "exactly one added it");
      assertEquals(round + 1, inventory(PHOTOS).archives(), "and it is counted once");
    }
    assertEquals(
        ROUNDS, Given.storedAfterRemoval(storage()).size(), "one content is named by each");
  }

  // Contents, clause 3: whatever is asked to name one content, at the same moment.
  @Test
  void a_content_is_named_at_most_once() throws Exception {
    storage().uploads().add(upload(PHOTOS, 1));
    for (int round = 0; round < ROUNDS; round++) {
      int number = round;
      AtomicInteger owner = new AtomicInteger(4 * round);
      Given.incoming(storage(), PHOTOS, number);
      List<ContentNaming> naming =
          Race.run(
              4,
              () -> {
                int mine = owner.getAndIncrement();
                return mine % 2 == 0
                    ? storage().archives().add(archive(PHOTOS, mine), content(number))
                    : storage()
                        .uploads()
                        .putPart(PHOTOS, upload(PHOTOS, 1).id(), part(mine, number), START);
              });
      assertEquals(
          1, Collections.frequency(naming, ContentNaming.NAMED), "contents, clause 3: " + naming);
      assertEquals(
          3, Collections.frequency(naming, ContentNaming.NO_CONTENT), "not for the others");
    }
    assertEquals(
        ROUNDS,
        inventory(PHOTOS).archives() + Given.parts(storage(), upload(PHOTOS, 1)).size(),
        "nothing is there but what named a content");
    assertEquals(ROUNDS, Given.storedAfterRemoval(storage()).size(), "contents, clause 6");
  }

  // A client and its retries delete at the same moment.
  @Test
  void remove_is_true_for_exactly_one_of_many() throws Exception {
    Given.archive(storage(), PHOTOS, 1_000);
    for (int round = 0; round < ROUNDS; round++) {
      Archive archive = Given.archive(storage(), PHOTOS, round);
      List<Boolean> removed =
          Race.run(4, () -> storage().archives().remove(PHOTOS, archive.id(), hour(1)));
      assertEquals(1, Collections.frequency(removed, true), "exactly one removed it");
      assertEquals(
          new VaultInventory(1, SIZE, Optional.of(hour(1))),
          inventory(PHOTOS),
          "it was taken from the inventory once");
    }
  }

  // A busy vault: archives come in both ways and go; whoever describes it meanwhile sees a sum that
  // was right at a moment.
  @Test
  void the_inventory_loses_no_change() throws Exception {
    AtomicInteger changersLeft = new AtomicInteger(LANES);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      int first = 1_000 * lane;
      prepareChanges(first);
      calls.add(
          () -> {
            try {
              return change(first);
            } finally {
              changersLeft.decrementAndGet();
            }
          });
    }
    calls.add(
        () -> {
          while (changersLeft.get() > 0) {
            VaultInventory seen = inventory(PHOTOS);
            assertEquals(seen.archives() * SIZE, seen.bytes(), "number and bytes change together");
          }
          return 0;
        });
    long left = Race.run(calls).stream().mapToLong(Integer::longValue).sum();
    VaultInventory seen = inventory(PHOTOS);
    assertEquals(left, seen.archives(), "every archive is counted once");
    assertEquals(left * SIZE, seen.bytes(), "with its bytes");
    assertEquals(Optional.of(hour(1)), seen.date(), "and the last change's date");
  }

  /** Does all that is not a change of the inventory, so that the changes come close together. */
  private void prepareChanges(int first) {
    for (int number = first; number < first + CHANGES; number++) {
      if (number % 8 == 1) {
        storage().uploads().add(upload(PHOTOS, number));
        Given.part(storage(), upload(PHOTOS, number), 0, number);
      } else {
        Given.incoming(storage(), PHOTOS, number);
      }
    }
  }

  /** Dates an archive as removals are, so that it does not matter which change was the last. */
  private static Archive atHourOne(Archive sample) {
    return new Archive(
        sample.id(),
        sample.vault(),
        sample.description(),
        sample.size(),
        sample.treeHash(),
        hour(1));
  }

  private boolean complete(MultipartUpload upload, Archive archive) {
    long revision = Given.revision(storage(), upload);
    return storage().uploads().complete(PHOTOS, upload.id(), revision, archive);
  }

  /** Adds, completes and removes, and returns how many archives are left of it. */
  private int change(int first) {
    int left = 0;
    for (int number = first; number < first + CHANGES; number++) {
      Archive archive = atHourOne(archive(PHOTOS, number));
      boolean added =
          number % 8 == 1
              ? complete(upload(PHOTOS, number), archive)
              : storage().archives().add(archive, content(number)) == ContentNaming.NAMED;
      assertTrue(added, "nobody else has to do with it");
      left++;
      if (number % 4 < 2) {
        assertTrue(storage().archives().remove(PHOTOS, archive.id(), hour(1)), "it was there");
        left--;
      }
    }
    return left;
  }
}
