// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.archive;

import dev.firn.domain.content.Contents;
import dev.firn.domain.content.IncomingContent;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The operations on archives, named as the API names them. Thread-safe. Each may throw {@link
 * dev.firn.domain.error.StorageException} if the storage fails, and {@link IllegalStateException}
 * once it is closed.
 */
public final class Archives {
  /** The most bytes of an archive that is uploaded in one piece: 4 GiB. */
  public static final long MOST_BYTES = 1L << 32;

  private final ArchiveRepository repository;
  private final Vaults vaults;
  private final Contents contents;
  private final ArchiveIdSource ids;
  private final Clock clock;

  /**
   * Creates the operations over a repository; the clock dates new archives, and the source names
   * them.
   *
   * @hidden
   */
  public Archives(
      ArchiveRepository repository,
      Vaults vaults,
      Contents contents,
      ArchiveIdSource ids,
      Clock clock) {
    this.repository = repository;
    this.vaults = vaults;
    this.contents = contents;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Uploads an archive without a description: see {@link #uploadArchive(VaultKey,
   * ArchiveDescription, Payload)}, which says what is thrown.
   */
  public Archive uploadArchive(VaultKey vault, Payload payload) throws IOException {
    return uploadArchive(vault, ArchiveDescription.none(), payload);
  }

  /**
   * Uploads an archive in one piece; it is stored when this returns. Every call makes a new
   * archive. What can be refused without reading the payload is. Follows "Upload Archive (POST
   * archive)".
   *
   * @throws ResourceNotFoundException if there is no such vault
   * @throws InvalidParameterValueException if the payload is empty, has more than {@value
   *     #MOST_BYTES} bytes, or another size or tree hash than it must have
   * @throws dev.firn.domain.error.InvalidSignatureException if it has another linear hash
   * @throws IOException if it cannot be read to its end
   */
  public Archive uploadArchive(VaultKey vault, ArchiveDescription description, Payload payload)
      throws IOException {
    vaults.describeVault(vault);
    long most = payload.size().orElse(MOST_BYTES);
    checkLength(most, Long.toString(most));
    try (IncomingContent content = contents.begin(vault, payload.size(), () -> {})) {
      long size = content.receive(payload.bytes(), most);
      String told = IncomingContent.told(size, most);
      if (payload.size().isPresent() && size != most) {
        throw InvalidParameterValueException.payloadLength(most, told);
      }
      checkLength(size, told);
      TreeHash treeHash = content.check(payload);
      Archive archive =
          new Archive(ids.next(vault), vault, description, size, treeHash, clock.instant());
      switch (repository.add(archive, content.id())) {
        case NAMED -> content.keep();
        case NO_OWNER -> throw vaults.notFound(vault);
        case NO_CONTENT -> throw content.lost();
      }
      return archive;
    }
  }

  private static void checkLength(long size, String told) {
    if (size < 1 || size > MOST_BYTES) {
      throw InvalidParameterValueException.contentLength(told, MOST_BYTES);
    }
  }

  /**
   * Returns an archive. No page of the API: what a retrieval job or an inventory says of it.
   *
   * @throws ResourceNotFoundException if there is no such archive in the vault, or no such vault
   */
  public Archive describeArchive(VaultKey vault, ArchiveId id) {
    return repository
        .find(vault, id)
        .orElseThrow(
            () -> {
              vaults.describeVault(vault);
              return ResourceNotFoundException.archive(id.text());
            });
  }

  /**
   * Returns how long ago an archive was created, by the clock; empty if there is no such archive in
   * the vault. No page of the API: what policies can ask for as {@code glacier:ArchiveAgeInDays}.
   */
  public Optional<Duration> age(VaultKey vault, ArchiveId id) {
    return repository
        .find(vault, id)
        .map(archive -> Duration.between(archive.creationDate(), clock.instant()));
  }

  /** Returns all bytes of an archive: see {@link #read(VaultKey, ArchiveId, RangeInBytes)}. */
  public InputStream read(VaultKey vault, ArchiveId id) {
    return read(describeArchive(vault, id));
  }

  private InputStream read(Archive archive) {
    return read(archive, new RangeInBytes(0, archive.size() - 1));
  }

  /**
   * Returns the bytes of a range of an archive, as a stream that holds about 1 MiB in memory. Need
   * not be closed. Reading it throws an {@link IOException} if the archive is deleted meanwhile.
   *
   * @throws ResourceNotFoundException if there is no such archive in the vault, or no such vault
   * @throws IllegalArgumentException if the range goes beyond the archive
   */
  public InputStream read(VaultKey vault, ArchiveId id, RangeInBytes range) {
    return read(describeArchive(vault, id), range);
  }

  private InputStream read(Archive archive, RangeInBytes range) {
    if (range.last() >= archive.size()) {
      throw new IllegalArgumentException(
          "The range " + range + " goes beyond the archive's " + archive.size() + " bytes");
    }
    List<Part> first = repository.parts(archive.vault(), archive.id(), Scan.first(1));
    if (first.isEmpty()) {
      throw ResourceNotFoundException.archive(archive.id().text());
    }
    long partSize = first.get(0).range().length();
    return new PartsStream(
        scan -> repository.parts(archive.vault(), archive.id(), scan),
        contents,
        archive.vault(),
        "Archive " + archive.id(),
        partSize,
        range,
        Optional.empty());
  }

  /**
   * Deletes an archive. Does nothing if there is none with this id, as it was deleted before or
   * never was. Follows "Delete Archive (DELETE archive)".
   *
   * @throws ResourceNotFoundException if there is no such vault
   * @throws InvalidParameterValueException if the id is that of an archive in another vault
   */
  public void deleteArchive(VaultKey vault, ArchiveId id) {
    if (repository.remove(vault, id, clock.instant())) {
      return;
    }
    vaults.describeVault(vault);
    if (id.isSealedForAccountOf(vault) && !id.isSealedFor(vault)) {
      throw InvalidParameterValueException.archiveOfAnotherVault(vaults.arn(vault).toString());
    }
  }
}
