// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What an upload was completed as; kept for a while after, so that the request can be repeated.
 *
 * @param archive the id of the archive that it became
 * @param archiveSize the archive's size in bytes
 * @param treeHash the archive's tree hash
 * @param date when it was completed, UTC, cut to milliseconds
 */
public record Completion(ArchiveId archive, long archiveSize, TreeHash treeHash, Instant date) {

  /**
   * Checks the size, and cuts the date to milliseconds.
   *
   * @throws IllegalArgumentException if the size is below 1
   */
  public Completion {
    if (archiveSize < 1) {
      throw new IllegalArgumentException(
          "An archive has 1 byte or more, not " + archiveSize + ", as a completion has it");
    }
    Objects.requireNonNull(archive, "archive");
    Objects.requireNonNull(treeHash, "treeHash");
    Objects.requireNonNull(date, "date");
    date = date.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Returns the completion of an upload that became an archive, at the archive's date. */
  public static Completion of(Archive archive) {
    return new Completion(archive.id(), archive.size(), archive.treeHash(), archive.creationDate());
  }
}
