// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.vault;

import dev.firn.domain.page.Scan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port through which vaults are stored: atomic primitives without policy, to be implemented by
 * a storage backend and called by {@link Vaults}. Each method says which clause of the contract it
 * is, by the numbers that the contract kit names.
 *
 * <p>Clauses 6 to 10 of {@link dev.firn.domain.upload.UploadRepository}'s contract hold here too: a
 * call sees all that was acknowledged before it began; a durable backend has stored a change when
 * the call returns; every method is thread-safe and may block; nothing is ever null; an exception
 * means that the storage failed ({@link dev.firn.domain.error.StorageException}) or was closed
 * ({@link IllegalStateException}).
 */
public interface VaultRepository {

  /**
   * Stores a vault, which is empty, if its key is free, in one atomic step (clause 1).
   *
   * @return true for exactly one of many concurrent callers with the same key; false, and nothing
   *     is changed, if there is such a vault already
   */
  boolean create(Vault vault);

  /**
   * Returns the vault with this key and its present inventory, or empty if there is none (clause
   * 2).
   */
  Optional<Vault> find(VaultKey key);

  /**
   * Returns vaults of one account in ascending ASCII order of their names, from the first at or
   * after the scan's start, exactly as many as asked for or as are left. Its cost depends on how
   * many are asked for, and not on how many lie before the start (clause 3).
   *
   * @return an unmodifiable list, a fixed copy; empty for an account that has no vaults
   */
  List<Vault> scan(AccountId account, Scan<VaultName> scan);

  /**
   * Returns the accounts that have a vault, ascending, from the first at or after the scan's start,
   * exactly as many as asked for or as are left. Its cost depends on how many are asked for and on
   * how many vaults these have (clause 4).
   *
   * @return an unmodifiable list, a fixed copy
   */
  List<AccountId> accounts(Scan<AccountId> scan);

  /**
   * Notes that what a vault holds changed at a time, as if an archive had been added and removed
   * then: from then on that is its inventory's date, unless it has a later one (clause 5).
   *
   * @return whether there is such a vault
   */
  boolean touch(VaultKey key, Instant time);

  /**
   * Deletes a vault unless an archive is in it or an upload in progress, in one atomic step:
   * nothing can be added in between, so that no upload and no archive is ever left in a vault that
   * is gone. What uploads in it were completed as is forgotten with it (clause 6).
   *
   * @return what happened; {@link VaultDeletion#DELETED} for exactly one of many concurrent callers
   */
  VaultDeletion deleteIfEmpty(VaultKey key);
}
