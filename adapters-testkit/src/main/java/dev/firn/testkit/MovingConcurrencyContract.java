// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What {@link UploadRepository} promises when an upload becomes another, or an archive, while
 * others change or end it; {@link StorageContract} brings it together with the rest.
 */
@Clause("clauses 18 and 19")
@Tag("concurrency")
abstract class MovingConcurrencyContract {
  private static final int ROUNDS = 30;

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    storage().vaults().create(created(PHOTOS));
  }

  private UploadRepository repository() {
    return storage().uploads();
  }

  // Clause 19: two copies run into the same storage, though they should not.
  @Test
  void exactly_one_of_many_has_its_way() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      MultipartUpload staged = upload(PHOTOS, 10 * round);
      MultipartUpload other = upload(PHOTOS, 10 * round + 1);
      Archive archive = archive(PHOTOS, round);
      repository().add(staged);
      Given.part(storage(), staged, 0, round);
      List<Boolean> results =
          Race.run(
              List.of(
                  () -> repository().become(staged.id(), other, hour(1)),
                  () -> repository().become(staged.id(), archive),
                  () -> repository().remove(PHOTOS, staged.id())));
      assertEquals(1, Collections.frequency(results, true), "clause 19: one of " + results);
      assertEquals(
          results.get(0), repository().remove(PHOTOS, other.id()), "clause 19: the other upload");
      assertEquals(
          results.get(1),
          storage().archives().remove(PHOTOS, archive.id(), hour(1)),
          "clause 19: the archive");
    }
    assertEquals(List.of(), repository().scan(PHOTOS, Scan.first(9)), "clause 19: none is left");
    assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nor what it named");
  }

  // Clauses 11 and 19: a part is either in what the upload became, or it was refused.
  @Test
  void no_part_that_was_acknowledged_is_left_behind() throws Exception {
    int contents = 0;
    for (int round = 0; round < ROUNDS; round++) {
      MultipartUpload staged = upload(PHOTOS, 10 * round);
      MultipartUpload other = upload(PHOTOS, 10 * round + 1);
      repository().add(staged);
      List<Part> parts = new ArrayList<>();
      List<Callable<Object>> calls = new ArrayList<>();
      calls.add(() -> repository().become(staged.id(), other, hour(1)));
      for (int place = 0; place < 3; place++) {
        Given.incoming(storage(), PHOTOS, contents);
        Part part = SampleArchives.part(place, contents++);
        parts.add(part);
        calls.add(() -> repository().putPart(PHOTOS, staged.id(), part, hour(0)));
      }
      List<Object> results = Race.run(calls);
      assertEquals(true, results.get(0), "clause 19: it was in progress");
      List<Part> named = new ArrayList<>();
      for (int place = 0; place < 3; place++) {
        if (results.get(place + 1) == ContentNaming.NAMED) {
          named.add(parts.get(place));
        } else {
          assertEquals(
              ContentNaming.NO_OWNER,
              results.get(place + 1),
              "clause 11: the part was refused, as its upload was gone");
          storage().contents().abandon(PHOTOS, parts.get(place).content());
        }
      }
      assertEquals(named, Given.parts(storage(), other), "clause 11: of " + results);
      assertEquals(List.of(), Given.parts(storage(), staged), "clause 12: not in progress");
      repository().remove(PHOTOS, other.id());
    }
    assertEquals(List.of(), Given.storedAfterRemoval(storage()), "clause 5: none is left");
  }

  // Clauses 3 and 19: whoever lists sees one of the two, and never both or neither; and the vault
  // is never empty.
  @Test
  void nobody_sees_both_or_neither() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      VaultKey key = vault("round-" + round);
      storage().vaults().create(created(key));
      MultipartUpload staged = upload(key, 1);
      repository().add(staged);
      Given.part(storage(), staged, 0, round);
      List<Object> results =
          Race.run(
              List.of(
                  () -> repository().become(staged.id(), upload(key, 2), hour(1)),
                  () -> repository().scan(key, Scan.first(9)).size(),
                  () -> storage().vaults().deleteIfEmpty(key),
                  () -> repository().scan(key, Scan.first(9)).size()));
      assertEquals(
          List.of(true, 1, VaultDeletion.NOT_EMPTY, 1),
          results,
          "clause 19: one of the two is there, at any moment");
    }
  }

  // Clause 18: a completion is never kept in a vault that is gone.
  @Test
  void a_completion_is_not_kept_in_a_vault_that_is_deleted() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      VaultKey key = vault("round-" + round);
      storage().vaults().create(created(key));
      CompletedUpload completed =
          new CompletedUpload(upload(key, 1).id(), Completion.of(archive(key, 1)));
      List<Object> results =
          Race.run(
              List.of(
                  () -> repository().keepCompletion(key, completed),
                  () -> storage().vaults().deleteIfEmpty(key)));
      assertEquals(VaultDeletion.DELETED, results.get(1), "a completion keeps no vault");
      storage().vaults().create(created(key));
      assertEquals(List.of(), repository().completed(key, Scan.first(9)), "clause 15: forgotten");
      assertTrue(repository().add(upload(key, 1)), "clause 1: and so its id is free");
    }
  }
}
