// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.domain.Firn;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The listing as callers have it, through the domain; {@link StorageContract} brings it together
 * with the rest.
 */
@Clause("clauses 3 and 6")
abstract class ListingContract {

  private MultipartUploads uploads;

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    Firn firn = Firn.over(storage());
    firn.vaults().createVault(PHOTOS);
    uploads = firn.multipartUploads();
  }

  private List<UploadId> initiate(int count) {
    return Stream.generate(() -> uploads.initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(4)))
        .limit(count)
        .map(MultipartUpload::id)
        .toList();
  }

  private static List<UploadId> ids(Page<MultipartUpload> page) {
    return page.items().stream().map(MultipartUpload::id).toList();
  }

  // No, one and several full pages; a last page that is short, and one that is exactly full.
  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "2,1", "3,2", "4,2", "49,50", "50,50", "51,50", "100,50", "101,50"})
  void walks_every_page_and_ends_without_an_empty_one(int count, int limit) {
    List<UploadId> expected = initiate(count);
    List<UploadId> seen = new ArrayList<>();
    int pages = 0;
    Optional<PageRequest> next = Optional.of(PageRequest.first().withLimit(limit));
    while (next.isPresent()) {
      PageRequest request = next.get();
      Page<MultipartUpload> page = uploads.listMultipartUploads(PHOTOS, request);
      seen.addAll(ids(page));
      pages++;
      next = page.next().map(request::startingAt);
    }
    assertEquals(expected, seen, "every upload once, oldest first");
    assertEquals(Math.max(1, (count + limit - 1) / limit), pages, "no page more than is needed");
  }

  @Test
  void goes_on_at_the_next_upload_when_the_markers_upload_is_aborted() {
    List<UploadId> ids = initiate(6);
    Page<MultipartUpload> first =
        uploads.listMultipartUploads(PHOTOS, PageRequest.first().withLimit(2));
    uploads.abortMultipartUpload(PHOTOS, ids.get(2));
    Page<MultipartUpload> second =
        uploads.listMultipartUploads(
            PHOTOS, PageRequest.first().startingAt(first.next().orElseThrow()));
    assertEquals(ids.subList(3, 6), ids(second), "the marker is a position");
  }

  @Test
  void goes_on_when_all_that_was_listed_is_aborted() {
    List<UploadId> ids = initiate(6);
    Page<MultipartUpload> first =
        uploads.listMultipartUploads(PHOTOS, PageRequest.first().withLimit(3));
    ids.subList(0, 5).forEach(id -> uploads.abortMultipartUpload(PHOTOS, id));
    Page<MultipartUpload> second =
        uploads.listMultipartUploads(
            PHOTOS, PageRequest.first().startingAt(first.next().orElseThrow()));
    assertEquals(ids.subList(5, 6), ids(second), "what is left behind the marker, and all of it");
  }

  @Test
  void reads_its_own_writes() {
    for (UploadId id : initiate(20)) {
      Page<MultipartUpload> page = uploads.listMultipartUploads(PHOTOS, PageRequest.first());
      assertEquals(id, ids(page).get(0), "listed as soon as it is initiated");
      uploads.abortMultipartUpload(PHOTOS, id);
    }
    assertEquals(List.of(), ids(uploads.listMultipartUploads(PHOTOS, PageRequest.first())));
  }

  @Test
  void streams_pages_lazily_to_the_end() {
    List<UploadId> ids = initiate(120);
    assertEquals(ids, uploads.inProgress(PHOTOS).map(MultipartUpload::id).toList());
  }

  @Test
  void tells_an_empty_vault_from_an_absent_one() {
    assertEquals(List.of(), ids(uploads.listMultipartUploads(PHOTOS, PageRequest.first())));
    storage().vaults().deleteIfEmpty(PHOTOS);
    assertThrows(
        ResourceNotFoundException.class,
        () -> uploads.listMultipartUploads(PHOTOS, PageRequest.first()));
  }
}
