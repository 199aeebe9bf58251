// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import com.google.common.collect.Streams;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.page.Marker;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.time.Clock;
import java.util.stream.Stream;

/**
 * The operations on multipart uploads, named as the API names them. Thread-safe. Each may throw
 * {@link dev.firn.domain.error.StorageException} if the storage fails, and {@link
 * IllegalStateException} once it is closed.
 */
public final class MultipartUploads {
  /** The most uploads on a page of {@link #listMultipartUploads}. */
  public static final int PAGE_MAXIMUM = 50;

  private final UploadRepository repository;
  private final Vaults vaults;
  private final UploadIdSource ids;
  private final Clock clock;

  /**
   * Creates the operations over a repository; the clock dates new uploads, and the source names
   * them.
   */
  public MultipartUploads(
      UploadRepository repository, Vaults vaults, UploadIdSource ids, Clock clock) {
    this.repository = repository;
    this.vaults = vaults;
    this.ids = ids;
    this.clock = clock;
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
      throw vaultNotFound(vault);
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
    return Streams.stream(new UploadWalk(request -> listMultipartUploads(vault, request)));
  }

  /**
   * Aborts an upload: from when this returns it is not listed. Aborting an upload that was aborted
   * before does nothing. Follows "Abort Multipart Upload (DELETE uploadID)".
   *
   * @throws ResourceNotFoundException if there is no such vault, or the id was never given to an
   *     upload in it
   */
  public void abortMultipartUpload(VaultKey vault, UploadId id) {
    if (repository.remove(vault, id)) {
      return;
    }
    vaults.describeVault(vault);
    if (!id.isSealedFor(vault)) {
      throw ResourceNotFoundException.multipartUpload(id.text());
    }
  }

  private UploadId position(VaultKey vault, Marker marker) {
    return UploadId.parse(marker.text())
        .filter(id -> id.isSealedFor(vault))
        .orElseThrow(() -> InvalidParameterValueException.marker(marker.text()));
  }

  private ResourceNotFoundException vaultNotFound(VaultKey vault) {
    return ResourceNotFoundException.vault(vaults.arn(vault).toString());
  }
}
