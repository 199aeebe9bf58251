// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.vault.VaultKey;

/** Where the ids of new uploads come from. Must be thread-safe and never give the same id twice. */
@FunctionalInterface
public interface UploadIdSource {

  /** Returns a new id, sealed for the given vault: see {@link UploadId#mint}. */
  UploadId next(VaultKey vault);
}
