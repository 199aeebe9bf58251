// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.CHUNK;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.LinearHash;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.InvalidSignatureException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Uploading, reading and deleting archives as callers have it, through the domain; {@link
 * StorageContract} brings it together with the rest.
 */
@Clause("archives, clauses 1 to 6, and contents, clauses 1 to 6")
abstract class ArchivingContract {
  private static final ArchiveDescription DESCRIPTION = new ArchiveDescription("in one piece");
  private static final VaultKey FILMS = vault("films");

  private final byte[] bytes = bytes(1, 2 * CHUNK + 7);
  private final MovableClock clock = new MovableClock(START);
  private Firn firn;

  abstract Storage storage();

  @BeforeEach
  void create_the_vaults() {
    firn = Firn.builder().clock(clock).over(storage());
    firn.vaults().createVault(PHOTOS);
    firn.vaults().createVault(FILMS);
  }

  private Archive upload(byte[] body) throws IOException {
    Payload payload =
        new Payload(
            new ByteArrayInputStream(body),
            OptionalLong.of(body.length),
            Optional.of(LinearHash.of(body)),
            Optional.of(TreeHash.of(body)));
    return firn.archives().uploadArchive(PHOTOS, DESCRIPTION, payload);
  }

  private VaultInventory inventory() {
    return firn.vaults().describeVault(PHOTOS).inventory();
  }

  // One byte, one chunk, and several; the same bytes twice are two archives.
  @Test
  void an_archive_is_read_as_it_was_uploaded() throws Exception {
    for (byte[] body : List.of(bytes(1, 1), bytes(2, CHUNK), bytes, bytes)) {
      Archive archive = upload(body);
      assertEquals(
          new Archive(archive.id(), PHOTOS, DESCRIPTION, body.length, TreeHash.of(body), START),
          firn.archives().describeArchive(PHOTOS, archive.id()));
      assertTrue(
          Arrays.equals(body, firn.archives().read(PHOTOS, archive.id()).readAllBytes()),
          "all " + body.length + " bytes");
    }
    assertEquals(
        new VaultInventory(4, 1L + CHUNK + 2L * bytes.length, Optional.of(START)), inventory());
    assertEquals(4, Given.storedAfterRemoval(storage()).size());
  }

  // Bytes that are spoilt on their way, and those that nobody may send.
  @Test
  void nothing_is_stored_after_a_refusal() {
    byte[] other = bytes(2, bytes.length);
    assertRefused(IOException.class, PHOTOS, Payload.of(Bodies.broken(bytes)));
    assertRefused(
        InvalidParameterValueException.class,
        PHOTOS,
        Payload.of(bytes).withTreeHash(TreeHash.of(other)));
    assertRefused(
        InvalidSignatureException.class,
        PHOTOS,
        new Payload(
            new ByteArrayInputStream(bytes),
            OptionalLong.empty(),
            Optional.of(LinearHash.of(other)),
            Optional.empty()));
    assertRefused(InvalidParameterValueException.class, PHOTOS, Payload.of(new byte[0]));
    assertRefused(
        InvalidParameterValueException.class,
        PHOTOS,
        Payload.of(new ByteArrayInputStream(new byte[0])));
    assertRefused(
        InvalidParameterValueException.class,
        PHOTOS,
        new Payload(
            Bodies.unread(), OptionalLong.of((1L << 32) + 1), Optional.empty(), Optional.empty()));
    assertRefused(ResourceNotFoundException.class, vault("absent"), Payload.of(Bodies.unread()));
    assertRefused(
        ResourceNotFoundException.class,
        FILMS,
        Payload.of(Bodies.eventful(bytes, CHUNK + 1, () -> firn.vaults().deleteVault(FILMS))));
  }

  private void assertRefused(Class<? extends Exception> refusal, VaultKey vault, Payload payload) {
    assertThrows(refusal, () -> firn.archives().uploadArchive(vault, DESCRIPTION, payload));
    assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nothing is stored");
    assertEquals(VaultInventory.empty(), inventory(), "nothing is counted");
  }

  // A delete, the same again, and one that names the wrong vault.
  @Test
  void deleting_again_does_nothing() throws Exception {
    Archive deleted = upload(bytes(1, 1));
    Archive kept = upload(bytes(2, 2));
    clock.move(Duration.ofHours(1));
    firn.archives().deleteArchive(PHOTOS, deleted.id());
    VaultInventory one = new VaultInventory(1, 2, Optional.of(clock.instant()));
    clock.move(Duration.ofHours(1));
    firn.archives().deleteArchive(PHOTOS, deleted.id());
    assertThrows(
        InvalidParameterValueException.class,
        () -> firn.archives().deleteArchive(FILMS, kept.id()),
        "an archive of another vault");
    assertThrows(
        ResourceNotFoundException.class,
        () -> firn.archives().deleteArchive(vault("absent"), kept.id()));
    ArchiveId never = SampleArchives.archiveId(VaultKey.of("999999999999", "photos"), 1);
    firn.archives().deleteArchive(PHOTOS, never);
    assertThrows(ResourceNotFoundException.class, () -> firn.archives().read(PHOTOS, deleted.id()));
    assertEquals(one, inventory(), "one was deleted, at its time");
    assertEquals(Optional.of(Duration.ofHours(2)), firn.archives().age(PHOTOS, kept.id()));
    assertEquals(Optional.empty(), firn.archives().age(PHOTOS, deleted.id()));
    assertEquals(1, Given.storedAfterRemoval(storage()).size(), "the other's content");
    assertEquals(2, firn.archives().read(PHOTOS, kept.id()).readAllBytes().length);
  }

  // A program says how long a stream is, and errs.
  @Test
  void a_payload_of_another_length_than_it_says_is_refused() {
    for (int said : new int[] {1, bytes.length - 1, bytes.length + 1}) {
      Payload payload =
          new Payload(
              new ByteArrayInputStream(bytes),
              OptionalLong.of(said),
              Optional.empty(),
              Optional.empty());
      InvalidParameterValueException refusal =
          assertThrows(
              InvalidParameterValueException.class,
              () -> firn.archives().uploadArchive(PHOTOS, payload),
              "it has " + bytes.length + " bytes, not " + said);
      String told = said < bytes.length ? "more than " + said : Integer.toString(bytes.length);
      assertEquals(
          "Content-Length: " + said + " is incompatible with a body of " + told + " bytes",
          refusal.getMessage());
    }
    assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nothing is stored");
  }

  // An archive is deleted, and swept, while a client reads it: it fails, or goes on, but never
  // gives other bytes, and never ends early as if that were all.
  @Test
  void reading_what_is_deleted_meanwhile_never_gives_less() throws Exception {
    Archive archive = upload(bytes);
    InputStream read = firn.archives().read(PHOTOS, archive.id());
    assertTrue(Arrays.equals(Arrays.copyOf(bytes, 9), read.readNBytes(9)), "the first bytes");
    firn.archives().deleteArchive(PHOTOS, archive.id());
    firn.sweep();
    try {
      assertTrue(
          Arrays.equals(Arrays.copyOfRange(bytes, 9, bytes.length), read.readAllBytes()),
          "all or nothing");
    } catch (IOException deleted) {
      assertTrue(String.valueOf(deleted.getMessage()).length() > 0, "it says why");
    }
    assertEquals(List.of(), Given.storedAfterRemoval(storage()), "clause 6: nothing is left");
  }
}
