// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Optional;

/**
 * The port through which in-progress multipart uploads are stored: atomic primitives without
 * policy, to be implemented by a storage backend and called by {@link MultipartUploads}. Its
 * contract, which the contract kit tests clause by clause, save for cost (4), which is for
 * benchmarks to show, and what only a reader can see (8 and 10):
 *
 * <ol>
 *   <li><b>add</b> stores the upload if its vault exists, in one atomic step with a vault being
 *       deleted. False, and nothing stored, if the vault is absent. An id that is stored already is
 *       the caller's fault: {@link IllegalArgumentException}, and nothing is changed.
 *   <li><b>find</b> is empty for an id that is unknown, removed, or in another vault.
 *   <li><b>scan</b> returns in-progress uploads of that vault only, ascending by their ids, from
 *       the first <em>at or after</em> the start, which need not be stored any more: exactly as
 *       many as asked for, or as are left. Fewer mean the end, so a short page is never allowed.
 *       For an unknown vault the list is empty. It is unmodifiable and a fixed copy.
 *   <li>scan seeks: its cost depends on how many uploads are asked for, and not on how many lie
 *       before the start.
 *   <li><b>remove</b> is true for exactly one of many concurrent callers, and false if nothing was
 *       there.
 *   <li>A call that began after add or remove returned sees its effect, from any thread. Between
 *       two scans anything may change; an upload that is present during a whole walk of scans is
 *       returned exactly once.
 *   <li>In a durable backend, what a call did when it returned is there after reopening, however
 *       the process ended. A backend that is not durable says so.
 *   <li>All methods are thread-safe, and may block. No argument, element or result is ever null.
 *   <li>Expected outcomes are results. An exception means that the storage failed ({@link
 *       dev.firn.domain.error.StorageException}, with the cause, saying what was attempted) or was
 *       closed ({@link IllegalStateException}). No exception of an engine leaves a backend.
 *   <li>A backend implements every method for real; there are no defaults that do nothing.
 * </ol>
 */
public interface UploadRepository {

  /**
   * Stores an upload, if its vault exists (clause 1).
   *
   * @return whether the vault exists, and so the upload is stored
   * @throws IllegalArgumentException if an upload with this id is stored in the vault already
   */
  boolean add(MultipartUpload upload);

  /** Returns an upload in progress in the vault, or empty if there is no such one (clause 2). */
  Optional<MultipartUpload> find(VaultKey vault, UploadId id);

  /** Returns uploads in progress in the vault, in the order of their ids (clauses 3 and 4). */
  List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan);

  /**
   * Removes an upload (clause 5).
   *
   * @return whether this call was the one that removed it
   */
  boolean remove(VaultKey vault, UploadId id);
}
