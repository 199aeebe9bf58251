// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.CHUNK;
import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleSettings.FULL;
import static dev.firn.testkit.SampleSettings.FULL_ACCOUNT;
import static dev.firn.testkit.SampleSettings.settings;
import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.uploads;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.Vault;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Closing and reopening; {@link StorageContract} brings it together with the rest. */
@Clause("clause 7")
abstract class LifecycleContract {

  abstract Storage storage();

  abstract Storage reopened() throws Exception;

  abstract boolean survivesReopening();

  // Clause 7: a server that is stopped and started again. Who is not durable must forget
  // everything, not some of it.
  @Test
  void reopening_gives_back_all_that_was_acknowledged() throws Exception {
    storage().vaults().create(created(PHOTOS));
    storage().vaults().create(created(vault("gone")));
    storage().vaults().deleteIfEmpty(vault("gone"));
    uploads(PHOTOS, 20).forEach(storage().uploads()::add);
    storage().uploads().remove(PHOTOS, id(PHOTOS, 0));
    boolean survives = survivesReopening();
    Storage reopened = reopened();
    assertEquals(
        survives ? List.of(created(PHOTOS)) : List.of(),
        reopened.vaults().scan(ACCOUNT, Scan.first(10)),
        "clause 7: vaults are as they were");
    assertEquals(
        survives ? uploads(PHOTOS, 20).subList(1, 20) : List.of(),
        reopened.uploads().scan(PHOTOS, Scan.first(100)),
        "clause 7: uploads are as they were");
  }

  // Clause 7: a server that is stopped and started again, with all that parts and archives are.
  @Test
  void reopening_gives_back_parts_archives_and_bytes() throws Exception {
    storage().vaults().create(created(PHOTOS));
    uploads(PHOTOS, 4).forEach(storage().uploads()::add);
    Part replaced = Given.part(storage(), upload(PHOTOS, 1), 0, 1);
    List<Part> parts =
        List.of(
            Given.part(storage(), upload(PHOTOS, 1), 0, 2),
            Given.part(storage(), upload(PHOTOS, 1), 1, 3));
    Given.part(storage(), upload(PHOTOS, 2), 0, 4);
    Given.part(storage(), upload(PHOTOS, 2), 1, 5);
    Archive archive = archive(PHOTOS, 1);
    long revision = Given.revision(storage(), upload(PHOTOS, 2));
    assertTrue(
        storage().uploads().complete(PHOTOS, id(PHOTOS, 2), revision, archive),
        "clause 14: the revision is the upload's");
    Given.archive(storage(), PHOTOS, 6);
    Given.archive(storage(), PHOTOS, 7);
    storage().archives().remove(PHOTOS, archive(PHOTOS, 7).id(), hour(1));
    byte[] large = bytes(8, 2 * CHUNK + 1);
    Given.incoming(storage(), PHOTOS, 8, large);
    storage().archives().add(archive(PHOTOS, 8), content(8));
    long former = Given.revision(storage(), upload(PHOTOS, 1));
    final List<Optional<Completion>> completions =
        List.of(
            storage().uploads().completion(PHOTOS, id(PHOTOS, 2)),
            storage().uploads().completion(PHOTOS, id(PHOTOS, 1)));
    final Optional<Vault> vault = storage().vaults().find(PHOTOS);
    boolean survives = survivesReopening();
    Storage reopened = reopened();
    if (!survives) {
      assertEquals(List.of(), Given.storedAfterRemoval(reopened), "clause 7: all is forgotten");
      return;
    }
    assertEquals(parts, Given.parts(reopened, upload(PHOTOS, 1)), "clause 7: parts");
    assertTrue(former <= Given.revision(reopened, upload(PHOTOS, 1)), "clause 13: never lower");
    assertEquals(vault, reopened.vaults().find(PHOTOS), "clause 7: the inventory");
    assertEquals(
        completions,
        List.of(
            reopened.uploads().completion(PHOTOS, id(PHOTOS, 2)),
            reopened.uploads().completion(PHOTOS, id(PHOTOS, 1))),
        "clause 7: completions");
    assertEquals(
        Optional.of(archive), reopened.archives().find(PHOTOS, archive.id()), "clause 7: archives");
    assertEquals(
        List.of(part(0, 4), part(1, 5)), Given.parts(reopened, archive), "clause 7: their parts");
    assertEquals(
        Optional.empty(),
        reopened.archives().find(PHOTOS, archive(PHOTOS, 7).id()),
        "clause 7: what was removed stays so");
    assertFalse(
        reopened.contents().write(PHOTOS, replaced.content(), 1, ByteBuffer.wrap(large, 0, 1)),
        "contents, clause 2: what was abandoned stays so");
    assertEquals(
        List.of(content(2), content(3), content(4), content(5), content(6), content(8)),
        Given.storedAfterRemoval(reopened),
        "clause 7: what is named, and nothing else");
    Given.assertReadable(reopened, PHOTOS, 2, 3, 4, 5, 6);
    assertTrue(Arrays.equals(large, Given.read(reopened, PHOTOS, content(8))), "clause 7: bytes");
  }

  // Clauses 7 and 16: after a night's maintenance nobody's upload may be taken for idle.
  @Test
  void reopening_forgets_no_activity() throws Exception {
    storage().vaults().create(created(PHOTOS));
    uploads(PHOTOS, 3).forEach(storage().uploads()::add);
    storage().uploads().touch(PHOTOS, id(PHOTOS, 1), hour(5));
    Given.incoming(storage(), PHOTOS, 1);
    storage().uploads().putPart(PHOTOS, id(PHOTOS, 2), part(0, 1), hour(6));
    boolean survives = survivesReopening();
    Storage reopened = reopened();
    for (int hour = 5; survives && hour <= 7; hour++) {
      assertEquals(1, reopened.uploads().removeIdle(hour(hour), 10), "clause 16: at hour " + hour);
      assertEquals(
          uploads(PHOTOS, 3).subList(hour - 4, 3),
          reopened.uploads().scan(PHOTOS, Scan.first(10)),
          "clause 16: the idlest upload is gone at hour " + hour);
    }
    assertEquals(List.of(), Given.storedAfterRemoval(reopened), "clause 5: their contents too");
  }

  // Clauses 7 and 19: what was brought from elsewhere, and the other storage was thrown away.
  @Test
  void reopening_forgets_nothing_that_was_moved_here() throws Exception {
    storage().vaults().create(created(PHOTOS));
    storage().vaults().touch(PHOTOS, hour(9));
    for (int number = 1; number <= 2; number++) {
      storage().uploads().add(upload(PHOTOS, number));
      Given.part(storage(), upload(PHOTOS, number), 0, 2 * number);
      Given.part(storage(), upload(PHOTOS, number), 1, 2 * number + 1);
    }
    Archive archive = archive(PHOTOS, 9);
    CompletedUpload completed = new CompletedUpload(id(PHOTOS, 7), Completion.of(archive));
    storage().uploads().become(id(PHOTOS, 1), upload(PHOTOS, 3), hour(5));
    storage().uploads().become(id(PHOTOS, 2), archive);
    storage().uploads().keepCompletion(PHOTOS, completed);
    boolean survives = survivesReopening();
    Storage reopened = reopened();
    if (!survives) {
      assertEquals(List.of(), reopened.vaults().accounts(Scan.first(9)), "clause 7: all is gone");
      return;
    }
    assertEquals(
        List.of(ACCOUNT),
        reopened.vaults().accounts(Scan.first(9)),
        "clause 7: accounts are as they were");
    assertEquals(
        Optional.of(hour(9)), reopened.vaults().find(PHOTOS).orElseThrow().inventory().date());
    assertEquals(List.of(upload(PHOTOS, 3)), reopened.uploads().scan(PHOTOS, Scan.first(9)));
    assertEquals(
        Optional.of(hour(5)),
        reopened.uploads().lastActive(PHOTOS, id(PHOTOS, 3)),
        "clause 19: its activity is as given");
    assertEquals(
        List.of(archive),
        reopened.archives().scan(PHOTOS, Scan.first(9)),
        "clause 19: the archive is there");
    assertEquals(
        List.of(completed),
        reopened.uploads().completed(PHOTOS, Scan.first(9)),
        "clause 18: the completion is kept");
    assertEquals(List.of(part(0, 2), part(1, 3)), Given.parts(reopened, upload(PHOTOS, 3)));
    assertEquals(
        List.of(part(0, 4), part(1, 5)),
        Given.parts(reopened, archive),
        "clause 19: with all its parts");
    assertEquals(
        List.of(content(2), content(3), content(4), content(5)),
        Given.storedAfterRemoval(reopened),
        "clause 19: what is named, and nothing else");
    Given.assertReadable(reopened, PHOTOS, 2, 3, 4, 5);
  }

  // Clause 7: a lock that a restart forgets is none.
  @Test
  void reopening_gives_back_what_was_set() throws Exception {
    storage().vaults().create(created(PHOTOS));
    storage().vaults().create(created(vault("films")));
    storage().settings().replace(PHOTOS, VaultSettings.none(), settings(1));
    storage().settings().replace(PHOTOS, settings(1), FULL);
    storage().settings().replace(vault("films"), VaultSettings.none(), settings(2));
    storage().settings().replace(vault("films"), settings(2), VaultSettings.none());
    storage().settings().replace(ACCOUNT, AccountSettings.none(), FULL_ACCOUNT);
    boolean survives = survivesReopening();
    Storage reopened = reopened();
    assertEquals(
        survives ? FULL_ACCOUNT : AccountSettings.none(),
        reopened.settings().find(ACCOUNT),
        "clause 7: what is set for an account");
    assertEquals(
        survives ? List.of(ACCOUNT) : List.of(), reopened.settings().accounts(Scan.first(9)));
    reopened.vaults().create(created(PHOTOS));
    reopened.vaults().create(created(vault("films")));
    assertEquals(
        Optional.of(survives ? FULL : VaultSettings.none()),
        reopened.settings().find(PHOTOS),
        "clause 7: what is set for a vault");
    assertEquals(
        Optional.of(VaultSettings.none()),
        reopened.settings().find(vault("films")),
        "clause 7: what was set back stays so");
    assertEquals(
        survives,
        reopened.settings().replace(PHOTOS, FULL, VaultSettings.none()),
        "settings, clause 2: it is what is expected");
  }

  // Clause 7: a client that never got the answer asks again when the server is back.
  @Test
  void a_completion_can_be_repeated_after_reopening() throws Exception {
    byte[] bytes = bytes(1, CHUNK + 7);
    Firn firn = Firn.over(storage());
    firn.vaults().createVault(PHOTOS);
    UploadId upload =
        firn.multipartUploads().initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(2)).id();
    firn.multipartUploads()
        .uploadMultipartPart(
            PHOTOS, upload, RangeInBytes.startingAt(0, bytes.length), Payload.of(bytes));
    ArchiveId archive = complete(firn, upload, bytes);
    boolean survives = survivesReopening();
    Firn reopened = Firn.over(reopened());
    if (!survives) {
      reopened.vaults().createVault(PHOTOS);
      assertThrows(
          ResourceNotFoundException.class,
          () -> complete(reopened, upload, bytes),
          "clause 7: all is forgotten");
      return;
    }
    assertEquals(archive, complete(reopened, upload, bytes), "the same request, the same archive");
    assertEquals(
        1,
        reopened.vaults().describeVault(PHOTOS).inventory().archives(),
        "clause 14: completed once");
    assertArrayEquals(bytes, reopened.archives().read(PHOTOS, archive).readAllBytes());
  }

  private static ArchiveId complete(Firn firn, UploadId upload, byte[] bytes) {
    return firn.multipartUploads()
        .completeMultipartUpload(PHOTOS, upload, bytes.length, TreeHash.of(bytes));
  }

  // Contents, clauses 3 and 6: a server that is stopped while bytes are coming. They may be there
  // afterwards, or not, but nothing may be named that lacks some.
  @Test
  void after_reopening_incoming_content_is_whole_or_gone() throws Exception {
    storage().vaults().create(created(PHOTOS));
    for (int number = 1; number <= 4; number++) {
      Given.incoming(storage(), PHOTOS, number);
    }
    storage().contents().abandon(PHOTOS, content(4));
    Storage reopened = reopened();
    reopened.vaults().create(created(PHOTOS));
    List<Integer> named = new ArrayList<>();
    for (int number : List.of(1, 2, 4)) {
      ContentNaming naming = reopened.archives().add(archive(PHOTOS, number), content(number));
      if (naming == ContentNaming.NAMED) {
        named.add(number);
      }
    }
    assertFalse(named.contains(4), "contents, clause 5: never to be named again");
    Given.assertReadable(reopened, PHOTOS, named.toArray(Integer[]::new));
    assertTrue(reopened.contents().abandonStale(hour(1_000), 10) <= 1, "clause 5: the third");
    assertEquals(
        named.stream().map(SampleArchives::content).toList(),
        Given.storedAfterRemoval(reopened),
        "contents, clause 6: nothing but what is named");
  }

  // Clauses 7 and 9: a server that is stopped while uploads are initiated.
  @Test
  void what_was_acknowledged_while_closing_is_there_after_reopening() throws Exception {
    storage().vaults().create(created(PHOTOS));
    AtomicInteger added = new AtomicInteger();
    AtomicBoolean closed = new AtomicBoolean();
    Storage first = storage();
    Callable<Integer> adder =
        () -> {
          try {
            boolean isLate = closed.get();
            while (first.uploads().add(upload(PHOTOS, added.get()))) {
              assertFalse(isLate, "clause 9: the storage is closed, and nothing is added to it");
              added.incrementAndGet();
              isLate = closed.get();
            }
          } catch (IllegalStateException tooLate) {
            return added.get();
          }
          return -1;
        };
    Callable<Integer> closer =
        () -> {
          Race.await(() -> added.get() >= 20);
          first.close();
          closed.set(true);
          return 0;
        };
    List<Integer> acknowledged = Race.run(List.of(adder, closer));
    assertEquals(
        survivesReopening() ? uploads(PHOTOS, acknowledged.get(0)) : List.of(),
        reopened().uploads().scan(PHOTOS, Scan.first(1_000_000)),
        "clause 7: what was acknowledged before the storage was closed, and nothing else");
  }

  @Test
  @Clause("clause 9")
  void closing_again_does_nothing() {
    storage().close();
    storage().close();
  }

  // Clause 9: a call that comes too late has a clear answer, and not a crash.
  @Test
  @Clause("clause 9")
  void every_call_after_closing_is_an_illegal_state() {
    storage().vaults().create(created(PHOTOS));
    Given.archive(storage(), PHOTOS, 1);
    storage().close();
    Calls.of(storage())
        .forEach(
            (name, call) ->
                assertThrows(
                    IllegalStateException.class,
                    call,
                    "clause 9: the storage is closed, and a call of " + name + " says so"));
  }
}
