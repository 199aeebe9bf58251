// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link UploadRepository} says of parts, as far as one thread can check it; {@link
 * StorageContract} brings it together with the rest.
 */
@Clause("clauses 11 to 13")
abstract class PartsContract {
  private static final VaultKey FILMS = vault("films");
  private static final MultipartUpload UPLOAD = upload(PHOTOS, 1);
  private static final MultipartUpload OTHER = upload(PHOTOS, 2);

  abstract Storage storage();

  @BeforeEach
  void add_the_uploads() {
    storage().vaults().create(created(PHOTOS));
    storage().vaults().create(created(FILMS));
    repository().add(UPLOAD);
    repository().add(OTHER);
  }

  private UploadRepository repository() {
    return storage().uploads();
  }

  private ContentNaming put(VaultKey vault, MultipartUpload upload, Part part) {
    return repository().putPart(vault, upload.id(), part, START);
  }

  private List<Part> parts() {
    return Given.parts(storage(), UPLOAD);
  }

  @Nested
  @Clause("clause 11")
  class PutPart {

    // Clause 11: what goes in comes out.
    @Test
    void stores_every_field_and_names_the_content() {
      Given.incoming(storage(), PHOTOS, 7);
      Part part =
          new Part(
              new RangeInBytes(9_999L << 32, (10_000L << 32) - 1),
              new TreeHash("0123456789abcdef".repeat(4)),
              content(7));
      assertEquals(
          ContentNaming.NAMED,
          put(PHOTOS, UPLOAD, part),
          "clause 11: the upload is in progress and the content incoming");
      assertEquals(List.of(part), parts(), "clause 12: parts gives back what was put");
      Given.assertReadable(storage(), PHOTOS, 7);
      assertEquals(List.of(content(7)), Given.storedAfterRemoval(storage()));
    }

    // Clause 11: a part for an upload that never was, or was of another vault.
    @Test
    void says_when_there_is_no_such_upload() {
      Given.incoming(storage(), PHOTOS, 7);
      Part part = part(0, 7);
      assertEquals(ContentNaming.NO_OWNER, put(PHOTOS, upload(PHOTOS, 3), part), "unknown id");
      assertEquals(ContentNaming.NO_OWNER, put(FILMS, UPLOAD, part), "another vault");
      assertEquals(ContentNaming.NO_OWNER, put(vault("absent"), UPLOAD, part), "unknown vault");
      assertEquals(List.of(), parts(), "clause 11: nothing was changed");
      assertEquals(ContentNaming.NAMED, put(PHOTOS, UPLOAD, part), "the content is incoming still");
    }

    // Clause 11: a part that arrives after its upload was aborted, or completed.
    @Test
    void says_when_the_upload_was_ended() {
      repository().remove(PHOTOS, UPLOAD.id());
      Given.part(storage(), OTHER, 0, 1);
      long revision = Given.revision(storage(), OTHER);
      assertTrue(repository().complete(PHOTOS, OTHER.id(), revision, archive(PHOTOS, 1)));
      Given.incoming(storage(), PHOTOS, 7);
      assertEquals(ContentNaming.NO_OWNER, put(PHOTOS, UPLOAD, part(0, 7)), "it was removed");
      assertEquals(ContentNaming.NO_OWNER, put(PHOTOS, OTHER, part(0, 7)), "it was completed");
      assertTrue(storage().contents().abandon(PHOTOS, content(7)), "the content is incoming still");
      assertEquals(
          List.of(part(0, 1)),
          Given.parts(storage(), archive(PHOTOS, 1)),
          "clause 14: an archive is never changed");
      assertEquals(List.of(content(1)), Given.storedAfterRemoval(storage()));
      Given.assertReadable(storage(), PHOTOS, 1);
    }

    // Clause 11: the writer was taken for dead; the part that was there before must stay.
    @Test
    void says_when_the_content_is_not_incoming() {
      Given.part(storage(), UPLOAD, 0, 1);
      Given.part(storage(), OTHER, 0, 2);
      Given.archive(storage(), PHOTOS, 3);
      Given.incoming(storage(), PHOTOS, 4);
      storage().contents().abandon(PHOTOS, content(4));
      long revision = Given.revision(storage(), UPLOAD);
      assertEquals(ContentNaming.NO_CONTENT, put(PHOTOS, UPLOAD, part(0, 2)), "another part's");
      assertEquals(ContentNaming.NO_CONTENT, put(PHOTOS, UPLOAD, part(0, 3)), "an archive's");
      assertEquals(ContentNaming.NO_CONTENT, put(PHOTOS, UPLOAD, part(0, 4)), "abandoned");
      assertEquals(ContentNaming.NO_CONTENT, put(PHOTOS, UPLOAD, part(0, 5)), "never begun");
      assertEquals(ContentNaming.NO_CONTENT, put(PHOTOS, UPLOAD, part(1, 1)), "a neighbour's");
      assertEquals(ContentNaming.NO_CONTENT, put(PHOTOS, UPLOAD, part(0, 1)), "its own");
      assertEquals(List.of(part(0, 1)), parts(), "clause 11: nothing was changed");
      assertEquals(revision, Given.revision(storage(), UPLOAD), "clause 13: nothing was changed");
      assertEquals(
          List.of(content(1), content(2), content(3)), Given.storedAfterRemoval(storage()));
      Given.assertReadable(storage(), PHOTOS, 1, 2, 3);
    }

    // Clause 11: a client sends a part again, in other bytes and another length.
    @Test
    void replaces_a_part_that_begins_at_the_same_byte() {
      Given.part(storage(), UPLOAD, 0, 1);
      Given.part(storage(), UPLOAD, 1, 2);
      Given.incoming(storage(), PHOTOS, 3);
      Part shorter = new Part(new RangeInBytes(0, 4), TreeHash.of(new byte[] {1}), content(3));
      assertEquals(
          ContentNaming.NAMED, put(PHOTOS, UPLOAD, shorter), "clause 11: a part can be replaced");
      assertEquals(List.of(shorter, part(1, 2)), parts(), "clause 11: replaced, whole");
      assertEquals(
          List.of(content(2), content(3)),
          Given.storedAfterRemoval(storage()),
          "clause 11: what the former part named is abandoned");
      assertFalse(
          storage().contents().renew(PHOTOS, content(1), hour(1)), "clause 11: and not incoming");
      Given.incoming(storage(), PHOTOS, 4);
      assertEquals(
          ContentNaming.NO_CONTENT,
          put(PHOTOS, UPLOAD, part(0, 1)),
          "contents, clause 5: abandoned content is never named again");
      Given.assertReadable(storage(), PHOTOS, 2, 3);
    }

    // Clause 13: who reads parts must be able to know that there are others now.
    @Test
    void raises_the_revision() {
      long before = Given.revision(storage(), UPLOAD);
      long other = Given.revision(storage(), OTHER);
      for (int number = 0; number < 5; number++) {
        Given.part(storage(), UPLOAD, number / 2, number);
        long after = Given.revision(storage(), UPLOAD);
        assertTrue(after > before, "clause 13: raised from " + before + ", but it is " + after);
        before = after;
      }
      assertEquals(other, Given.revision(storage(), OTHER), "clause 13: each has its own");
    }
  }

  @Nested
  @Clause("clause 12")
  class Parts {

    // Clause 12: numbers of one to fourteen digits, so that text would be ordered otherwise, and
    // beyond what fits into 32 bits.
    @Test
    void ascend_by_the_numbers_of_their_first_bytes() {
      List<Long> places =
          LongStream.concat(
                  LongStream.rangeClosed(0, 12),
                  LongStream.of(100, 2_047, 2_048, 4_096, 1 << 20, 1 << 22, 9_999 << 12))
              .boxed()
              .toList();
      List<Integer> order = new ArrayList<>();
      places.forEach(place -> order.add(order.size()));
      Collections.shuffle(order, new Random(7));
      order.forEach(n -> Given.part(storage(), UPLOAD, places.get(n), n));
      List<Part> expected = new ArrayList<>();
      places.forEach(place -> expected.add(part(place, expected.size())));
      assertEquals(expected, parts(), "clause 12: ascending by their first bytes");
      for (int from = 0; from < expected.size(); from++) {
        long first = expected.get(from).range().first();
        assertEquals(
            expected.subList(from, expected.size()),
            repository().parts(PHOTOS, UPLOAD.id(), Scan.startingAt(first, 100)),
            "clause 12: the start is inclusive");
        assertEquals(
            expected.subList(from + 1, expected.size()),
            repository().parts(PHOTOS, UPLOAD.id(), Scan.startingAt(first + 1, 100)),
            "clause 12: a start is a position, and no part need begin there");
      }
      assertEquals(
          List.of(), repository().parts(PHOTOS, UPLOAD.id(), Scan.startingAt(Long.MAX_VALUE, 1)));
    }

    // Clause 12: sizes around what is stored; a short list means the end.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 11, 12, 13, 51, 1_000_000, Integer.MAX_VALUE})
    void are_exactly_as_many_as_asked_for_or_as_are_left(int max) {
      List<Part> parts = new ArrayList<>();
      for (int number = 0; number < 12; number++) {
        parts.add(Given.part(storage(), UPLOAD, number, number));
      }
      assertEquals(
          parts.subList(0, Math.min(max, 12)),
          repository().parts(PHOTOS, UPLOAD.id(), Scan.first(max)),
          "clause 12: exactly min(max, what is left)");
      assertEquals(
          parts.subList(9, 9 + Math.min(max, 3)),
          repository()
              .parts(PHOTOS, UPLOAD.id(), Scan.startingAt(parts.get(9).range().first(), max)),
          "clause 12: exactly min(max, what is left) from a start");
    }

    // Clause 12: two clients upload side by side, also where one vault's name begins the other's.
    @Test
    void are_those_of_one_upload_only() {
      List<MultipartUpload> uploads = new ArrayList<>();
      for (String name : List.of("a", "a-", "a0", "aa", "A", "b")) {
        for (VaultKey vault : List.of(vault(name), VaultKey.of("012345678902", name))) {
          storage().vaults().create(created(vault));
          uploads.add(upload(vault, 1));
          uploads.add(upload(vault, 2));
        }
      }
      int number = 0;
      for (MultipartUpload upload : uploads) {
        repository().add(upload);
        Given.part(storage(), upload, 0, number++);
        Given.part(storage(), upload, 1, number++);
      }
      for (int n = 0; n < uploads.size(); n++) {
        assertEquals(
            List.of(part(0, 2 * n), part(1, 2 * n + 1)),
            Given.parts(storage(), uploads.get(n)),
            "clause 12: the parts of upload " + n + " and no other");
      }
    }

    // Clause 12: an upload that never was, and one without parts.
    @Test
    void are_none_where_there_is_no_such_upload() {
      Given.part(storage(), OTHER, 0, 1);
      Scan<Long> all = Scan.first(10);
      assertEquals(List.of(), parts(), "clause 12: none were put");
      assertEquals(List.of(), repository().parts(PHOTOS, upload(PHOTOS, 3).id(), all));
      assertEquals(List.of(), repository().parts(FILMS, OTHER.id(), all));
      assertEquals(List.of(), repository().parts(vault("absent"), OTHER.id(), all));
      for (VaultKey vault : List.of(FILMS, vault("absent"))) {
        assertTrue(repository().revision(vault, OTHER.id()).isEmpty(), "clause 13: other vault");
      }
      assertTrue(
          repository().revision(PHOTOS, upload(PHOTOS, 3).id()).isEmpty(), "clause 13: unknown id");
    }

    // Clause 12: the caller keeps a page for as long as it likes.
    @Test
    void are_a_fixed_unmodifiable_copy() {
      Given.part(storage(), UPLOAD, 0, 1);
      Given.part(storage(), UPLOAD, 1, 2);
      List<Part> before = parts();
      Given.part(storage(), UPLOAD, 0, 3);
      Given.part(storage(), UPLOAD, 2, 4);
      assertEquals(List.of(part(0, 1), part(1, 2)), before, "clause 12: a fixed copy");
      assertThrows(
          UnsupportedOperationException.class, () -> before.remove(0), "clause 12: unmodifiable");
    }
  }

  @Nested
  @Clause("clause 5")
  class Remove {

    // Clause 5: an abort; the bytes are what costs.
    @Test
    void takes_the_parts_along() {
      Given.part(storage(), UPLOAD, 0, 1);
      Given.part(storage(), UPLOAD, 1, 2);
      Given.part(storage(), OTHER, 0, 3);
      Given.incoming(storage(), PHOTOS, 4);
      assertTrue(repository().remove(PHOTOS, UPLOAD.id()), "clause 5: it was there");
      assertEquals(List.of(), parts(), "clause 5: its parts go with it");
      assertTrue(repository().revision(PHOTOS, UPLOAD.id()).isEmpty(), "clause 13: none");
      assertEquals(
          List.of(content(3), content(4)),
          Given.storedAfterRemoval(storage()),
          "clause 5: what its parts named is abandoned, and nothing else");
      assertEquals(List.of(part(0, 3)), Given.parts(storage(), OTHER), "clause 5: and no other's");
      Given.assertReadable(storage(), PHOTOS, 3);
    }

    // Clause 5: rows of parts that stay behind are seen by nobody, until they are.
    @Test
    void leaves_no_part_for_an_upload_that_comes_after() {
      Given.part(storage(), UPLOAD, 0, 1);
      repository().remove(PHOTOS, UPLOAD.id());
      repository().add(UPLOAD);
      assertEquals(List.of(), parts(), "clause 5: its parts went with it");
    }
  }

  // Clauses 5, 12 and 14: a limit inside the backend would cut an archive short.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_thousand_and_one_parts_are_held_and_ended_together(boolean completed) {
    List<Part> parts = new ArrayList<>();
    for (int number = 0; number < 1_001; number++) {
      parts.add(Given.part(storage(), UPLOAD, number, number));
    }
    assertEquals(parts, parts(), "clause 12: all of them");
    if (completed) {
      long revision = Given.revision(storage(), UPLOAD);
      assertTrue(repository().complete(PHOTOS, UPLOAD.id(), revision, archive(PHOTOS, 1)));
      assertEquals(parts, Given.parts(storage(), archive(PHOTOS, 1)), "clause 14: all of them");
      assertEquals(1_001, Given.storedAfterRemoval(storage()).size(), "clause 14: all are named");
      assertTrue(storage().archives().remove(PHOTOS, archive(PHOTOS, 1).id(), hour(1)));
    } else {
      assertTrue(repository().remove(PHOTOS, UPLOAD.id()));
    }
    assertEquals(List.of(), Given.storedAfterRemoval(storage()), "all are abandoned");
  }
}
