// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.archive;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port through which archives are stored. Completing an upload makes one too: {@link
 * dev.firn.domain.upload.UploadRepository#complete}. Every archive that is added or removed is
 * added to or taken from its vault's {@link dev.firn.domain.vault.VaultInventory} in the same
 * atomic step (clause 6). Each method says which clause it is, by the numbers that the contract kit
 * names.
 *
 * <p>Everything that is said of {@link dev.firn.domain.upload.UploadRepository} in clauses 6 to 10
 * holds here.
 */
public interface ArchiveRepository {

  /**
   * Stores an archive of one part, which holds all its bytes and names an incoming content, in one
   * atomic step with its vault being deleted, and with the content being abandoned (clause 1).
   *
   * @return {@link ContentNaming#NO_OWNER} if there is no such vault
   * @throws IllegalArgumentException if an archive with this id is stored in the vault already, or
   *     was removed and is held by a job still
   */
  ContentNaming add(Archive archive, ContentId content);

  /** Returns an archive in the vault, or empty if there is no such one (clause 2). */
  Optional<Archive> find(VaultKey vault, ArchiveId id);

  /**
   * Returns archives of one vault in ascending order of their ids, from the first at or after the
   * scan's start, which need not be stored any more, exactly as many as asked for or as are left.
   * Its cost depends on how many are asked for, and not on how many lie before the start (clause
   * 3).
   *
   * @return an unmodifiable list, a fixed copy; empty for an unknown vault
   */
  List<Archive> scan(VaultKey vault, Scan<ArchiveId> scan);

  /**
   * Returns parts of an archive in the order of their bytes, from the first that begins at or after
   * the scan's start, exactly as many as asked for or as are left; none if there is no such archive
   * (clause 4).
   *
   * @return an unmodifiable list, a fixed copy
   */
  List<Part> parts(VaultKey vault, ArchiveId id, Scan<Long> scan);

  /**
   * Removes an archive and its parts; what they named is abandoned (clause 5).
   *
   * @param time when that is, for the vault's inventory
   * @return true for exactly one of many concurrent callers; false if there was no such archive
   */
  boolean remove(VaultKey vault, ArchiveId id, Instant time);
}
