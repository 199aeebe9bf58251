// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.storage;

import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultRepository;

/**
 * An opened backend: hands out the ports. Thread-safe. What the ports promise is written at {@link
 * UploadRepository} and {@link VaultRepository}.
 */
public interface Storage extends AutoCloseable {

  /** Returns the port for vaults; the same one for the whole life of this storage. */
  VaultRepository vaults();

  /** Returns the port for multipart uploads; the same one for the whole life of this storage. */
  UploadRepository uploads();

  /**
   * Closes the backend, once all calls that are under way have ended; calls that begin later throw
   * {@link IllegalStateException}. Closing again does nothing.
   *
   * @throws dev.firn.domain.error.StorageException if the engine fails to close; the storage is
   *     closed all the same
   */
  @Override
  void close();
}
