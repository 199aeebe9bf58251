// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.ArchiveIdSource;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.Contents;
import dev.firn.domain.content.IncomingContent;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Marker;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The operations on multipart uploads, named as the API names them. Thread-safe. Each may throw
 * {@link dev.firn.domain.error.StorageException} if the storage fails, and {@link
 * IllegalStateException} once it is closed.
 */
public final class MultipartUploads {
  /**
   * The most uploads on a page of {@link #listMultipartUploads}, and parts on one of {@link
   * #listParts}.
   */
  public static final int PAGE_MAXIMUM = 50;

  /** For how long at least a completion can be repeated. */
  public static final Duration COMPLETION_KEPT = Duration.ofDays(1);

  /** Each try that fails does so because another part has arrived. */
  private static final int MOST_TRIES = 1_000;

  private final UploadRepository repository;
  private final Vaults vaults;
  private final Contents contents;
  private final UploadIdSource ids;
  private final ArchiveIdSource archiveIds;
  private final Clock clock;
  private final Optional<Duration> expiry;

  /**
   * Creates the operations over a repository; the clock dates new uploads, and the sources name
   * them and the archives that they become.
   *
   * @param expiry after how long without activity an upload is ended; empty for never
   * @hidden
   */
  public MultipartUploads(
      UploadRepository repository,
      Vaults vaults,
      Contents contents,
      UploadIdSource ids,
      ArchiveIdSource archiveIds,
      Clock clock,
      Optional<Duration> expiry) {
    this.repository = repository;
    this.vaults = vaults;
    this.contents = contents;
    this.ids = ids;
    this.archiveIds = archiveIds;
    this.clock = clock;
    this.expiry = expiry;
  }

  /**
   * Initiates an upload of an archive without a description: see {@link
   * #initiateMultipartUpload(VaultKey, PartSize, ArchiveDescription)}.
   *
   * @throws ResourceNotFoundException if there is no such vault
   */
  public MultipartUpload initiateMultipartUpload(VaultKey vault, PartSize partSize) {
    return initiateMultipartUpload(vault, partSize, ArchiveDescription.none());
  }

  /**
   * Initiates an upload: from when this returns until the upload is completed or aborted, it is
   * listed. Every call makes a new upload. Follows "Initiate Multipart Upload (POST
   * multipart-uploads)".
   *
   * @param vault the vault that the archive will be in
   * @param partSize the size of each part but the last
   * @param description what the archive will be described as
   * @throws ResourceNotFoundException if there is no such vault
   */
  public MultipartUpload initiateMultipartUpload(
      VaultKey vault, PartSize partSize, ArchiveDescription description) {
    UploadId id = ids.next(vault);
    if (!id.isSealedFor(vault)) {
      throw new IllegalStateException(
          "The source of upload ids gave one that is not sealed for " + vault + ": " + id);
    }
    MultipartUpload upload = new MultipartUpload(id, vault, description, partSize, clock.instant());
    if (!repository.add(upload)) {
      throw vaults.notFound(vault);
    }
    return upload;
  }

  /**
   * Returns a page of the vault's in-progress uploads in the order of their ids, which is oldest
   * first; at most {@value #PAGE_MAXIMUM}. A page's marker is the id of the upload that the next
   * page begins with, and stays good when that upload is gone. An upload that is in progress during
   * a whole walk is on exactly one page of it; one that was ended before a page was asked for is
   * not on that page. A page costs the same wherever it begins and however many uploads there are.
   * Follows "List Multipart Uploads (GET multipart-uploads)".
   *
   * @throws ResourceNotFoundException if there is no such vault
   * @throws InvalidParameterValueException if the marker cannot have come from a listing of this
   *     vault
   */
  public Page<MultipartUpload> listMultipartUploads(VaultKey vault, PageRequest request) {
    Page<MultipartUpload> page =
        Page.read(
            request,
            PAGE_MAXIMUM,
            marker -> position(vault, marker),
            scan -> repository.scan(vault, scan),
            upload -> new Marker(upload.id().text()));
    // Only an empty page leaves open whether there is such a vault: what is listed is in one.
    if (page.items().isEmpty()) {
      vaults.describeVault(vault);
    }
    return page;
  }

  /**
   * Returns all in-progress uploads of a vault, in the order of their ids, read page by page as the
   * stream is consumed. What {@link #listMultipartUploads} says of a walk holds.
   *
   * @throws ResourceNotFoundException when the stream is consumed, if there is no such vault, or no
   *     longer
   */
  public Stream<MultipartUpload> inProgress(VaultKey vault) {
    return Page.walk(request -> listMultipartUploads(vault, request));
  }

  /**
   * Aborts an upload: from when this returns it is not listed, and its parts are gone. Aborting an
   * upload that was aborted before does nothing. Follows "Abort Multipart Upload (DELETE
   * uploadID)".
   *
   * @throws ResourceNotFoundException if there is no such vault, the upload was completed, or the
   *     id was never given to an upload in the vault
   */
  public void abortMultipartUpload(VaultKey vault, UploadId id) {
    if (repository.remove(vault, id)) {
      return;
    }
    vaults.describeVault(vault);
    if (!id.isSealedFor(vault) || repository.completion(vault, id).isPresent()) {
      throw ResourceNotFoundException.multipartUpload(id.text());
    }
  }

  /**
   * Uploads a part: when this returns it is stored, in place of a part of the same upload that
   * began at the same byte. Parts may come in any order and at the same time; of several with the
   * same first byte the last to be finished is what is left. What can be refused without reading
   * the payload is; after a refusal nothing is stored, and a part that was there before still is.
   * Follows "Upload Part (PUT uploadID)".
   *
   * @param range which bytes of the archive the part holds: it begins at a multiple of the part
   *     size and is no longer than that, and shorter only if it is the last
   * @return the part's tree hash
   * @throws ResourceNotFoundException if there is no such upload in progress, or no such vault
   * @throws InvalidParameterValueException if the range is not one of the upload's, the payload has
   *     another length, or another tree hash than it must have
   * @throws dev.firn.domain.error.InvalidSignatureException if it has another linear hash
   * @throws IOException if it cannot be read to its end
   */
  public TreeHash uploadMultipartPart(
      VaultKey vault, UploadId id, RangeInBytes range, Payload payload) throws IOException {
    MultipartUpload upload = repository.find(vault, id).orElseThrow(() -> notFound(vault, id));
    upload.partSize().check(range);
    if (payload.size().isPresent()) {
      long declared = payload.size().getAsLong();
      checkLength(range, declared, Long.toString(declared));
    }
    if (isOld(upload) && !repository.touch(vault, id, clock.instant())) {
      throw notFound(vault, id);
    }
    try (IncomingContent content =
        contents.begin(
            vault,
            OptionalLong.of(range.length()),
            () -> repository.touch(vault, id, clock.instant()))) {
      long received = content.receive(payload.bytes(), range.length());
      checkLength(range, received, IncomingContent.told(received, range.length()));
      Part part = new Part(range, content.check(payload), content.id());
      switch (repository.putPart(vault, id, part, clock.instant())) {
        case NAMED -> content.keep();
        case NO_OWNER -> throw notFound(vault, id);
        case NO_CONTENT -> throw content.lost();
      }
      return part.treeHash();
    }
  }

  private static void checkLength(RangeInBytes range, long length, String told) {
    if (length != range.length()) {
      throw InvalidParameterValueException.partLength(range.toString(), told);
    }
  }

  /** Tells whether an upload could be ended while a part of it is on its way. */
  private boolean isOld(MultipartUpload upload) {
    return expiry
        .map(idle -> upload.creationDate().plus(idle.dividedBy(2)).isBefore(clock.instant()))
        .orElse(false);
  }

  /**
   * Returns a page of the parts of an upload, in the order of their ranges; at most {@value
   * #PAGE_MAXIMUM}. What {@link #listMultipartUploads} says of pages, markers, walks and cost
   * holds. Follows "List Parts (GET uploadID)".
   *
   * @throws ResourceNotFoundException if there is no such upload in progress, or no such vault
   * @throws InvalidParameterValueException if the marker cannot have come from a listing of this
   *     upload's parts
   */
  public PartsPage listParts(VaultKey vault, UploadId id, PageRequest request) {
    Page<Part> page =
        Page.read(
            request,
            PAGE_MAXIMUM,
            marker -> PartMarkers.position(id, marker),
            scan -> repository.parts(vault, id, scan),
            part -> PartMarkers.of(id, part.range().first()));
    // In this order, what was read were the parts of an upload in progress.
    MultipartUpload upload = repository.find(vault, id).orElseThrow(() -> notFound(vault, id));
    return new PartsPage(upload, page);
  }

  /**
   * Returns all parts of an upload, in the order of their ranges, read page by page as the stream
   * is consumed: what there is need not be sent again. What {@link #listParts} says of a walk
   * holds.
   *
   * @throws ResourceNotFoundException when the stream is consumed, if there is no such upload in
   *     progress, or no such vault
   */
  public Stream<Part> parts(VaultKey vault, UploadId id) {
    return Page.walk(request -> listParts(vault, id, request).page());
  }

  /**
   * Completes an upload: when this returns, the archive is stored, and the upload is not in
   * progress any more. What it is refused for leaves the upload as it was. Completing again what
   * was completed within the last day does nothing and gives the same id. Follows "Complete
   * Multipart Upload (POST uploadID)".
   *
   * @param archiveSize the sum of the parts' sizes in bytes
   * @param treeHash the tree hash of the whole archive
   * @return the archive's id
   * @throws ResourceNotFoundException if there is no such upload, or no such vault
   * @throws InvalidParameterValueException if the parts leave a gap, or have another size or tree
   *     hash; or if the upload was completed with others
   */
  public ArchiveId completeMultipartUpload(
      VaultKey vault, UploadId id, long archiveSize, TreeHash treeHash) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      OptionalLong revision = repository.revision(vault, id);
      Optional<MultipartUpload> upload = repository.find(vault, id);
      if (revision.isEmpty() || upload.isEmpty()) {
        return completedBefore(vault, id, archiveSize, treeHash);
      }
      Instant now = clock.instant();
      try {
        Assembly.of(upload.get(), repository).check(archiveSize, treeHash);
      } catch (InvalidParameterValueException refusal) {
        if (!repository.revision(vault, id).equals(revision)) {
          // Somebody ended the upload, or put a part, while its parts were read.
          continue;
        }
        repository.touch(vault, id, now);
        throw refusal;
      }
      Archive archive =
          new Archive(
              archiveIds.next(vault),
              vault,
              upload.get().description(),
              archiveSize,
              treeHash,
              now);
      if (repository.complete(vault, id, revision.getAsLong(), archive)) {
        return archive.id();
      }
    }
    throw new StorageException(
        "Cannot complete upload " + id + " in " + vault + ": its parts change all the time");
  }

  private ArchiveId completedBefore(
      VaultKey vault, UploadId id, long archiveSize, TreeHash treeHash) {
    Completion completion = repository.completion(vault, id).orElseThrow(() -> notFound(vault, id));
    if (completion.archiveSize() != archiveSize || !completion.treeHash().equals(treeHash)) {
      throw InvalidParameterValueException.completedOtherwise(
          id.text(), completion.archiveSize(), completion.treeHash().hex());
    }
    return completion.archive();
  }

  /**
   * Ends uploads that were idle for as long as the expiry says, or longer; none that this process
   * is receiving a part of.
   *
   * @param max the most to end, 1 or more
   * @return how many were ended; 0 means that there are no more
   * @hidden
   */
  public int endIdle(int max) {
    return expiry
        .map(idle -> repository.removeIdle(justAfter(clock.instant().minus(idle)), max))
        .orElse(0);
  }

  /**
   * Returns the next time by the storage's precision, so that what was at this one is before it.
   */
  private static Instant justAfter(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
  }

  /**
   * Forgets completions that need not be repeatable any more.
   *
   * @param max the most to forget, 1 or more
   * @return how many were forgotten; 0 means that there are no more
   * @hidden
   */
  public int forgetCompletions(int max) {
    return repository.forgetCompletions(clock.instant().minus(COMPLETION_KEPT), max);
  }

  private ResourceNotFoundException notFound(VaultKey vault, UploadId id) {
    vaults.describeVault(vault);
    return ResourceNotFoundException.multipartUpload(id.text());
  }

  private UploadId position(VaultKey vault, Marker marker) {
    return UploadId.parse(marker.text())
        .filter(id -> id.isSealedFor(vault))
        .orElseThrow(() -> InvalidParameterValueException.marker(marker.text()));
  }
}
