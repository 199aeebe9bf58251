// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.document.Document;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobId;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The layout of values: fields, each on a line of its own, which is in the alphabet of none. Times
 * are milliseconds since 1970. What is in the key is not in the value.
 */
final class Values {
  private static final String NONE = "";

  private Values() {}

  static String of(Vault vault) {
    VaultInventory inventory = vault.inventory();
    return lines(
        vault.creationDate().toEpochMilli(),
        inventory.archives(),
        inventory.bytes(),
        inventory.date().map(Instant::toEpochMilli).map(Object::toString).orElse(NONE));
  }

  static Vault vault(String key, String value) {
    return read(
        key,
        value,
        fields ->
            new Vault(
                Keys.vault(key),
                time(fields[0]),
                new VaultInventory(
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Optional.of(fields[3]).filter(date -> !date.equals(NONE)).map(Values::time))));
  }

  static String of(StoredUpload stored) {
    MultipartUpload upload = stored.upload();
    return lines(
        upload.creationDate().toEpochMilli(),
        upload.partSize().bytes(),
        stored.revision(),
        stored.active().toEpochMilli(),
        upload.description());
  }

  static StoredUpload upload(VaultKey vault, String key, String value) {
    return read(
        key,
        value,
        fields ->
            new StoredUpload(
                new MultipartUpload(
                    new UploadId(Keys.id(key)),
                    vault,
                    new ArchiveDescription(fields[4]),
                    new PartSize(Long.parseLong(fields[1])),
                    time(fields[0])),
                Long.parseLong(fields[2]),
                time(fields[3])));
  }

  static String of(Part part) {
    return lines(part.range().last(), part.treeHash(), part.content());
  }

  static Part part(String key, String value) {
    return read(
        key,
        value,
        fields ->
            new Part(
                new RangeInBytes(Keys.first(key), Long.parseLong(fields[0])),
                new TreeHash(fields[1]),
                new ContentId(fields[2])));
  }

  static String of(StoredArchive stored) {
    Archive archive = stored.archive();
    return lines(
        archive.creationDate().toEpochMilli(),
        archive.size(),
        archive.treeHash(),
        stored.owner(),
        archive.description());
  }

  static StoredArchive archive(VaultKey vault, String key, String value) {
    return read(
        key,
        value,
        fields ->
            new StoredArchive(
                new Archive(
                    new ArchiveId(Keys.id(key)),
                    vault,
                    new ArchiveDescription(fields[4]),
                    Long.parseLong(fields[1]),
                    new TreeHash(fields[2]),
                    time(fields[0])),
                fields[3]));
  }

  static String of(Completion completion) {
    return lines(
        completion.archive(),
        completion.archiveSize(),
        completion.treeHash(),
        completion.date().toEpochMilli());
  }

  static Completion completion(String key, String value) {
    return read(
        key,
        value,
        fields ->
            new Completion(
                new ArchiveId(fields[0]),
                Long.parseLong(fields[1]),
                new TreeHash(fields[2]),
                time(fields[3])));
  }

  static String of(Incoming incoming) {
    return lines(Keys.vault(incoming.vault()), incoming.renewed().toEpochMilli());
  }

  static Incoming incoming(String key, String value) {
    return read(key, value, fields -> new Incoming(Keys.vault(fields[0]), time(fields[1])));
  }

  static Job job(String key, Document document) {
    return Job.of(Keys.vault(key), new JobId(Keys.id(key)), document);
  }

  /** Reads a document, if there is one. */
  static <T> Optional<T> document(String key, byte[] bytes, Function<Document, T> reading) {
    return Optional.ofNullable(bytes)
        .map(value -> checked(key, () -> reading.apply(Document.parse(value))));
  }

  private static String lines(Object... fields) {
    return Arrays.stream(fields).map(Object::toString).collect(Collectors.joining("\n"));
  }

  private static Instant time(String field) {
    return Instant.ofEpochMilli(Long.parseLong(field));
  }

  private static <T> T read(String key, String value, Function<String[], T> fields) {
    return checked(key, () -> fields.apply(value.split("\n", -1)));
  }

  private static <T> T checked(String key, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IndexOutOfBoundsException | IllegalArgumentException | GlacierException e) {
      throw new StorageException(
          "The row of " + key.replace('\0', '/') + " is corrupt: " + e.getMessage(), e);
    }
  }
}
