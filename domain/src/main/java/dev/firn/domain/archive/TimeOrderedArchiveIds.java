// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.archive;

import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.vault.VaultKey;

/**
 * Mints ids that ascend as the bytes of their source do. Thread-safe.
 *
 * @hidden
 */
public final class TimeOrderedArchiveIds implements ArchiveIdSource {
  private final TimeOrderedBytes bytes;

  /** Creates a source of ids that are made of the given bytes. */
  public TimeOrderedArchiveIds(TimeOrderedBytes bytes) {
    this.bytes = bytes;
  }

  @Override
  public ArchiveId next(VaultKey vault) {
    return ArchiveId.mint(vault, bytes.next(ArchiveId.RANDOM_BYTES));
  }
}
