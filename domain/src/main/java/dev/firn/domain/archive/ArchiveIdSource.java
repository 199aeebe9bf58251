// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.archive;

import dev.firn.domain.vault.VaultKey;

/**
 * Where the ids of new archives come from. Must be thread-safe and never give the same id twice.
 *
 * @hidden
 */
@FunctionalInterface
public interface ArchiveIdSource {

  /** Returns a new id, sealed for the given vault: see {@link ArchiveId#mint}. */
  ArchiveId next(VaultKey vault);
}
