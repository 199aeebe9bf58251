// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.storage;

/**
 * Opens storages for URLs of one scheme. Found by {@link java.util.ServiceLoader}, so an
 * implementation is public, has a public constructor without parameters, and is named in {@code
 * META-INF/services/dev.firn.domain.storage.StorageProvider}. Neither its constructor nor a static
 * initializer does any work, so that a broken adapter never stands in the way of another.
 */
public interface StorageProvider {

  /** Returns the text before a URL's first colon that this provider answers to, in lower case. */
  String scheme();

  /**
   * Opens a storage; creates what it needs where there is nothing yet.
   *
   * @throws IllegalArgumentException if the URL is not of the form that this provider wants; the
   *     message says which part is wrong and what would be right, and shows no secret
   * @throws dev.firn.domain.error.StorageException if the storage cannot be opened: it is in use,
   *     cannot be reached or written, or is of a newer version; the message says so in one line
   */
  Storage open(StorageUrl url);
}
