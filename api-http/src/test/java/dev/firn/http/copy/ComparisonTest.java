// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.copy;

import static dev.firn.http.copy.Tiny.BEGUN;
import static dev.firn.http.copy.Tiny.COMPLETED;
import static dev.firn.http.copy.Tiny.NEW;
import static dev.firn.http.copy.Tiny.PARTED;
import static dev.firn.http.copy.Tiny.TOUCHED;
import static dev.firn.http.copy.Tiny.WHOLE;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.copy.Fault;
import dev.firn.domain.copy.Totals;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.Tags;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import dev.firn.testkit.SampleSettings;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Two storages that differ in one thing, on either side: that is named, and nothing else. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComparisonTest {
  private static final String ONE = " in the source and ";
  private static final String OTHER = " in the target";
  private static final String ONLY_ONE = " differs: it is in the source only";
  private static final String ONLY_OTHER = " differs: it is in the target only";
  private static final Archive ADDED = Tiny.archive(8, "", 50, 51);

  private final Storage one = Tiny.fill(Storages.open("memory:"));
  private final Storage other = Tiny.fill(Storages.open("memory:"));

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private void assertFound(String... texts) {
    assertFound(Fault.Kind.DIFFERENT, texts);
  }

  private void assertFound(Fault.Kind kind, String... texts) {
    Watching watching = new Watching();
    watching.compare(one, other);
    assertEquals(
        List.of(texts).stream().map(text -> new Fault(kind, text)).toList(), watching.faults());
    Watching turned = new Watching();
    turned.compare(other, one);
    assertEquals(texts.length, turned.faults().size(), "the other way around: " + turned.faults());
  }

  private static String name(Archive archive) {
    return "archive " + archive.id() + " in 012345678901/photos";
  }

  private static String name(MultipartUpload upload) {
    return "upload " + upload.id() + " in 012345678901/photos";
  }

  @Test
  void two_of_the_same_do_not_differ() {
    assertFound();
    assertEquals(new Totals(1, 2, 3, 2, 1, 0, 96, 0), new Watching().compare(one, other));
  }

  // What is in a vault that only one has is not named one by one.
  @Test
  void vaults_are_compared() {
    one.vaults().create(created(vault("films")));
    one.uploads().add(upload(vault("films"), 1));
    one.vaults().create(created(vault("songs")));
    other.vaults().create(Vault.empty(vault("songs"), hour(1)));
    other.vaults().create(created(VaultKey.of("999999999999", "others")));
    assertFound(
        "vault 012345678901/films" + ONLY_ONE,
        "vault 012345678901/songs differs: its creation date is 2026-01-10T12:00:00.007Z"
            + ONE
            + "2026-01-10T13:00:00.007Z"
            + OTHER,
        "vault 999999999999/others" + ONLY_OTHER);
  }

  @Test
  void what_is_set_is_compared() {
    Sample.set(one, PHOTOS, SampleSettings.FULL);
    Sample.set(one, PHOTOS.account(), SampleSettings.FULL_ACCOUNT);
    Sample.set(other, PHOTOS, SampleSettings.FULL);
    Sample.set(other, PHOTOS.account(), SampleSettings.FULL_ACCOUNT);
    assertFound();
    other.settings().replace(PHOTOS, SampleSettings.FULL, SampleSettings.FULL.with(Tags.none()));
    other
        .settings()
        .replace(
            PHOTOS.account(),
            SampleSettings.FULL_ACCOUNT,
            SampleSettings.FULL_ACCOUNT.withCapacity(List.of()));
    Sample.set(one, new AccountId("555555555555"), SampleSettings.accountSettings(1));
    assertFound(
        "what is set for account 012345678901 differs: its provisioned capacity in the source and"
            + " in the target are not the same",
        "what is set for account 555555555555 differs: nothing is set in the target",
        "what is set for vault 012345678901/photos differs: its tags in the source and in the"
            + " target are not the same");
  }

  @Test
  void dates_of_inventories_are_compared() {
    other.vaults().touch(PHOTOS, hour(10));
    assertFound(
        "vault 012345678901/photos differs: its inventory date is 2026-01-10T21:00:00.007Z"
            + ONE
            + "2026-01-10T22:00:00.007Z"
            + OTHER);
  }

  @Test
  void archives_that_only_one_has_are_named() {
    other.archives().remove(PHOTOS, PARTED.id(), hour(9));
    Tiny.add(other, ADDED, 50, 51);
    assertFound(
        "vault 012345678901/photos differs: its number of bytes is 64" + ONE + "48" + OTHER,
        name(PARTED) + ONLY_ONE,
        name(ADDED) + ONLY_OTHER);
  }

  // Archives are never changed, so these were brought there by somebody else.
  @Test
  void archives_are_compared() {
    Tiny.add(one, ADDED, 50, 51);
    Tiny.add(other, added(hour(1), "theirs"), 50, 51);
    assertFound(
        name(ADDED)
            + " differs: its creation date is 2026-01-10T20:00:00.007Z"
            + ONE
            + "2026-01-10T13:00:00.007Z"
            + OTHER);
  }

  private static Archive added(Instant creation, String description) {
    return new Archive(
        ADDED.id(),
        PHOTOS,
        new ArchiveDescription(description),
        ADDED.size(),
        ADDED.treeHash(),
        creation);
  }

  @Test
  void descriptions_of_archives_are_compared() {
    Tiny.add(one, ADDED, 50, 51);
    Tiny.add(other, added(ADDED.creationDate(), "theirs"), 50, 51);
    assertFound(name(ADDED) + " differs: its description is " + ONE + "theirs" + OTHER);
  }

  @Test
  void what_archives_are_made_of_is_compared() {
    Archive otherwise = Tiny.archive(8, "", 50, 52);
    Tiny.add(one, ADDED, 50, 51);
    Tiny.add(other, otherwise, 50, 52);
    assertFound(
        name(ADDED)
            + " differs: its tree hash is "
            + ADDED.treeHash()
            + ONE
            + otherwise.treeHash()
            + OTHER);
  }

  @Test
  void uploads_that_only_one_has_are_named() {
    one.uploads().remove(PHOTOS, NEW.id());
    other.uploads().remove(PHOTOS, BEGUN.id());
    assertFound(name(NEW) + ONLY_OTHER, name(BEGUN) + ONLY_ONE);
  }

  @Test
  void uploads_are_compared() {
    MultipartUpload sample = upload(PHOTOS, 20);
    one.uploads().add(sample);
    other
        .uploads()
        .add(
            new MultipartUpload(
                sample.id(),
                PHOTOS,
                sample.description(),
                PartSize.ofMebibytes(1),
                sample.creationDate()));
    one.uploads().add(upload(PHOTOS, 21));
    other
        .uploads()
        .add(
            new MultipartUpload(
                upload(PHOTOS, 21).id(),
                PHOTOS,
                new ArchiveDescription("theirs"),
                upload(PHOTOS, 21).partSize(),
                upload(PHOTOS, 21).creationDate()));
    one.uploads().touch(PHOTOS, NEW.id(), hour(7));
    other.uploads().touch(PHOTOS, TOUCHED.id(), hour(7));
    assertFound(
        name(NEW)
            + " differs: its last activity is 2026-01-10T19:00:00.007Z"
            + ONE
            + "2026-01-10T12:00:00.008Z"
            + OTHER,
        name(TOUCHED)
            + " differs: its last activity is 2026-01-10T17:00:00.007Z"
            + ONE
            + "2026-01-10T19:00:00.007Z"
            + OTHER,
        name(sample) + " differs: its part size is 134217728" + ONE + "1048576" + OTHER,
        name(upload(PHOTOS, 21))
            + " differs: its description is archive 21"
            + ONE
            + "theirs"
            + OTHER);
  }

  @Test
  void parts_of_uploads_are_compared() {
    Tiny.put(one, NEW, 0, 50, hour(0));
    Tiny.put(one, BEGUN, 1, 51, hour(6));
    assertFound(
        name(NEW) + " differs: its number of parts is 1" + ONE + "0" + OTHER,
        name(BEGUN)
            + " differs: its part 16-31 is 16-31 with tree hash "
            + TreeHash.of(bytes(51))
            + ONE
            + "16-31 with tree hash "
            + TreeHash.of(bytes(5))
            + OTHER);
  }

  @Test
  void completions_are_compared() {
    CompletedUpload more = completed(30, Completion.of(PARTED));
    CompletedUpload others = completed(31, Completion.of(PARTED));
    one.uploads().keepCompletion(PHOTOS, more);
    other.uploads().keepCompletion(PHOTOS, others);
    one.uploads().keepCompletion(PHOTOS, completed(32, Completion.of(PARTED)));
    other.uploads().keepCompletion(PHOTOS, completed(32, COMPLETED.completion()));
    String completion = "completion of upload ";
    String inPhotos = " in 012345678901/photos";
    assertFound(
        completion + more.id() + inPhotos + ONLY_ONE,
        completion + others.id() + inPhotos + ONLY_OTHER,
        completion
            + upload(PHOTOS, 32).id()
            + inPhotos
            + " differs: its archive is "
            + PARTED.id()
            + ONE
            + WHOLE.id()
            + OTHER);
  }

  private static CompletedUpload completed(int number, Completion completion) {
    return new CompletedUpload(upload(PHOTOS, number).id(), completion);
  }

  // One bit, of an archive here and of an upload there.
  @Test
  void all_bytes_of_both_are_read() {
    Watching watching = new Watching();
    watching.compare(flipped(one, 3), flipped(other, 6));
    assertEquals(
        List.of(
            name(PARTED) + ", part 16-31 is damaged in the source: its tree hash is " + flipped(3),
            name(BEGUN)
                + ", part 112-127 is damaged in the target: its tree hash is "
                + flipped(6)),
        watching.faults().stream().map(Fault::text).toList());
    Watching turned = new Watching();
    turned.compare(flipped(other, 5), flipped(one, 1));
    assertEquals(
        List.of(
            name(WHOLE) + ", part 0-15 is damaged in the target: its tree hash is " + flipped(1),
            name(BEGUN) + ", part 16-31 is damaged in the source: its tree hash is " + flipped(5)),
        turned.faults().stream().map(Fault::text).toList());
  }

  // The row of a part was damaged in one of them, or else that of its archive.
  @Test
  void an_archive_that_its_parts_do_not_make_up_is_damaged() {
    Archive otherwise = Tiny.archive(8, "", 50, 52);
    Tiny.add(one, ADDED, 50, 51);
    Tiny.add(other, ADDED, 50, 52);
    String part = "16-31 with tree hash ";
    String damage =
        ": its tree hash is " + otherwise.treeHash() + " instead of " + ADDED.treeHash();
    Watching watching = new Watching();
    watching.compare(one, other);
    assertEquals(
        List.of(
            name(ADDED)
                + " differs: its part 16-31 is "
                + part
                + TreeHash.of(bytes(51))
                + ONE
                + part
                + TreeHash.of(bytes(52))
                + OTHER,
            name(ADDED) + " is damaged in the target" + damage),
        watching.faults().stream().map(Fault::text).toList());
    Watching turned = new Watching();
    turned.compare(other, one);
    assertEquals(
        new Fault(Fault.Kind.DAMAGED, name(ADDED) + " is damaged in the source" + damage),
        turned.faults().get(1));
  }

  @Test
  void every_damaged_part_is_named() {
    Watching watching = new Watching();
    watching.compare(flipped(flipped(one, 2), 3), other);
    assertEquals(
        List.of(
            name(PARTED) + ", part 0-15 is damaged in the source: its tree hash is " + flipped(2),
            name(PARTED) + ", part 16-31 is damaged in the source: its tree hash is " + flipped(3)),
        watching.faults().stream().map(Fault::text).toList());
  }

  // A server was not stopped.
  @Test
  void what_changes_while_it_is_read_is_told_of_once() {
    Storage inUse =
        new Intercepted(
            one,
            (method, arguments, call) -> {
              if (method.getName().equals("read") && arguments[1].equals(content(2))) {
                one.archives().remove(PHOTOS, PARTED.id(), hour(10));
              }
              return call.call();
            });
    Watching watching = new Watching();
    watching.compare(inUse, other);
    assertEquals(
        List.of(
            new Fault(
                Fault.Kind.CHANGED, name(PARTED) + " changed in the source, which is in use")),
        watching.faults());
  }

  @Test
  void bytes_that_are_gone_are_damage() {
    Storage holed =
        new Intercepted(
            other,
            (method, arguments, call) ->
                method.getName().equals("read") && arguments[1].equals(content(3))
                    ? false
                    : call.call());
    Watching watching = new Watching();
    watching.compare(one, holed);
    assertEquals(
        List.of(
            new Fault(
                Fault.Kind.DAMAGED,
                name(PARTED)
                    + ", part 16-31 is damaged in the target: Byte 0 of content "
                    + content(3)
                    + " in 012345678901/photos is gone")),
        watching.faults());
  }

  private static Storage flipped(Storage storage, int number) {
    return new Intercepted(
        storage,
        (method, arguments, call) -> {
          Object result = call.call();
          if (method.getName().equals("read") && arguments[1].equals(content(number))) {
            byte[] flipped = flippedBytes(number);
            ByteBuffer room = (ByteBuffer) arguments[3];
            room.put(room.position() - flipped.length, flipped);
          }
          return result;
        });
  }

  private static byte[] flippedBytes(int number) {
    byte[] bytes = bytes(number);
    bytes[0] ^= 0x40;
    return bytes;
  }

  private static String flipped(int number) {
    return TreeHash.of(flippedBytes(number)) + " instead of " + TreeHash.of(bytes(number));
  }

  // A copy was ended, and the next one was forgotten.
  @Test
  void what_a_copy_has_left_is_named_in_the_target() {
    Storage target = Storages.open("memory:");
    assertThrows(
        StorageException.class,
        () -> new Watching().copy(one, Intercepted.failing(target, "become")));
    MultipartUpload left = target.uploads().scan(PHOTOS, Scan.first(9)).get(0);
    other.uploads().add(left);
    Watching watching = new Watching();
    watching.compare(one, other);
    assertEquals(
        List.of(name(left) + ", which a copy that has not ended has left," + ONLY_OTHER),
        watching.faults().stream().map(Fault::text).toList());
    Watching turned = new Watching();
    turned.compare(other, one);
    assertEquals(List.of(), turned.faults(), "what a copy into the source has left is nobody's");
    one.uploads().add(left);
    Watching both = new Watching();
    both.compare(one, other);
    assertEquals(watching.faults(), both.faults(), "though it is in the source, too");
    target.close();
  }
}
