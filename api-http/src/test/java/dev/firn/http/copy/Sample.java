// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.copy;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import dev.firn.testkit.SampleArchives;
import dev.firn.testkit.SampleSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A storage with something of every kind in it, made by Firn's operations; and what is in one. */
public final class Sample {
  /** The vault that has the most in it. */
  public static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");

  /** A vault of like name. */
  public static final VaultKey PHOTO = VaultKey.of("012345678901", "photo");

  /** The same name in another account. */
  public static final VaultKey OTHERS = VaultKey.of("999999999999", "photos");

  /** When the first of all was made. */
  public static final Instant START = Instant.parse("2026-01-10T12:00:00.007Z");

  private static final int MEBIBYTE = 1 << 20;
  private static final int ALL = 1_000_000;

  private final Storage storage;
  private int seed;

  private Sample(Storage storage) {
    this.storage = storage;
  }

  /** Returns a moment so many hours after the start. */
  static Instant hour(int hours) {
    return START.plus(Duration.ofHours(hours));
  }

  /** Returns a Firn over a storage, at a moment. */
  static Firn at(Storage storage, Instant time) {
    return Firn.builder().clock(Clock.fixed(time, ZoneOffset.UTC)).over(storage);
  }

  private Firn at(int hours) {
    return at(storage, hour(hours));
  }

  /** Fills an empty storage. */
  public static Storage fill(Storage storage) throws IOException {
    new Sample(storage).fill();
    return storage;
  }

  private void fill() throws IOException {
    for (VaultKey vault : List.of(PHOTOS, PHOTO, OTHERS)) {
      at(0).vaults().createVault(vault);
    }
    at(1).vaults().createVault(VaultKey.of("012345678901", "empty"));
    archives();
    completions();
    uploads();
    settings();
  }

  /** A vault with all that there is, one with a little, and an account that has no vault. */
  private void settings() {
    set(storage, PHOTOS, SampleSettings.FULL);
    set(storage, OTHERS, SampleSettings.settings(1));
    set(storage, PHOTOS.account(), SampleSettings.accountSettings(1));
    set(storage, new AccountId("555555555555"), SampleSettings.FULL_ACCOUNT);
  }

  /** Sets something for a vault for which nothing is set. */
  static void set(Storage storage, VaultKey vault, VaultSettings settings) {
    if (!storage.settings().replace(vault, VaultSettings.none(), settings)) {
      throw new AssertionError("Something is set for vault " + vault + ", or there is none");
    }
  }

  /** Sets something for an account for which nothing is set. */
  static void set(Storage storage, AccountId account, AccountSettings settings) {
    if (!storage.settings().replace(account, AccountSettings.none(), settings)) {
      throw new AssertionError("Something is set for account " + account);
    }
  }

  private void archives() throws IOException {
    archive(2, PHOTOS, 16);
    archive(2, PHOTOS, 2 * MEBIBYTE + 1);
    archive(3, PHOTO, MEBIBYTE);
    archive(3, OTHERS, 5);
    ArchiveId deleted = archive(4, PHOTOS, 17);
    at(9).archives().deleteArchive(PHOTOS, deleted);
  }

  private ArchiveId archive(int hour, VaultKey vault, int size) throws IOException {
    ArchiveDescription description = new ArchiveDescription("of " + size + " bytes");
    return at(hour).archives().uploadArchive(vault, description, Payload.of(bytes(size))).id();
  }

  private byte[] bytes(int size) {
    return SampleArchives.bytes(seed++, size);
  }

  /** Uploads of one part and of several; one is not remembered, and an archive has gone. */
  private void completions() throws IOException {
    complete(5, PHOTOS, MEBIBYTE + 3);
    at(40).multipartUploads().forgetCompletions(ALL);
    complete(30, PHOTOS, 3 * MEBIBYTE + 7);
    complete(31, PHOTO, 9);
    ArchiveId deleted = complete(32, PHOTO, 2 * MEBIBYTE);
    at(33).archives().deleteArchive(PHOTO, deleted);
  }

  private ArchiveId complete(int hour, VaultKey vault, int size) throws IOException {
    UploadId upload = initiate(hour, vault, "completed, of " + size);
    byte[] bytes = bytes(size);
    for (int first = 0; first < size; first += MEBIBYTE) {
      byte[] part = Arrays.copyOfRange(bytes, first, Math.min(size, first + MEBIBYTE));
      put(hour, vault, upload, first, part);
    }
    return at(hour)
        .multipartUploads()
        .completeMultipartUpload(vault, upload, size, TreeHash.of(bytes));
  }

  private UploadId initiate(int hour, VaultKey vault, String description) {
    return at(hour)
        .multipartUploads()
        .initiateMultipartUpload(
            vault, PartSize.ofMebibytes(1), new ArchiveDescription(description))
        .id();
  }

  private void put(int hour, VaultKey vault, UploadId upload, long first, byte[] bytes)
      throws IOException {
    at(hour)
        .multipartUploads()
        .uploadMultipartPart(
            vault, upload, RangeInBytes.startingAt(first, bytes.length), Payload.of(bytes));
  }

  /** Uploads without parts, with a gap, of old, and ended. */
  private void uploads() throws IOException {
    initiate(40, PHOTOS, "without parts");
    storage.uploads().touch(PHOTOS, initiate(40, PHOTOS, "touched"), hour(45));
    UploadId gap = initiate(41, PHOTOS, "with a gap");
    put(42, PHOTOS, gap, 3L * MEBIBYTE, bytes(MEBIBYTE));
    put(43, PHOTOS, gap, MEBIBYTE, bytes(MEBIBYTE));
    put(44, PHOTOS, gap, 5L * MEBIBYTE, bytes(3));
    put(44, PHOTOS, gap, 5L * MEBIBYTE, bytes(4));
    UploadId aborted = initiate(41, PHOTOS, "aborted");
    put(42, PHOTOS, aborted, 0, bytes(MEBIBYTE));
    at(43).multipartUploads().abortMultipartUpload(PHOTOS, aborted);
    put(41, OTHERS, initiate(41, OTHERS, ""), 0, bytes(10));
  }

  /** Tells all that is in a storage, in lines, to the hash of each part's bytes. */
  public static List<String> told(Storage storage) {
    List<String> lines = new ArrayList<>();
    for (AccountId account : storage.settings().accounts(Scan.first(ALL))) {
      lines.add(account + " " + storage.settings().find(account));
    }
    for (AccountId account : storage.vaults().accounts(Scan.first(ALL))) {
      for (Vault vault : storage.vaults().scan(account, Scan.first(ALL))) {
        lines.add(vault.toString());
        tell(storage, vault.key(), lines);
      }
    }
    return lines;
  }

  private static void tell(Storage storage, VaultKey vault, List<String> lines) {
    lines.add(vault + " " + storage.settings().find(vault));
    for (Archive archive : storage.archives().scan(vault, Scan.first(ALL))) {
      lines.add(archive.toString());
      storage
          .archives()
          .parts(vault, archive.id(), Scan.first(ALL))
          .forEach(part -> lines.add(archive.id() + " " + told(storage, vault, part)));
    }
    for (MultipartUpload upload : storage.uploads().scan(vault, Scan.first(ALL))) {
      lines.add(upload + " " + storage.uploads().lastActive(vault, upload.id()));
      storage
          .uploads()
          .parts(vault, upload.id(), Scan.first(ALL))
          .forEach(part -> lines.add(upload.id() + " " + told(storage, vault, part)));
    }
    storage
        .uploads()
        .completed(vault, Scan.first(ALL))
        .forEach(each -> lines.add(vault + " " + each));
  }

  private static String told(Storage storage, VaultKey vault, Part part) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer room = ByteBuffer.allocate(1 << 20);
      for (int number = 0;
          storage.contents().read(vault, part.content(), number, room.clear());
          number++) {
        digest.update(room.flip());
      }
      return part.range() + " " + part.treeHash() + " " + HexFormat.of().formatHex(digest.digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the contents that parts of archives and uploads name, ascending. */
  public static List<ContentId> named(Storage storage) {
    return storage.vaults().accounts(Scan.first(ALL)).stream()
        .flatMap(account -> storage.vaults().scan(account, Scan.first(ALL)).stream())
        .flatMap(vault -> parts(storage, vault.key()))
        .map(Part::content)
        .sorted()
        .toList();
  }

  private static Stream<Part> parts(Storage storage, VaultKey vault) {
    return Stream.concat(
        storage.archives().scan(vault, Scan.first(ALL)).stream()
            .flatMap(each -> storage.archives().parts(vault, each.id(), Scan.first(ALL)).stream()),
        storage.uploads().scan(vault, Scan.first(ALL)).stream()
            .flatMap(each -> storage.uploads().parts(vault, each.id(), Scan.first(ALL)).stream()));
  }

  /** Returns the contents of which a byte is stored, once all is removed that nobody needs. */
  public static List<ContentId> stored(Storage storage) {
    storage.contents().abandonStale(Instant.parse("2999-01-01T00:00:00Z"), ALL);
    int steps = 0;
    while (storage.contents().removeAbandoned(1_000) > 0) {
      if (++steps > 1_000) {
        throw new AssertionError("There is no end to what is abandoned");
      }
    }
    return storage.contents().stored(Scan.first(ALL));
  }
}
