// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.CHUNK;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Uploading in parts as callers have it, through the domain, when several do so at once; {@link
 * StorageContract} brings it together with the rest.
 */
@Clause("clauses 11 and 14")
@Tag("concurrency")
abstract class UploadingConcurrencyContract {
  private static final int ROUNDS = 30;

  private final byte[] whole = bytes(1, CHUNK + 1);
  private final byte[] start = Arrays.copyOf(whole, CHUNK);
  private final byte[] otherStart = bytes(2, CHUNK);
  private final byte[] end = Arrays.copyOfRange(whole, CHUNK, CHUNK + 1);
  private final TreeHash treeHash = TreeHash.of(whole);
  private Firn firn;

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    firn = Firn.over(storage());
    firn.vaults().createVault(PHOTOS);
  }

  private UploadId uploaded() throws IOException {
    UploadId id =
        firn.multipartUploads().initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(1)).id();
    put(id, 0, start);
    put(id, CHUNK, end);
    return id;
  }

  private void put(UploadId id, long first, byte[] bytes) throws IOException {
    firn.multipartUploads()
        .uploadMultipartPart(
            PHOTOS, id, RangeInBytes.startingAt(first, bytes.length), Payload.of(bytes));
  }

  private ArchiveId complete(UploadId id) {
    return firn.multipartUploads().completeMultipartUpload(PHOTOS, id, whole.length, treeHash);
  }

  private void assertArchived(ArchiveId id) throws IOException {
    assertArrayEquals(whole, firn.archives().read(PHOTOS, id).readAllBytes());
  }

  // A client loses patience, and asks again while the first answer is on its way.
  @Test
  void all_that_complete_an_upload_get_the_id_of_one_archive() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      UploadId upload = uploaded();
      List<ArchiveId> ids = Race.run(4, () -> complete(upload));
      assertEquals(1, new HashSet<>(ids).size(), "one archive, and its id for all of them");
      assertArchived(ids.get(0));
      assertEquals(
          round,
          firn.vaults().describeVault(PHOTOS).inventory().archives(),
          "uploads, clause 14: complete is true for exactly one");
    }
  }

  // A client gives up, and a process of its own that does not know completes.
  @Test
  void an_upload_is_completed_or_aborted_and_the_other_does_not_find_it() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      UploadId upload = uploaded();
      List<Optional<ArchiveId>> results =
          Race.run(List.of(() -> found(() -> complete(upload)), () -> found(() -> abort(upload))));
      assertEquals(
          1,
          results.stream().filter(Optional::isPresent).count(),
          "one of both, and for the other there is no such upload: " + results);
      if (results.get(0).isPresent()) {
        assertArchived(results.get(0).get());
      }
    }
  }

  /** Aborts, and returns some id. */
  private ArchiveId abort(UploadId upload) {
    firn.multipartUploads().abortMultipartUpload(PHOTOS, upload);
    return SampleArchives.archiveId(PHOTOS, 1);
  }

  private static Optional<ArchiveId> found(Supplier<ArchiveId> call) {
    try {
      return Optional.of(call.get());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  // A part that a client gave up on arrives after all, while it completes with what it sent later.
  @Test
  void an_archive_is_what_was_checked_whatever_parts_arrive_meanwhile() throws Exception {
    int completed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      UploadId upload = uploaded();
      AtomicBoolean stop = new AtomicBoolean();
      List<Optional<ArchiveId>> results =
          Race.run(
              List.of(
                  () -> replaceUntilEnded(upload, stop), () -> completeOrRefused(upload, stop)));
      if (results.get(1).isPresent()) {
        completed++;
        assertArchived(results.get(1).get());
      } else {
        firn.multipartUploads().abortMultipartUpload(PHOTOS, upload);
      }
    }
    assertEquals(completed, firn.vaults().describeVault(PHOTOS).inventory().archives());
    firn.sweep();
    assertEquals(
        2 * completed,
        Given.storedAfterRemoval(storage()).size(),
        "contents, clause 6: two parts an archive, and nothing else");
  }

  private Optional<ArchiveId> replaceUntilEnded(UploadId upload, AtomicBoolean stop)
      throws IOException {
    boolean isOther = true;
    while (!stop.get()) {
      try {
        put(upload, 0, isOther ? otherStart : start);
      } catch (ResourceNotFoundException e) {
        return Optional.empty();
      }
      isOther = !isOther;
    }
    return Optional.empty();
  }

  private Optional<ArchiveId> completeOrRefused(UploadId upload, AtomicBoolean stop) {
    try {
      for (int tries = 0; tries < 10; tries++) {
        try {
          return Optional.of(complete(upload));
        } catch (InvalidParameterValueException e) {
          assertFalse(e.toString().contains("no parts"), "it has parts at every moment: " + e);
        }
      }
      return Optional.empty();
    } finally {
      stop.set(true);
    }
  }
}
