// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port through which jobs are stored, and what they put out. A backend stores the {@link
 * dev.firn.domain.document.Document} of a job and need not know what it says, but for its archive,
 * its status and its dates. The contract, whose clauses the contract kit names:
 *
 * <ol>
 *   <li><b>add</b> stores a job in progress if its vault exists, and the archive that it retrieves,
 *       if it retrieves one, is in the vault: in one atomic step with either being removed. An id
 *       that is stored already is the caller's fault: {@link IllegalArgumentException}, and nothing
 *       is changed.
 *   <li>From then on until the job is forgotten, it <b>holds</b> its archive's bytes: removing the
 *       archive takes it from the vault and its inventory at once, as ever, but what its parts name
 *       is abandoned only with the last job that holds it. It does not keep the vault from being
 *       deleted.
 *   <li><b>find</b> is empty for an id that is unknown, forgotten, or of another vault.
 *   <li><b>scan</b> returns jobs of that vault only, ascending by their ids, from the first at or
 *       after the start, exactly as many as asked for or as are left; those of one status alone, if
 *       one is given. It seeks: its cost depends on how many are asked for, and neither on how many
 *       lie before the start nor on how many are of another status. For an unknown vault the list
 *       is empty. It is unmodifiable and a fixed copy.
 *   <li><b>complete</b> replaces a job in progress by how it ended, names the incoming content of
 *       its output, if there is one, and stores the notices of its end, in one atomic step. It is
 *       {@link ContentNaming#NAMED} for exactly one of many concurrent callers.
 *   <li><b>parts</b> returns the parts of what a job retrieves, ascending by their first bytes,
 *       from the first at or after the start, exactly as many as asked for or as are left: those of
 *       its archive, whether it is still in the vault or not; or the one of its output. None if
 *       there is no such job, or no output yet.
 *   <li><b>due</b> returns jobs in progress, of any vault, that are due at or before a time, the
 *       earliest first.
 *   <li><b>forget</b> removes jobs, of any vault, that expire at or before a time; what their
 *       output names is abandoned, and the archives that they held are not held by them any more.
 *       Each is removed in an atomic step; it need not be atomic over several.
 *   <li>A vault that is deleted takes its jobs with it, as if they were forgotten in that step. The
 *       notices of their ends stay.
 *   <li>Everything that is said of {@link dev.firn.domain.upload.UploadRepository} in clauses 6 to
 *       10 holds here.
 * </ol>
 */
public interface JobRepository {

  /**
   * Stores a job in progress (clauses 1 and 2).
   *
   * @throws IllegalArgumentException if it is not in progress, or a job with this id is stored in
   *     the vault already
   */
  JobAddition add(Job job);

  /** Returns a job of the vault, or empty if there is no such one (clause 3). */
  Optional<Job> find(VaultKey vault, JobId id);

  /**
   * Returns jobs of the vault, in the order of their ids (clause 4).
   *
   * @param status which ones; all, if it is empty
   */
  List<Job> scan(VaultKey vault, Optional<JobStatus> status, Scan<JobId> scan);

  /**
   * Ends a job (clause 5).
   *
   * @param ended the job as it ended
   * @param output what holds its output; empty if it has none of its own
   * @param notices what is to be delivered of it
   * @return {@link ContentNaming#NAMED} if this call was the one that did, also without an output;
   *     {@link ContentNaming#NO_OWNER} if there is no such job in progress
   * @throws IllegalArgumentException if the job has not ended, or there is an output of a job that
   *     retrieves an archive; nothing is changed then
   */
  ContentNaming complete(Job ended, Optional<Part> output, List<Notice> notices);

  /**
   * Returns parts of what a job retrieves, in the order of their first bytes, which is what the
   * scan starts at (clause 6).
   */
  List<Part> parts(VaultKey vault, JobId id, Scan<Long> scan);

  /**
   * Returns jobs in progress that are due (clause 7).
   *
   * @param max the most to return, 1 or more
   */
  List<Job> due(Instant time, int max);

  /**
   * Forgets jobs that expire at or before a time (clause 8).
   *
   * @param max the most to forget, 1 or more
   * @return how many were forgotten; 0 means that there are no more
   */
  int forget(Instant time, int max);
}
