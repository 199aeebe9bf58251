// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.copy;

import static dev.firn.http.copy.Tiny.BEGUN;
import static dev.firn.http.copy.Tiny.COMPLETED;
import static dev.firn.http.copy.Tiny.NEW;
import static dev.firn.http.copy.Tiny.PARTED;
import static dev.firn.http.copy.Tiny.TOUCHED;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static dev.firn.testkit.SampleUploads.upload;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.copy.Totals;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.VaultLock;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.TestStorage;
import dev.firn.testkit.SampleArchives;
import dev.firn.testkit.SampleSettings;
import dev.firn.testkit.SampleUploads;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moving between any two storages: nothing is lost, doubled, half there, or another. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CopyTest {
  @TempDir Path folder;
  private final List<Storage> opened = new ArrayList<>();

  private Storage open(TestStorage kind) {
    Path own = folder.resolve(Integer.toString(opened.size()));
    Storage storage = Storages.open(kind.newUrl(own));
    opened.add(storage);
    return storage;
  }

  @AfterEach
  void close() {
    opened.forEach(Storage::close);
  }

  private static void assertSame(Storage from, Storage to) {
    assertEquals(Sample.told(from), Sample.told(to));
    assertEquals(Sample.named(to), Sample.stored(to), "what is named is stored, and nothing else");
    assertEquals(Sample.named(from).size(), Sample.named(to).size());
  }

  static Stream<Arguments> pairs() {
    return TestStorage.all()
        .flatMap(source -> TestStorage.all().map(target -> Arguments.of(source, target)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void all_is_the_same_in_the_target_and_a_second_copy_writes_nothing(
      TestStorage source, TestStorage target) throws Exception {
    Storage from = Sample.fill(open(source));
    Storage to = open(target);
    List<String> before = Sample.told(from);
    Totals copied = new Watching().copy(from, to);
    assertSame(from, to);
    assertEquals(before, Sample.told(from), "the source is as it was");
    assertEquals(new Totals(4, 7, 4, 4, 3, 4, copied.bytes(), 0), copied);
    Totals again = new Watching().copy(readOnly(from), readOnly(to));
    assertEquals(new Totals(0, 0, 0, 0, 0, 0, 0, 0), again);
    assertTrue(again.isNothing());
    Totals compared = new Watching().compare(readOnly(from), readOnly(to));
    assertEquals(copied, compared, "all that was copied is the same");
  }

  /** A storage in which nothing may be changed; sweeping finds nothing to sweep. */
  private static Storage readOnly(Storage storage) {
    return new Intercepted(
        storage,
        (method, arguments, call) -> {
          Object result = call.call();
          boolean sweeps = List.of("abandonStale", "removeAbandoned").contains(method.getName());
          assertTrue(
              !Intercepted.changes(method) || (sweeps && result.equals(0)), method.getName());
          return result;
        });
  }

  // More than a page of everything, and parts of one upload and one archive besides.
  @Test
  void however_much_there_is_all_of_it_is_copied() {
    Storage from = open(TestStorage.MEMORY);
    Storage to = open(TestStorage.MEMORY);
    for (int number = 0; number < 600; number++) {
      VaultKey key = VaultKey.of(String.format("%012d", number), "photos");
      from.vaults().create(SampleUploads.created(key));
      from.vaults().create(SampleUploads.created(SampleUploads.vault("photos" + number)));
    }
    from.vaults().create(SampleUploads.created(PHOTOS));
    for (int number = 0; number < 600; number++) {
      from.uploads().add(upload(PHOTOS, number));
      Tiny.put(from, upload(PHOTOS, 0), number, number, START);
      Tiny.add(from, SampleArchives.archive(PHOTOS, 1_000 + number), 1_000 + number);
      MultipartUpload ended = upload(PHOTOS, 10_000 + number);
      from.uploads()
          .keepCompletion(PHOTOS, new CompletedUpload(ended.id(), COMPLETED.completion()));
    }
    Tiny.add(
        from,
        Tiny.archive(9_999, "parted", IntStream.range(2_000, 2_600).toArray()),
        IntStream.range(2_000, 2_600).toArray());
    Totals copied = new Watching().copy(from, to);
    assertEquals(new Totals(1_201, 601, 600, 600, 600, 0, 1_800 * 16, 0), copied);
    assertSame(from, to);
    assertTrue(new Watching().copy(readOnly(from), readOnly(to)).isNothing());
    assertEquals(copied, new Watching().compare(from, to));
  }

  // An account may have bought capacity before it has a vault; and who has begun to lock a vault
  // has
  // a day for it, and the id by which to do so.
  @Test
  void what_is_set_is_copied_also_without_vaults_and_locks_go_on() {
    Storage from = open(TestStorage.MEMORY);
    Storage to = open(TestStorage.ROCKSDB);
    AccountId account = new AccountId("555555555555");
    Sample.set(from, account, SampleSettings.FULL_ACCOUNT);
    assertEquals(new Totals(0, 0, 0, 0, 0, 1, 0, 0), new Watching().copy(from, to));
    assertEquals(SampleSettings.FULL_ACCOUNT, to.settings().find(account));
    from.vaults().create(SampleUploads.created(PHOTOS));
    Sample.set(from, PHOTOS, SampleSettings.FULL);
    assertEquals(new Totals(1, 0, 0, 0, 0, 1, 0, 0), new Watching().copy(from, to));
    VaultLock lock = to.settings().find(PHOTOS).flatMap(VaultSettings::lock).orElseThrow();
    assertEquals(SampleSettings.lockId(1), lock.id());
    assertEquals(Optional.of(hour(25)), lock.expirationDate());
    assertSame(from, to);
    assertTrue(new Watching().copy(readOnly(from), readOnly(to)).isNothing());
    assertEquals(new Totals(1, 0, 0, 0, 0, 2, 0, 0), new Watching().compare(from, to));
  }

  // Whatever ends a copy, wherever: nothing is half there, and the next one needs to do only what
  // is left.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_copy_that_was_ended_anywhere_is_gone_on_with(boolean afterTheChange) {
    Storage from = Tiny.fill(open(TestStorage.MEMORY));
    Sample.set(from, PHOTOS, SampleSettings.FULL);
    Sample.set(from, PHOTOS.account(), SampleSettings.FULL_ACCOUNT);
    int contents = Sample.named(from).size();
    boolean ended = true;
    for (int end = 1; ended; end++) {
      Storage to = open(TestStorage.MEMORY);
      AtomicInteger writes = new AtomicInteger();
      Storage failing = failing(to, end, afterTheChange, writes);
      ended = false;
      try {
        new Watching().copy(from, failing);
      } catch (StorageException e) {
        ended = true;
        Watching.assertNothingIsHalfThere(from, to);
      }
      assertEquals(0, new Watching().copy(from, counting(to, writes)).faults());
      assertSame(from, to);
      assertTrue(writes.get() <= contents + 1, "what had arrived is not copied again");
      assertTrue(end < 100, "the copy comes to its end");
    }
  }

  /** Fails at a change, counted from 1, before or after it is made, and at all that follow. */
  private static Storage failing(
      Storage storage, int end, boolean afterTheChange, AtomicInteger writes) {
    AtomicInteger changes = new AtomicInteger();
    Storage counting = counting(storage, writes);
    return new Intercepted(
        counting,
        (method, arguments, call) -> {
          if (!Intercepted.changes(method) || changes.incrementAndGet() < end) {
            return call.call();
          }
          if (afterTheChange && changes.get() == end) {
            call.call();
          }
          throw new StorageException("The power is gone");
        });
  }

  private static Storage counting(Storage storage, AtomicInteger writes) {
    return new Intercepted(
        storage,
        (method, arguments, call) -> {
          writes.addAndGet(method.getName().equals("write") ? 1 : 0);
          return call.call();
        });
  }

  // What was left of something that the source does not have any more.
  @Test
  void what_a_copy_has_left_is_removed_if_there_is_no_use_for_it() {
    Storage from = Tiny.fill(open(TestStorage.MEMORY));
    Storage to = open(TestStorage.MEMORY);
    assertThrows(
        StorageException.class, () -> new Watching().copy(from, Intercepted.failing(to, "become")));
    List<MultipartUpload> left = to.uploads().scan(PHOTOS, Scan.first(10));
    assertEquals(1, left.size());
    assertEquals(
        "firn copy of archive " + PARTED.id(), left.get(0).description().text(), "what it is");
    from.archives().remove(PHOTOS, PARTED.id(), hour(10));
    // What was left in the source, by another copy, is nobody's either.
    from.uploads().add(left.get(0));
    assertEquals(new Totals(0, 0, 3, 2, 1, 0, 32, 0), new Watching().copy(from, to));
    assertEquals(List.of(NEW, TOUCHED, BEGUN), to.uploads().scan(PHOTOS, Scan.first(10)));
    assertEquals(Sample.named(to), Sample.stored(to));
    assertTrue(new Watching().copy(readOnly(from), readOnly(to)).isNothing());
    assertEquals(new Totals(1, 1, 3, 2, 1, 0, 48, 0), new Watching().compare(from, to));
  }

  // A server ran on the source between the two copies.
  @Test
  void what_a_copy_has_left_is_used_as_far_as_it_is_still_the_same() {
    Storage from = Tiny.fill(open(TestStorage.MEMORY));
    Storage to = open(TestStorage.MEMORY);
    Storage failing =
        new Intercepted(
            to,
            (method, arguments, call) -> {
              if (method.getName().equals("become") && BEGUN.equals(arguments[1])) {
                throw new StorageException("The power is gone");
              }
              return call.call();
            });
    assertThrows(StorageException.class, () -> new Watching().copy(from, failing));
    Tiny.put(from, BEGUN, 1, 50, hour(7));
    AtomicInteger writes = new AtomicInteger();
    new Watching().copy(from, counting(to, writes));
    assertSame(from, to);
    assertEquals(1, writes.get(), "the part that was replaced");
  }

  // On a database, where the one who was writing may have been another than a copy.
  @Test
  void content_that_was_left_behind_is_removed_and_no_other() {
    Storage from = Tiny.fill(open(TestStorage.MEMORY));
    Storage to = open(TestStorage.MEMORY);
    for (int number : List.of(70, 71)) {
      Instant time = number == 70 ? START : Instant.now();
      to.contents().begin(PHOTOS, content(number), OptionalLong.empty(), time);
      to.contents().write(PHOTOS, content(number), 0, ByteBuffer.wrap(new byte[9]));
    }
    new Watching().copy(from, to);
    List<ContentId> stored = new ArrayList<>(Sample.named(to));
    stored.add(content(71));
    assertEquals(
        stored.stream().sorted().toList(), to.contents().stored(Scan.first(100)), "in use");
  }

  // Somebody may have begun an upload by that description.
  @Test
  void an_upload_of_a_clients_is_never_taken_for_a_copys_own() {
    Storage from = Tiny.fill(open(TestStorage.MEMORY));
    Storage to = open(TestStorage.MEMORY);
    MultipartUpload alike =
        new MultipartUpload(
            UploadId.mint(PHOTOS, Instant.EPOCH, 0, new byte[52]),
            PHOTOS,
            new ArchiveDescription("firn copy of archive " + PARTED.id()),
            PartSize.ofMebibytes(1),
            START);
    from.uploads().add(alike);
    new Watching().copy(from, to);
    assertSame(from, to);
    new Watching().copy(from, to);
    assertSame(from, to);
  }

  // Clients go on with the new storage where they were with the old one.
  @Test
  void markers_uploads_completions_and_expiry_go_on() throws Exception {
    Storage from = open(TestStorage.MEMORY);
    Storage to = open(TestStorage.ROCKSDB);
    Firn before = Sample.at(from, Sample.hour(0));
    before.vaults().createVault(PHOTOS);
    List<MultipartUpload> uploads = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      uploads.add(
          before.multipartUploads().initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(1)));
    }
    byte[] bytes = SampleArchives.bytes(1, SampleArchives.CHUNK + 9);
    UploadId upload = uploads.get(4).id();
    RangeInBytes first = RangeInBytes.startingAt(0, SampleArchives.CHUNK);
    RangeInBytes second = RangeInBytes.startingAt(SampleArchives.CHUNK, 9);
    Sample.at(from, Sample.hour(2))
        .multipartUploads()
        .uploadMultipartPart(
            PHOTOS, upload, first, Payload.of(Arrays.copyOf(bytes, SampleArchives.CHUNK)));
    PageRequest two = PageRequest.first().withLimit(2);
    Page<MultipartUpload> page = before.multipartUploads().listMultipartUploads(PHOTOS, two);
    new Watching().copy(from, to);

    Firn after = Sample.at(to, Sample.hour(25));
    assertEquals(
        uploads.subList(2, 4),
        after
            .multipartUploads()
            .listMultipartUploads(PHOTOS, two.startingAt(page.next().orElseThrow()))
            .items());
    assertEquals(4, after.sweep().uploadsEnded(), "those that were idle for a day");
    byte[] rest = Arrays.copyOfRange(bytes, SampleArchives.CHUNK, bytes.length);
    after.multipartUploads().uploadMultipartPart(PHOTOS, upload, second, Payload.of(rest));
    TreeHash treeHash = TreeHash.of(bytes);
    ArchiveId archive =
        after.multipartUploads().completeMultipartUpload(PHOTOS, upload, bytes.length, treeHash);
    assertArrayEquals(bytes, after.archives().read(PHOTOS, archive).readAllBytes());

    Storage back = open(TestStorage.MEMORY);
    new Watching().copy(to, back);
    Firn atLast = Sample.at(back, Sample.hour(26));
    assertEquals(
        archive,
        atLast.multipartUploads().completeMultipartUpload(PHOTOS, upload, bytes.length, treeHash),
        "a request that is repeated");
  }
}
