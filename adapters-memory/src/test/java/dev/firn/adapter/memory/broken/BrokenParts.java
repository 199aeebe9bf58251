// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Backends that go wrong with parts, completing, idleness and moving. */
final class BrokenParts {

  private BrokenParts() {}

  static Stream<Break> all() {
    return Stream.of(
        Break.ofUploads(
                "loses every third part",
                "Parts",
                (sound, storage) ->
                    new Uploads(sound) {
                      private final AtomicInteger parts = new AtomicInteger();

                      @Override
                      public ContentNaming putPart(
                          VaultKey vault, UploadId id, Part part, Instant time) {
                        return parts.incrementAndGet() % 3 == 0
                            ? ContentNaming.NAMED
                            : super.putPart(vault, id, part, time);
                      }
                    })
            .isFailedBy(
                "ascend_by_the_numbers_of_their_first_bytes",
                "clause 12: ascending by their first bytes"),
        Break.ofUploads(
                "keeps the first of two parts that begin at the same byte",
                "Parts",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public ContentNaming putPart(
                          VaultKey vault, UploadId id, Part part, Instant time) {
                        long first = part.range().first();
                        boolean there =
                            parts(vault, id, Scan.startingAt(first, 1)).stream()
                                .anyMatch(former -> former.range().first() == first);
                        return there ? ContentNaming.NAMED : super.putPart(vault, id, part, time);
                      }
                    })
            .isFailedBy(
                "replaces_a_part_that_begins_at_the_same_byte", "clause 11: replaced, whole"),
        Break.ofUploads(
                "orders parts by their first bytes as text",
                "Parts",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public List<Part> parts(VaultKey vault, UploadId id, Scan<Long> scan) {
                        return super.parts(vault, id, scan).stream()
                            .sorted(Comparator.comparing(part -> part.range().toString()))
                            .toList();
                      }
                    })
            .isFailedBy(
                "ascend_by_the_numbers_of_their_first_bytes",
                "clause 12: ascending by their first bytes"),
        Break.ofUploads(
                "raises no revision",
                "Parts",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public OptionalLong revision(VaultKey vault, UploadId id) {
                        OptionalLong revision = super.revision(vault, id);
                        return revision.isPresent() ? OptionalLong.of(0) : revision;
                      }
                    })
            .isFailedBy("raises_the_revision", "clause 13: raised from 0, but it is 0"),
        Break.ofUploads(
                "completes whatever parts came late",
                "Completion",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public boolean complete(
                          VaultKey vault, UploadId id, long revision, Archive archive) {
                        return super.complete(
                            vault, id, revision(vault, id).orElse(revision), archive);
                      }
                    })
            .isFailedBy(
                "is_false_and_changes_nothing_if_the_revision_is_another",
                "clause 14: the revision is "),
        Break.ofUploads(
                "checks the revision, and then completes",
                "PartsConcurrency",
                (sound, storage) ->
                    new Uploads(sound) {
                      private final Window window = new Window();

                      @Override
                      public boolean complete(
                          VaultKey vault, UploadId id, long revision, Archive archive) {
                        boolean same = revision(vault, id).equals(OptionalLong.of(revision));
                        window.pass();
                        super.complete(vault, id, revision, archive);
                        return same;
                      }
                    })
            .isFailedBy(
                "complete_is_true_for_exactly_one_of_many", "clause 14: exactly one completed it"),
        Break.ofUploads(
                "forgets a completion with its archive",
                "Completion",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public Optional<Completion> completion(VaultKey vault, UploadId id) {
                        return super.completion(vault, id)
                            .filter(
                                completion ->
                                    storage
                                        .archives()
                                        .find(vault, completion.archive())
                                        .isPresent());
                      }
                    })
            .isFailedBy(
                "are_kept_also_when_the_archive_is_gone",
                "clause 15: with every field as given, the archive being there or not"),
        Break.ofUploads(
                "does not take a part for activity",
                "IdleUploads",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public ContentNaming putPart(
                          VaultKey vault, UploadId id, Part part, Instant time) {
                        return super.putPart(vault, id, part, Instant.EPOCH);
                      }
                    })
            .isFailedBy("is_the_last_touch_or_part_if_that_is_later", "clause 16: a part was put"),
        Break.ofUploads(
                "removes what was active at the very time",
                "IdleUploads",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public int removeIdle(Instant before, int max) {
                        return super.removeIdle(before.plusMillis(1), max);
                      }
                    })
            .isFailedBy("is_the_creation", "clause 16: active at the time, not before"),
        Break.ofUploads(
                "removes all that is idle at once",
                "IdleUploads",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public int removeIdle(Instant before, int max) {
                        return super.removeIdle(before, Integer.MAX_VALUE);
                      }
                    })
            .isFailedBy(
                "removes_uploads_of_any_vault_in_bounded_steps",
                "clause 16: at most 5 at once, but there were 12"),
        Break.ofUploads(
                "keeps a completion of what became an archive",
                "Moving",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public boolean become(UploadId id, Archive archive) {
                        return super.become(id, archive)
                            && keepCompletion(
                                archive.vault(), new CompletedUpload(id, Completion.of(archive)));
                      }
                    })
            .isFailedBy(
                "removes_the_upload_and_keeps_no_completion", "clause 19: no completion is kept"),
        Break.ofUploads(
                "says that a completion is kept in a vault that is absent",
                "Moving",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public boolean keepCompletion(VaultKey vault, CompletedUpload completed) {
                        super.keepCompletion(vault, completed);
                        return true;
                      }
                    })
            .isFailedBy(
                "is_false_and_keeps_nothing_if_the_vault_is_absent",
                "clause 18: there is no such vault"),
        Break.ofUploads(
                "begins a page of completions at the first one",
                "Moving",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public List<CompletedUpload> completed(VaultKey vault, Scan<UploadId> scan) {
                        return super.completed(vault, Scan.first(scan.max()));
                      }
                    })
            .isFailedBy("ascend_from_the_first_at_or_after_the_start", "clause 17: "));
  }
}
