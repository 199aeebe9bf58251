// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import java.time.Instant;
import java.util.List;

/**
 * The port through which notices wait for their delivery; {@link JobRepository#complete} stores
 * them. A backend stores the {@link dev.firn.domain.document.Document} of a notice and need not
 * know what it says, but for its date. Each method says which clause of the contract it is, by the
 * numbers that the contract kit names.
 *
 * <p>Everything that is said of {@link dev.firn.domain.upload.UploadRepository} in clauses 6 to 10
 * holds here.
 */
public interface NoticeRepository {

  /**
   * Returns notices that are due at or before a time, the earliest first, those of the same time in
   * the order of their ids (clause 1).
   *
   * @param max the most to return, 1 or more
   * @return an unmodifiable list, a fixed copy
   */
  List<Notice> due(Instant time, int max);

  /**
   * Replaces a notice, if and only if it is stored as expected, in one atomic step (clause 2).
   *
   * @param expected the notice as it was read
   * @param replacement the same notice, by its id, with another date or number of attempts
   * @return true for exactly one of many concurrent callers that expect the same; false, and
   *     nothing is changed, if it is not stored, or not as expected
   */
  boolean replace(Notice expected, Notice replacement);

  /**
   * Removes a notice (clause 3).
   *
   * @return true for exactly one of many concurrent callers; false if it was not stored
   */
  boolean remove(NoticeId id);
}
