// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.archive;

import dev.firn.domain.content.TreeHash;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * An archive: bytes in a vault, never changed.
 *
 * @param id the archive's id
 * @param vault the vault that it is in
 * @param description what the client said of it
 * @param size the number of its bytes, 1 or more
 * @param treeHash the tree hash of its bytes
 * @param creationDate when it was uploaded, or its upload completed, UTC, cut to milliseconds
 */
public record Archive(
    ArchiveId id,
    VaultKey vault,
    ArchiveDescription description,
    long size,
    TreeHash treeHash,
    Instant creationDate) {

  /**
   * Cuts the date to milliseconds, the API's precision, so that every storage gives back what it
   * was given.
   *
   * @throws IllegalArgumentException if there are no bytes
   */
  public Archive {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(vault, "vault");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(treeHash, "treeHash");
    Objects.requireNonNull(creationDate, "creationDate");
    if (size < 1) {
      throw new IllegalArgumentException("An archive has 1 byte or more, not " + size);
    }
    creationDate = creationDate.truncatedTo(ChronoUnit.MILLIS);
  }
}
