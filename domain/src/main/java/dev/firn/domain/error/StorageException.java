// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/**
 * The storage failed: whether the attempted change took place is not known, and a read gave
 * nothing. The message says what was attempted, the cause is the engine's own exception. Over HTTP
 * this is a {@code ServiceUnavailableException}.
 */
public final class StorageException extends RuntimeException {

  /**
   * Creates the exception for a failure that has no exception of the engine behind it, such as a
   * corrupt value.
   */
  public StorageException(String message) {
    super(message);
  }

  /** Creates the exception for a failure that the engine reported. */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
