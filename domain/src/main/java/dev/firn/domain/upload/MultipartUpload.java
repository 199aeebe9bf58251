// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A multipart upload in progress: data on its way to becoming an archive.
 *
 * @param id the upload's id
 * @param vault the vault that the archive will be in
 * @param description what the archive will be described as
 * @param partSize the size of each part but the last
 * @param creationDate when the upload was initiated, UTC, cut to milliseconds
 */
public record MultipartUpload(
    UploadId id,
    VaultKey vault,
    ArchiveDescription description,
    PartSize partSize,
    Instant creationDate) {

  /**
   * Cuts the date to milliseconds, the API's precision, so that every storage gives back what it
   * was given.
   */
  public MultipartUpload {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(vault, "vault");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(partSize, "partSize");
    Objects.requireNonNull(creationDate, "creationDate");
    creationDate = creationDate.truncatedTo(ChronoUnit.MILLIS);
  }
}
