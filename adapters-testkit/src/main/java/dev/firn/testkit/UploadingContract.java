// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.CHUNK;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.LinearHash;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.InvalidSignatureException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.page.Marker;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultInventory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Uploading in parts as callers have it, through the domain; {@link StorageContract} brings it
 * together with the rest.
 */
@Clause("clauses 11 to 15")
abstract class UploadingContract {
  private static final int PART = 2 * CHUNK;

  private final byte[] whole = bytes(1, 2 * PART + CHUNK + 7);
  private final TreeHash treeHash = TreeHash.of(whole);
  private final MovableClock clock = new MovableClock(START);
  private Firn firn;

  abstract Storage storage();

  @BeforeEach
  void create_the_vault() {
    firn = Firn.builder().clock(clock).over(storage());
    firn.vaults().createVault(PHOTOS);
  }

  private UploadId initiate() {
    return firn.multipartUploads()
        .initiateMultipartUpload(PHOTOS, new PartSize(PART), new ArchiveDescription("all of it"))
        .id();
  }

  private static RangeInBytes range(int part, int length) {
    return RangeInBytes.startingAt((long) part * PART, length);
  }

  private void put(UploadId id, int part, byte[] bytes) throws IOException {
    Payload payload = Payload.of(bytes).withTreeHash(TreeHash.of(bytes));
    assertEquals(
        TreeHash.of(bytes),
        firn.multipartUploads()
            .uploadMultipartPart(PHOTOS, id, range(part, bytes.length), payload));
  }

  /** Uploads the parts with these numbers as they have to be. */
  private void putRight(UploadId id, int... parts) throws IOException {
    for (int part : parts) {
      int end = Math.min(whole.length, (part + 1) * PART);
      put(id, part, Arrays.copyOfRange(whole, part * PART, end));
    }
  }

  private ArchiveId complete(UploadId id) {
    return firn.multipartUploads().completeMultipartUpload(PHOTOS, id, whole.length, treeHash);
  }

  private List<Part> parts(UploadId id) {
    return firn.multipartUploads().parts(PHOTOS, id).toList();
  }

  private void assertReadable(ArchiveId id, int first, int last) throws IOException {
    InputStream read = firn.archives().read(PHOTOS, id, new RangeInBytes(first, last));
    assertTrue(
        Arrays.equals(Arrays.copyOfRange(whole, first, last + 1), read.readAllBytes()),
        "the bytes " + first + "-" + last + ", both included");
  }

  @Nested
  @Clause("clauses 14 and 15")
  class Completing {

    // What Firn is for: parts come in any order, some twice, and the archive is what was meant.
    @Test
    void gives_back_the_bytes_of_parts_that_came_in_any_order() throws Exception {
      UploadId id = initiate();
      put(id, 2, bytes(2, 5));
      put(id, 1, bytes(3, PART));
      putRight(id, 2, 0, 1, 2);
      ArchiveId archive = complete(id);
      assertEquals(
          new Archive(
              archive, PHOTOS, new ArchiveDescription("all of it"), whole.length, treeHash, START),
          firn.archives().describeArchive(PHOTOS, archive));
      assertTrue(
          Arrays.equals(whole, firn.archives().read(PHOTOS, archive).readAllBytes()), "all bytes");
      int end = whole.length - 1;
      int[][] ranges = {
        {0, 0},
        {end, end},
        {0, end},
        {CHUNK - 1, CHUNK},
        {PART - 1, PART},
        {PART, PART},
        {PART - 3, 2 * PART + 5},
        {CHUNK, 2 * CHUNK - 1},
        {2 * PART + CHUNK - 1, end},
        {7, 99}
      };
      for (int[] range : ranges) {
        assertReadable(archive, range[0], range[1]);
      }
      assertThrows(
          IllegalArgumentException.class,
          () -> firn.archives().read(PHOTOS, archive, new RangeInBytes(0, end + 1)));
      assertEquals(
          new VaultInventory(1, whole.length, Optional.of(START)),
          firn.vaults().describeVault(PHOTOS).inventory());
      assertEquals(3, Given.storedAfterRemoval(storage()).size(), "what was replaced is gone");
    }

    // A client that lost count, or a part; nothing is lost by asking.
    @Test
    void leaves_the_upload_as_it_was_if_it_is_refused() throws Exception {
      UploadId id = initiate();
      assertRefused(id, whole.length, treeHash);
      putRight(id, 0, 2);
      assertRefused(id, whole.length, treeHash);
      putRight(id, 1);
      assertRefused(id, whole.length - 1, treeHash);
      assertRefused(id, whole.length + 1L, treeHash);
      assertRefused(id, whole.length, TreeHash.of(bytes(9)));
      assertReadable(complete(id), 0, whole.length - 1);
    }

    private void assertRefused(UploadId id, long size, TreeHash hash) {
      List<Part> before = parts(id);
      assertThrows(
          InvalidParameterValueException.class,
          () -> firn.multipartUploads().completeMultipartUpload(PHOTOS, id, size, hash));
      assertEquals(before, parts(id), "after a refusal all parts are as they were");
      assertEquals(0, firn.vaults().describeVault(PHOTOS).inventory().archives());
      assertEquals(before.size(), Given.storedAfterRemoval(storage()).size());
    }

    // A client that did not hear the answer; and one that comes too late with something else.
    @Test
    void does_nothing_when_it_is_repeated() throws Exception {
      UploadId id = initiate();
      putRight(id, 0, 1, 2);
      ArchiveId archive = complete(id);
      assertEquals(archive, complete(id), "the same id");
      assertThrows(
          InvalidParameterValueException.class,
          () -> firn.multipartUploads().completeMultipartUpload(PHOTOS, id, 1, treeHash));
      assertThrows(
          ResourceNotFoundException.class,
          () -> firn.multipartUploads().abortMultipartUpload(PHOTOS, id));
      assertThrows(ResourceNotFoundException.class, () -> putRight(id, 0));
      assertThrows(ResourceNotFoundException.class, () -> parts(id));
      assertEquals(1, firn.vaults().describeVault(PHOTOS).inventory().archives());
      assertEquals(3, Given.storedAfterRemoval(storage()).size(), "the archive's, and no other");
      assertReadable(archive, 0, whole.length - 1);
    }
  }

  @Nested
  @Clause("clause 11")
  class Refusing {

    // A part that is spoilt on its way must not take away the one that came whole.
    @Test
    void a_part_leaves_the_former_one_in_its_place() throws Exception {
      UploadId id = initiate();
      putRight(id, 0);
      byte[] bytes = bytes(9, PART);
      for (Map.Entry<Supplier<Payload>, Class<? extends Exception>> each :
          spoilt(bytes).entrySet()) {
        assertThrows(
            each.getValue(),
            () ->
                firn.multipartUploads()
                    .uploadMultipartPart(PHOTOS, id, range(0, PART), each.getKey().get()));
        assertEquals(1, Given.storedAfterRemoval(storage()).size(), "nothing more is stored");
      }
      putRight(id, 1, 2);
      assertReadable(complete(id), 0, whole.length - 1);
    }

    /** Bytes that are not what was declared, one by one; a part of their length is expected. */
    private Map<Supplier<Payload>, Class<? extends Exception>> spoilt(byte[] bytes) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
      return Map.of(
          () -> Payload.of(Bodies.broken(shorter)),
          IOException.class,
          () -> Payload.of(bytes).withTreeHash(TreeHash.of(longer)),
          InvalidParameterValueException.class,
          () -> withLinearHash(bytes, LinearHash.of(longer)),
          InvalidSignatureException.class,
          () -> Payload.of(new ByteArrayInputStream(shorter)),
          InvalidParameterValueException.class,
          () -> Payload.of(new ByteArrayInputStream(longer)),
          InvalidParameterValueException.class,
          () -> Payload.of(new ByteArrayInputStream(new byte[0])),
          InvalidParameterValueException.class,
          () -> unreadOf(bytes.length + 1L),
          InvalidParameterValueException.class,
          () -> unreadOf(bytes.length - 1L),
          InvalidParameterValueException.class);
    }

    private Payload withLinearHash(byte[] bytes, LinearHash expected) {
      return new Payload(
          new ByteArrayInputStream(bytes),
          OptionalLong.empty(),
          Optional.of(expected),
          Optional.empty());
    }

    private Payload unreadOf(long size) {
      return new Payload(
          Bodies.unread(), OptionalLong.of(size), Optional.empty(), Optional.empty());
    }

    // A range that no part can have, an upload that never was: the client is told before it sends.
    @Test
    void a_part_that_has_no_place_is_not_read() throws Exception {
      UploadId id = initiate();
      UploadId aborted = initiate();
      firn.multipartUploads().abortMultipartUpload(PHOTOS, aborted);
      for (RangeInBytes range :
          List.of(
              new RangeInBytes(1, PART),
              new RangeInBytes(0, PART),
              RangeInBytes.startingAt(10_000L * PART, 1))) {
        assertThrows(
            InvalidParameterValueException.class,
            () ->
                firn.multipartUploads()
                    .uploadMultipartPart(PHOTOS, id, range, Payload.of(Bodies.unread())));
      }
      assertThrows(
          ResourceNotFoundException.class,
          () ->
              firn.multipartUploads()
                  .uploadMultipartPart(PHOTOS, aborted, range(0, 1), Payload.of(Bodies.unread())));
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nothing is stored");
    }

    // An upload that is aborted while a part is on its way.
    @Test
    void a_part_whose_upload_is_ended_meanwhile_leaves_nothing() {
      UploadId id = initiate();
      byte[] bytes = bytes(9, PART);
      InputStream body =
          Bodies.eventful(
              bytes, CHUNK + 1, () -> firn.multipartUploads().abortMultipartUpload(PHOTOS, id));
      assertThrows(
          ResourceNotFoundException.class,
          () ->
              firn.multipartUploads()
                  .uploadMultipartPart(PHOTOS, id, range(0, PART), Payload.of(body)));
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nothing is stored");
    }
  }

  @Nested
  @Clause("clause 12")
  class ListingParts {

    private List<Part> initiateWithParts(UploadId id, int count) throws IOException {
      for (int part : IntStream.range(0, count).map(n -> n * 7 % count).toArray()) {
        put(id, part, bytes(part));
      }
      return parts(id);
    }

    // Every size of page; the last one short, full, or beyond the maximum.
    @Test
    void walks_every_page_and_ends_without_an_empty_one() throws Exception {
      UploadId id = initiate();
      List<Part> all = initiateWithParts(id, 12);
      assertEquals(
          IntStream.range(0, 12).mapToObj(n -> range(n, bytes(n).length)).toList(),
          all.stream().map(Part::range).toList(),
          "in the order of their ranges");
      for (int limit = 1; limit <= 13; limit++) {
        int pages = 0;
        List<Part> seen = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first().withLimit(limit));
        while (next.isPresent()) {
          PageRequest request = next.get();
          Page<Part> page = firn.multipartUploads().listParts(PHOTOS, id, request).page();
          seen.addAll(page.items());
          pages++;
          next = page.next().map(request::startingAt);
        }
        assertEquals(all, seen, "every part once, with pages of " + limit);
        assertEquals((12 + limit - 1) / limit, pages, "no page more than is needed");
      }
    }

    // A part that is sent again while a client lists; it must be on one page, and is.
    @Test
    void has_a_part_once_that_was_replaced_between_two_pages() throws Exception {
      UploadId id = initiate();
      List<Part> all = initiateWithParts(id, 6);
      PageRequest request = PageRequest.first().withLimit(3);
      Page<Part> first = firn.multipartUploads().listParts(PHOTOS, id, request).page();
      put(id, 1, bytes(101));
      put(id, 3, bytes(103));
      Page<Part> second =
          firn.multipartUploads()
              .listParts(PHOTOS, id, request.startingAt(first.next().orElseThrow()))
              .page();
      assertEquals(all.subList(0, 3), first.items());
      assertEquals(
          all.subList(3, 6).stream().map(Part::range).toList(),
          second.items().stream().map(Part::range).toList());
      assertEquals(TreeHash.of(bytes(103)), second.items().get(0).treeHash(), "as it is now");
      assertEquals(Optional.empty(), second.next());
    }

    // A marker that was mistyped, or kept from another listing.
    @Test
    void refuses_a_marker_that_it_did_not_give_out() throws Exception {
      UploadId id = initiate();
      UploadId other = initiate();
      initiateWithParts(id, 3);
      initiateWithParts(other, 3);
      PageRequest one = PageRequest.first().withLimit(1);
      String good =
          firn.multipartUploads().listParts(PHOTOS, id, one).page().next().orElseThrow().text();
      String others =
          firn.multipartUploads().listParts(PHOTOS, other, one).page().next().orElseThrow().text();
      char last = good.charAt(good.length() - 1);
      String mistyped = good.substring(0, good.length() - 1) + (last == 'a' ? 'b' : 'a');
      for (String marker : List.of(others, "1" + good, mistyped, good + "0", "0", "", id.text())) {
        assertThrows(
            InvalidParameterValueException.class,
            () -> firn.multipartUploads().listParts(PHOTOS, id, one.startingAt(new Marker(marker))),
            marker);
      }
    }

    // An upload without parts, and one that is aborted between two pages.
    @Test
    void tells_an_empty_upload_from_an_absent_one() {
      MultipartUpload upload =
          firn.multipartUploads().initiateMultipartUpload(PHOTOS, new PartSize(PART));
      assertEquals(List.of(), parts(upload.id()));
      assertEquals(
          upload,
          firn.multipartUploads().listParts(PHOTOS, upload.id(), PageRequest.first()).upload());
      firn.multipartUploads().abortMultipartUpload(PHOTOS, upload.id());
      assertThrows(ResourceNotFoundException.class, () -> parts(upload.id()));
    }
  }
}
