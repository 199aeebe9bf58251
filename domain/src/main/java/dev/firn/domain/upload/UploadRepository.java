// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The port through which in-progress multipart uploads are stored: atomic primitives without
 * policy, to be implemented by a storage backend and called by {@link MultipartUploads}. Its
 * contract, which the contract kit tests clause by clause, save for cost (4), which is for
 * benchmarks to show, and what only a reader can see (8 and 10):
 *
 * <ol>
 *   <li><b>add</b> stores the upload if its vault exists, in one atomic step with a vault being
 *       deleted. False, and nothing stored, if the vault is absent. An id that is stored already is
 *       the caller's fault: {@link IllegalArgumentException}, and nothing is changed. So is the id
 *       of an upload that was completed, while its completion is kept; and at no time does adding
 *       it again, or what is done to it then, change the archive.
 *   <li><b>find</b> is empty for an id that is unknown, removed, completed, or in another vault.
 *   <li><b>scan</b> returns in-progress uploads of that vault only, ascending by their ids, from
 *       the first <em>at or after</em> the start, which need not be stored any more: exactly as
 *       many as asked for, or as are left. Fewer mean the end, so a short page is never allowed.
 *       For an unknown vault the list is empty. It is unmodifiable and a fixed copy.
 *   <li>scan seeks: its cost depends on how many uploads are asked for, and not on how many lie
 *       before the start. The same holds for <b>parts</b>.
 *   <li><b>remove</b> is true for exactly one of many concurrent callers, and false if nothing was
 *       there. Its parts go with it, and what they named is abandoned: see {@link
 *       dev.firn.domain.content.ContentRepository}.
 *   <li>A call that began after a change returned sees its effect, from any thread. Between two
 *       scans anything may change; what is present during a whole walk of scans is returned exactly
 *       once.
 *   <li>In a durable backend, what a call did when it returned is there after reopening, however
 *       the process ended. A backend that is not durable says so.
 *   <li>All methods are thread-safe. They may block, but come to an end, with a result or an
 *       exception. No argument, element or result is ever null.
 *   <li>Expected outcomes are results. An exception means that the storage failed ({@link
 *       dev.firn.domain.error.StorageException}, with the cause, saying what was attempted) or was
 *       closed ({@link IllegalStateException}). No exception of an engine leaves a backend.
 *   <li>A backend implements every method for real; there are no defaults that do nothing.
 *   <li><b>putPart</b> stores a part of an upload that is in progress and names an incoming
 *       content, in one atomic step with the upload being ended, and with the content being
 *       abandoned. A part that begins at the same byte is replaced, whole, and what it named is
 *       abandoned. The upload's revision rises. So of many that put the same part, the last is what
 *       is left, and never a mix.
 *   <li><b>parts</b> returns the parts of an upload in progress, ascending by their first bytes,
 *       from the first at or after the start; else as <b>scan</b>.
 *   <li><b>revision</b> is a number that every putPart raises, and nothing lowers: who reads it,
 *       then the parts, and then it again as it was, has read the parts as they were at one moment.
 *   <li><b>complete</b> makes an archive of an upload, if and only if its revision is still as
 *       given: in one atomic step the upload is removed, the archive with the upload's parts is
 *       there, its vault's inventory has it, and the completion is kept. No bytes are copied, and
 *       the cost does not depend on them. It is true for exactly one of many concurrent callers.
 *   <li><b>completion</b> is what the upload was completed as, until it is forgotten, also when the
 *       archive is not there any more. It is forgotten with its vault.
 *   <li>An upload's last <b>activity</b> is when it was created, the last putPart, or the last
 *       touch, whichever is the latest; the times are the callers'. <b>removeIdle</b> removes as
 *       remove does, in an atomic step for each upload with its activity: none that was active at
 *       or after the given time is ever removed. It need not be atomic over several.
 *       <b>lastActive</b> tells when an upload in progress was, cut to milliseconds.
 *   <li><b>completed</b> returns the completions that are kept of uploads to the vault, ascending
 *       by the uploads' ids; else as <b>scan</b>.
 *   <li><b>keepCompletion</b> keeps what an upload was completed as elsewhere, as if that had been
 *       here, if its vault exists, in one atomic step with a vault being deleted. False, and
 *       nothing kept, if the vault is absent. An id that is in progress, or of which a completion
 *       is kept already, is the caller's fault: {@link IllegalArgumentException}, and nothing is
 *       changed.
 *   <li><b>become</b> is for who brings an upload or an archive from elsewhere: its parts are put
 *       to an upload of another id first, until all are there. Then, in one atomic step, that
 *       upload is removed, and the upload or the archive that it becomes is there, with all its
 *       parts. No bytes are copied. It is true for exactly one of many concurrent callers. What it
 *       becomes must be in the same vault; an upload's id must be free as for <b>add</b>, an
 *       archive's as for {@link dev.firn.domain.archive.ArchiveRepository#add}: else it is an
 *       {@link IllegalArgumentException}, and nothing is changed. No completion is kept. The
 *       activity of an upload is as given, but no earlier than its creation.
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
   * Removes an upload and its parts (clause 5).
   *
   * @return whether this call was the one that removed it
   */
  boolean remove(VaultKey vault, UploadId id);

  /**
   * Stores a part, in place of one that begins at the same byte (clause 11).
   *
   * @param time when that is: the upload's last activity
   * @return {@link ContentNaming#NO_OWNER} if there is no such upload in progress
   */
  ContentNaming putPart(VaultKey vault, UploadId id, Part part, Instant time);

  /**
   * Returns parts of an upload in progress, in the order of their first bytes, which is what the
   * scan starts at (clause 12).
   */
  List<Part> parts(VaultKey vault, UploadId id, Scan<Long> scan);

  /** Returns an upload's revision, or empty if there is no such upload in progress (clause 13). */
  OptionalLong revision(VaultKey vault, UploadId id);

  /**
   * Makes an archive of an upload's parts (clause 14).
   *
   * @param revision what the revision has to be
   * @param archive the archive, in the same vault; its date is the completion's
   * @return whether this call was the one that did; false, and nothing is changed, if there is no
   *     such upload in progress, or its revision is another
   */
  boolean complete(VaultKey vault, UploadId id, long revision, Archive archive);

  /** Returns what an upload was completed as, if that is not forgotten yet (clause 15). */
  Optional<Completion> completion(VaultKey vault, UploadId id);

  /**
   * Notes that an upload is in use, if it is in progress (clause 16).
   *
   * @return whether it is
   */
  boolean touch(VaultKey vault, UploadId id, Instant time);

  /**
   * Returns when an upload was last active, cut to milliseconds, or empty if there is no such
   * upload in progress (clause 16).
   */
  Optional<Instant> lastActive(VaultKey vault, UploadId id);

  /**
   * Removes uploads, of any vault, that were last active before a time (clause 16).
   *
   * @param max the most to remove, 1 or more
   * @return how many were removed; 0 means that there are no more
   */
  int removeIdle(Instant before, int max);

  /** Returns the completions that are kept, in the order of the uploads' ids (clause 17). */
  List<CompletedUpload> completed(VaultKey vault, Scan<UploadId> scan);

  /**
   * Keeps what an upload was completed as elsewhere (clause 18).
   *
   * @return whether the vault exists, and so the completion is kept
   * @throws IllegalArgumentException if an upload with this id is in progress in the vault, or what
   *     it was completed as is kept already
   */
  boolean keepCompletion(VaultKey vault, CompletedUpload completed);

  /**
   * Has an upload in progress become another (clause 19).
   *
   * @param id the upload's id, in the same vault as the other
   * @param other what it becomes
   * @param active when the other was last active
   * @return whether this call was the one that did; false, and nothing is changed, if there is no
   *     such upload in progress
   * @throws IllegalArgumentException if an upload with the other's id is stored in the vault
   *     already
   */
  boolean become(UploadId id, MultipartUpload other, Instant active);

  /**
   * Has an upload in progress become an archive (clause 19), as {@link #complete} does, but
   * whatever its revision, and without keeping a completion.
   *
   * @param id the upload's id, in the same vault as the archive
   * @return whether this call was the one that did; false, and nothing is changed, if there is no
   *     such upload in progress
   * @throws IllegalArgumentException if an archive with its id is stored in the vault already
   */
  boolean become(UploadId id, Archive archive);

  /**
   * Forgets completions, of any vault, from before a time (clause 15).
   *
   * @param max the most to forget, 1 or more
   * @return how many were forgotten; 0 means that there are no more
   */
  int forgetCompletions(Instant before, int max);
}
