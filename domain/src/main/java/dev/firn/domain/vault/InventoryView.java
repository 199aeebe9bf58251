// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.vault;

import java.util.Optional;

/**
 * Which inventory of a vault clients are shown. Thread-safe.
 *
 * @hidden
 */
@FunctionalInterface
public interface InventoryView {

  /** Returns the inventory of a vault, as it is at present; empty if none was taken yet. */
  Optional<VaultInventory> of(Vault present);

  /** Returns the view of what is there at present. */
  static InventoryView live() {
    return present -> Optional.of(present.inventory());
  }
}
