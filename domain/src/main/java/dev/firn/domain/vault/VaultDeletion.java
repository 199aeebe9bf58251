// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.vault;

/** What became of an attempt to delete a vault. */
public enum VaultDeletion {
  /** The vault was there, was empty, and is gone. */
  DELETED,
  /** The vault is not empty; nothing was changed. */
  NOT_EMPTY,
  /** There is no such vault; nothing was changed. */
  ABSENT
}
