// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.copy;

import static dev.firn.http.copy.Tiny.BEGUN;
import static dev.firn.http.copy.Tiny.COMPLETED;
import static dev.firn.http.copy.Tiny.NEW;
import static dev.firn.http.copy.Tiny.PARTED;
import static dev.firn.http.copy.Tiny.TOUCHED;
import static dev.firn.http.copy.Tiny.WHOLE;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.copy.Fault;
import dev.firn.domain.copy.Totals;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.VaultLock;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import dev.firn.testkit.SampleArchives;
import dev.firn.testkit.SampleSettings;
import dev.firn.testkit.SampleUploads;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be copied is named, and all else is copied. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CopyFaultsTest {
  private final Storage from = Tiny.fill(Storages.open("memory:"));
  private final Storage to = Storages.open("memory:");
  private final Watching watching = new Watching();

  @AfterEach
  void close() {
    from.close();
    to.close();
  }

  private void assertFaults(Fault.Kind kind, String... texts) {
    List<Fault> expected = new ArrayList<>();
    for (String text : texts) {
      expected.add(new Fault(kind, text));
    }
    assertEquals(expected, watching.faults());
  }

  private void assertNothingIsLeft() {
    assertEquals(Sample.named(to), Sample.stored(to), "what is named is stored, and nothing else");
    to.uploads()
        .scan(PHOTOS, Scan.first(10))
        .forEach(
            upload -> assertTrue(!upload.description().text().startsWith("firn copy"), "staged"));
  }

  @Test
  void a_vault_of_another_date_is_left_alone_with_all_that_is_in_it() {
    Vault other = Vault.empty(PHOTOS, hour(1));
    to.vaults().create(other);
    from.vaults().create(SampleUploads.created(SampleUploads.vault("films")));
    Totals copied = watching.copy(from, to);
    assertFaults(
        Fault.Kind.CONFLICT,
        "vault 012345678901/photos is another in the target, and nothing of it was copied: its"
            + " creation date is 2026-01-10T12:00:00.007Z in the source and"
            + " 2026-01-10T13:00:00.007Z in the target");
    assertEquals(new Totals(1, 0, 0, 0, 0, 0, 0, 1), copied, "all else is copied");
    assertEquals(Optional.of(other), to.vaults().find(PHOTOS));
    assertEquals(List.of(), Sample.named(to));
  }

  @Test
  void archives_of_another_content_are_left_alone() {
    to.vaults().create(SampleUploads.created(PHOTOS));
    Archive other =
        new Archive(
            WHOLE.id(),
            PHOTOS,
            new ArchiveDescription("mine"),
            WHOLE.size(),
            WHOLE.treeHash(),
            WHOLE.creationDate());
    Archive cutOtherwise = Tiny.archive(2, "parted", 2, 3, 9);
    Tiny.add(to, other, 1);
    Tiny.add(to, cutOtherwise, 2, 3, 9);
    Totals copied = watching.copy(from, to);
    assertFaults(
        Fault.Kind.CONFLICT,
        "archive "
            + WHOLE.id()
            + " in 012345678901/photos is another in the target: its description is archive 1 in"
            + " the source and mine in the target",
        "archive "
            + PARTED.id()
            + " in 012345678901/photos is another in the target: its tree hash is "
            + PARTED.treeHash()
            + " in the source and "
            + cutOtherwise.treeHash()
            + " in the target");
    assertEquals(new Totals(0, 0, 3, 2, 1, 0, 32, 2), copied, "all else is copied");
    assertEquals(
        List.of(other, cutOtherwise), to.archives().scan(PHOTOS, Scan.first(10)), "as they were");
    assertNothingIsLeft();
  }

  // A vault that was locked in the target must not be unlocked by a copy of an older state.
  @Test
  void what_is_set_in_the_target_is_left_alone() {
    to.vaults().create(SampleUploads.created(PHOTOS));
    VaultSettings locked =
        SampleSettings.FULL.withLock(SampleSettings.FULL.lock().map(VaultLock::locked));
    Sample.set(from, PHOTOS, SampleSettings.FULL);
    Sample.set(to, PHOTOS, locked);
    Sample.set(from, PHOTOS.account(), SampleSettings.accountSettings(1));
    Sample.set(to, PHOTOS.account(), SampleSettings.accountSettings(2));
    Totals copied = watching.copy(from, to);
    assertFaults(
        Fault.Kind.CONFLICT,
        "what is set for account 012345678901 is another in the target: its data retrieval policy"
            + " in the source and in the target are not the same",
        "what is set for vault 012345678901/photos is another in the target: its vault lock in the"
            + " source and in the target are not the same");
    assertEquals(new Totals(0, 2, 3, 2, 1, 0, 96, 2), copied, "all else is copied");
    assertEquals(Optional.of(locked), to.settings().find(PHOTOS));
    assertEquals(
        SampleSettings.accountSettings(2), to.settings().find(PHOTOS.account()), "as it was");
  }

  // Something was taken back in the source after it was copied: it is for somebody to take it back
  // in the target, too.
  @Test
  void what_was_set_back_in_the_source_is_named() {
    Sample.set(from, PHOTOS, SampleSettings.settings(1));
    watching.copy(from, to);
    from.settings().replace(PHOTOS, SampleSettings.settings(1), VaultSettings.none());
    watching.copy(from, to);
    assertFaults(
        Fault.Kind.CONFLICT,
        "what is set for vault 012345678901/photos is another in the target: nothing is"
            + " set in the source");
    assertEquals(Optional.of(SampleSettings.settings(1)), to.settings().find(PHOTOS));
  }

  // The target has been used, or the source after it was copied for the first time.
  @Test
  void uploads_that_went_on_are_left_alone() {
    watching.copy(from, to);
    Tiny.put(from, BEGUN, 9, 20, hour(7));
    Tiny.put(to, TOUCHED, 0, 21, hour(7));
    long revision = to.uploads().revision(PHOTOS, NEW.id()).orElseThrow();
    to.uploads().complete(PHOTOS, NEW.id(), revision, SampleArchives.archive(PHOTOS, 30));
    List<String> before = Sample.told(to);
    Totals copied = watching.copy(from, to);
    assertFaults(
        Fault.Kind.CONFLICT,
        "upload "
            + NEW.id()
            + " in 012345678901/photos is another in the target: it was completed there",
        "upload "
            + TOUCHED.id()
            + " in 012345678901/photos is another in the target: its number of parts is 0 in the"
            + " source and 1 in the target",
        "upload "
            + BEGUN.id()
            + " in 012345678901/photos is another in the target: its number of parts is 3 in the"
            + " source and 2 in the target");
    assertEquals(new Totals(0, 0, 0, 0, 0, 0, 0, 3), copied);
    assertEquals(before, Sample.told(to), "nothing is changed");
    assertNothingIsLeft();
  }

  @Test
  void a_part_that_was_replaced_in_the_source_is_not_replaced_in_the_target() {
    watching.copy(from, to);
    Tiny.put(from, BEGUN, 7, 20, hour(7));
    watching.copy(from, to);
    assertFaults(
        Fault.Kind.CONFLICT,
        "upload "
            + BEGUN.id()
            + " in 012345678901/photos is another in the target: its part 112-127 is 112-127 with"
            + " tree hash "
            + TreeHash.of(SampleArchives.bytes(20))
            + " in the source and 112-127 with tree hash "
            + TreeHash.of(SampleArchives.bytes(6))
            + " in the target");
  }

  @Test
  void no_byte_is_copied_of_an_upload_that_was_completed_in_the_target() {
    watching.copy(from, to);
    long revision = to.uploads().revision(PHOTOS, BEGUN.id()).orElseThrow();
    to.uploads().complete(PHOTOS, BEGUN.id(), revision, Tiny.archive(30, "", 5, 6));
    watching.copy(from, Intercepted.failing(to, "begin"));
    assertFaults(
        Fault.Kind.CONFLICT,
        "upload "
            + BEGUN.id()
            + " in 012345678901/photos is another in the target: it was completed there");
  }

  // What is left where a copy gave up is not left for a server to sweep.
  @Test
  void the_space_of_what_could_not_be_copied_is_given_back(@TempDir Path folder) {
    try (Storage database = Storages.open("rocksdb:" + folder)) {
      watching.copy(damaged(CopyFaultsTest::flipped, 1, 4), database);
      assertEquals(2, watching.faults().size());
      assertEquals(Sample.named(database), database.contents().stored(Scan.first(100)));
    }
  }

  // Though the completion was forgotten, the parts of the archive still are the upload's.
  @Test
  void an_upload_that_was_completed_in_the_target_long_ago_is_a_conflict_too() {
    try (Storage database = Storages.open("jdbc:h2:mem:completed-long-ago")) {
      new Watching().copy(from, database);
      long revision = database.uploads().revision(PHOTOS, BEGUN.id()).orElseThrow();
      Archive archive = Tiny.archive(30, "", 5, 6);
      assertTrue(database.uploads().complete(PHOTOS, BEGUN.id(), revision, archive));
      database.uploads().forgetCompletions(hour(1_000), 10);
      final List<String> before = Sample.told(database);
      CompletedUpload completed = new CompletedUpload(COMPLETED.id(), COMPLETED.completion());
      Totals copied = watching.copy(from, database);
      assertFaults(
          Fault.Kind.CONFLICT,
          "upload "
              + BEGUN.id()
              + " in 012345678901/photos is another in the target: it was completed there");
      assertEquals(new Totals(0, 0, 0, 0, 1, 0, 0, 1), copied, "what was forgotten too early");
      database.uploads().forgetCompletions(hour(1_000), 10);
      assertEquals(before, Sample.told(database), "nothing else is changed: " + completed);
      assertEquals(Sample.named(database), Sample.stored(database));
    }
  }

  @Test
  void completions_of_which_the_storages_do_not_agree_are_left_alone() {
    to.vaults().create(SampleUploads.created(PHOTOS));
    to.uploads().keepCompletion(PHOTOS, new CompletedUpload(COMPLETED.id(), Completion.of(PARTED)));
    to.uploads().add(upload(PHOTOS, 8));
    from.uploads()
        .keepCompletion(
            PHOTOS, new CompletedUpload(upload(PHOTOS, 8).id(), COMPLETED.completion()));
    watching.copy(from, to);
    assertFaults(
        Fault.Kind.CONFLICT,
        "completion of upload "
            + COMPLETED.id()
            + " in 012345678901/photos is another in the target: its archive is "
            + WHOLE.id()
            + " in the source and "
            + PARTED.id()
            + " in the target",
        "completion of upload "
            + upload(PHOTOS, 8).id()
            + " in 012345678901/photos is another in the target: it is in progress there");
    assertEquals(
        Optional.of(Completion.of(PARTED)), to.uploads().completion(PHOTOS, COMPLETED.id()));
  }

  // Someone used an upload in the source, or in the target, and changed nothing but that date.
  @Test
  void an_upload_is_never_dated_back() {
    watching.copy(from, to);
    from.uploads().touch(PHOTOS, NEW.id(), hour(8));
    to.uploads().touch(PHOTOS, TOUCHED.id(), hour(8));
    watching.copy(from, to);
    assertFaults(Fault.Kind.CONFLICT);
    assertEquals(Optional.of(hour(8)), to.uploads().lastActive(PHOTOS, NEW.id()));
    assertEquals(Optional.of(hour(8)), to.uploads().lastActive(PHOTOS, TOUCHED.id()));
  }

  /** The source with something in the place of the first chunk of some contents. */
  private Storage damaged(Damaging damaging, Integer... numbers) {
    return new Intercepted(
        from,
        (method, arguments, call) ->
            method.getName().equals("read")
                    && List.of(numbers).stream().anyMatch(n -> content(n).equals(arguments[1]))
                ? damaged(damaging, (ByteBuffer) arguments[3], call)
                : call.call());
  }

  private static boolean damaged(Damaging damaging, ByteBuffer room, Intercepted.Call call)
      throws Throwable {
    int start = room.position();
    assertEquals(true, call.call());
    byte[] chunk = new byte[room.position() - start];
    room.get(start, chunk).position(start);
    Optional<byte[]> damage = damaging.damage(chunk);
    damage.ifPresent(room::put);
    return damage.isPresent();
  }

  private interface Damaging {
    Optional<byte[]> damage(byte[] chunk);
  }

  private static Optional<byte[]> flipped(byte[] chunk) {
    byte[] bytes = chunk.clone();
    bytes[bytes.length - 1] ^= 1;
    return Optional.of(bytes);
  }

  private static String told(int number) {
    return TreeHash.of(flipped(SampleArchives.bytes(number)).orElseThrow())
        + " instead of "
        + TreeHash.of(SampleArchives.bytes(number));
  }

  @Test
  void every_damaged_part_is_named_and_nothing_of_what_it_is_of_is_copied() {
    Totals copied = watching.copy(damaged(CopyFaultsTest::flipped, 1, 2, 4, 6), to);
    assertFaults(
        Fault.Kind.DAMAGED,
        archive(WHOLE, ", part 0-15", "its tree hash is " + told(1)),
        archive(PARTED, ", part 0-15", "its tree hash is " + told(2)),
        archive(PARTED, ", part 32-47", "its tree hash is " + told(4)),
        "upload "
            + BEGUN.id()
            + " in 012345678901/photos, part 112-127 is damaged in the source: its tree hash is "
            + told(6));
    assertEquals(new Totals(1, 0, 2, 0, 1, 0, 0, 4), copied, "all else is copied");
    assertEquals(List.of(NEW, TOUCHED), to.uploads().scan(PHOTOS, Scan.first(10)));
    assertEquals(List.of(), to.archives().scan(PHOTOS, Scan.first(10)));
    assertNothingIsLeft();
    assertEquals(List.of(), Sample.stored(to), "nor any byte");
    // When the damage is mended, what is missing is copied.
    assertEquals(new Totals(0, 2, 1, 2, 0, 0, 96, 0), new Watching().copy(from, to));
    assertEquals(Sample.told(from), Sample.told(to));
  }

  private static String archive(Archive archive, String where, String damage) {
    return "archive "
        + archive.id()
        + " in 012345678901/photos"
        + where
        + " is damaged in the source: "
        + damage;
  }

  @Test
  void bytes_that_are_gone_or_cannot_be_read_are_damage() {
    watching.copy(damaged(chunk -> Optional.empty(), 3), to);
    Storage unreadable =
        damaged(
            chunk -> {
              throw new StorageException("Cannot read chunk 0: bad sector");
            },
            3);
    watching.copy(unreadable, to);
    assertFaults(
        Fault.Kind.DAMAGED,
        archive(
            PARTED,
            ", part 16-31",
            "Byte 0 of content " + content(3) + " in 012345678901/photos is gone"),
        archive(PARTED, ", part 16-31", "Cannot read chunk 0: bad sector"));
    assertNothingIsLeft();
  }

  // The rows of parts are what was damaged, or the archive's.
  @Test
  void an_archive_whose_parts_do_not_make_it_up_is_damaged() {
    Archive longer = Tiny.archive(10, "", 30, 31, 32);
    Archive other = Tiny.archive(11, "", 33, 34);
    Archive beginning = Tiny.archive(12, "", 35);
    Tiny.add(from, sized(longer, 47), 30, 31, 32);
    Tiny.add(from, hashed(other, WHOLE.treeHash()), 33, 34);
    from.uploads().add(upload(PHOTOS, 50));
    Tiny.put(from, upload(PHOTOS, 50), 1, 35, hour(0));
    from.uploads().become(upload(PHOTOS, 50).id(), beginning);
    watching.copy(from, to);
    assertFaults(
        Fault.Kind.DAMAGED,
        archive(longer, "", "its parts have 48 of its 47 bytes"),
        archive(
            other, "", "its tree hash is " + other.treeHash() + " instead of " + WHOLE.treeHash()),
        archive(beginning, "", "there is no part that begins at byte 0"));
    assertNothingIsLeft();
  }

  private static Archive sized(Archive archive, long size) {
    return new Archive(
        archive.id(),
        PHOTOS,
        archive.description(),
        size,
        archive.treeHash(),
        archive.creationDate());
  }

  private static Archive hashed(Archive archive, TreeHash treeHash) {
    return new Archive(
        archive.id(),
        PHOTOS,
        archive.description(),
        archive.size(),
        treeHash,
        archive.creationDate());
  }

  // The server was not stopped: an archive is deleted, and a part replaced, while they are read.
  @Test
  void what_is_used_meanwhile_is_not_called_damaged() {
    Storage inUse =
        new Intercepted(
            from,
            (method, arguments, call) -> {
              if (method.getName().equals("read") && arguments[1].equals(content(3))) {
                from.archives().remove(PHOTOS, PARTED.id(), hour(10));
              }
              if (method.getName().equals("read") && arguments[1].equals(content(5))) {
                Tiny.put(from, BEGUN, 1, 40, hour(7));
              }
              return call.call();
            });
    watching.copy(inUse, to);
    assertFaults(
        Fault.Kind.CHANGED,
        "archive " + PARTED.id() + " in 012345678901/photos changed in the source, which is in use",
        "upload " + BEGUN.id() + " in 012345678901/photos changed in the source, which is in use");
    assertNothingIsLeft();
  }

  // Somebody uses the target, though nobody must: the copy does not go on as if all were there.
  @Test
  void what_is_deleted_from_the_target_meanwhile_ends_the_copy() {
    VaultKey films = SampleUploads.vault("films");
    from.vaults().create(SampleUploads.created(films));
    from.uploads().add(upload(films, 60));
    assertEnded(films, upload(films, 60), arguments -> to.vaults().deleteIfEmpty(films));
    assertEnded(PHOTOS, WHOLE, arguments -> to.vaults().deleteIfEmpty(PHOTOS));
    for (Object gathered : List.of(PARTED, BEGUN)) {
      assertEnded(
          PHOTOS, gathered, arguments -> to.uploads().remove(PHOTOS, (UploadId) arguments[0]));
    }
    assertEquals(0, new Watching().copy(from, to).faults(), "the next one copies the rest");
    assertEquals(Sample.told(from), Sample.told(to));
  }

  /** Has something deleted just before the target takes something for good. */
  private void assertEnded(VaultKey vault, Object taken, Consumer<Object[]> deletion) {
    Storage inUse =
        new Intercepted(
            to,
            (method, arguments, call) -> {
              if (List.of("add", "become").contains(method.getName())
                  && List.of(arguments).contains(taken)) {
                deletion.accept(arguments);
              }
              return call.call();
            });
    StorageException ended =
        assertThrows(StorageException.class, () -> new Watching().copy(from, inUse));
    assertEquals(
        "Something that was being copied was deleted from "
            + vault
            + " in the target, which nobody must use until all is copied. Copy again",
        ended.getMessage());
  }
}
