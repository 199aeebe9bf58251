// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Backends that go wrong with archives. */
final class BrokenArchives {
  private static final String PORT = "ArchivePort";

  private BrokenArchives() {}

  static Stream<Break> all() {
    return Stream.of(
        Break.ofArchives(
                "names a content again",
                PORT,
                (sound, storage) ->
                    new Archives(sound) {
                      @Override
                      public ContentNaming add(Archive archive, ContentId content) {
                        ContentNaming naming = super.add(archive, content);
                        return naming == ContentNaming.NO_CONTENT ? ContentNaming.NAMED : naming;
                      }
                    })
            .isFailedBy(
                "says_when_the_content_is_not_incoming",
                "archives, clause 1: an archive's, a part's, abandoned, never begun"),
        Break.ofArchives(
                "finds what is in another vault",
                PORT,
                (sound, storage) ->
                    new Archives(sound) {
                      @Override
                      public Optional<Archive> find(VaultKey vault, ArchiveId id) {
                        return storage.vaults().scan(vault.account(), Scan.first(9)).stream()
                            .flatMap(any -> super.find(any.key(), id).stream())
                            .findFirst();
                      }
                    })
            .isFailedBy(
                "is_empty_and_so_are_parts_where_there_is_no_such_archive",
                "archives, clause 2: other vault"),
        Break.ofArchives(
                "lists the newest first",
                PORT,
                (sound, storage) ->
                    new Archives(sound) {
                      @Override
                      public List<Archive> scan(VaultKey vault, Scan<ArchiveId> scan) {
                        return super.scan(vault, scan).stream()
                            .sorted(Comparator.comparing(Archive::id).reversed())
                            .toList();
                      }
                    })
            .isFailedBy(
                "starts_at_the_first_id_at_or_after_the_given_one",
                "archives, clause 3: exactly as many as asked for or as are left, from archive 0"),
        Break.ofArchives(
                "begins with the part that the start lies in",
                PORT,
                (sound, storage) ->
                    new Archives(sound) {
                      @Override
                      public List<Part> parts(VaultKey vault, ArchiveId id, Scan<Long> scan) {
                        return super.parts(vault, id, Scan.first(Integer.MAX_VALUE)).stream()
                            .filter(part -> part.range().last() >= scan.startAt().orElse(0L))
                            .limit(scan.max())
                            .toList();
                      }
                    })
            .isFailedBy(
                "ascend_from_the_first_at_or_after_the_start",
                "archives, clause 4: from the first after part 0"),
        Break.ofArchives(
                "reports a removal twice",
                PORT,
                (sound, storage) ->
                    new Archives(sound) {
                      @Override
                      public boolean remove(VaultKey vault, ArchiveId id, Instant time) {
                        super.remove(vault, id, time);
                        return true;
                      }
                    })
            .isFailedBy(
                "is_true_once_and_false_ever_after", "archives, clause 5: it was removed already"),
        Break.ofArchives(
                "looks whether it is there, and then removes it",
                "ArchiveConcurrency",
                (sound, storage) ->
                    new Archives(sound) {
                      private final Window window = new Window();

                      @Override
                      public boolean remove(VaultKey vault, ArchiveId id, Instant time) {
                        boolean there = find(vault, id).isPresent();
                        window.pass();
                        super.remove(vault, id, time);
                        return there;
                      }
                    })
            .isFailedBy(
                "remove_is_true_for_exactly_one_of_many",
                "archives, clauses 1, 5 and 6: exactly one removed it"));
  }
}
