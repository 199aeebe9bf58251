// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.job.JobId;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The layout of keys. All are ASCII, so that the order of Java's strings is that of their bytes;
 * numbers are hexadecimal and of one width, so that their order is that of their digits.
 *
 * <pre>
 *   account's settings            account
 *   vault, its settings           account, name
 *   upload, archive, completion   account, name, 0x00, id
 *   part                          account, name, 0x00, id of its owner, 0x00, first byte
 *   idle, completed               time, key of the upload
 *   job                           account, name, 0x00, id
 *   job by its status             account, name, 0x00, status, 0x00, id
 *   job due, expiring             time, key of the job
 *   hold                          account, name, 0x00, archive's id, 0x00, job's id
 *   notice                        id
 *   notice due                    time, id
 *   incoming, abandoned           id of the content
 *   chunk                         id of the content, number
 * </pre>
 *
 * <p>0x00 is in no name and in no id. So what is in a vault lies together, and apart from what is
 * in a vault whose name goes on where this one's ends. The owner of a part is the upload that it
 * came by, also when that has become an archive; the archive that came in one piece; or the job
 * whose output it is.
 */
final class Keys {
  /** No key is before it. */
  static final String FIRST = "";

  /** Every key is before it. */
  static final String BEYOND = "\177";

  private static final String END = "\0";
  private static final String AFTER_END = "\1";

  private static final int ACCOUNT = 12;

  private Keys() {}

  static String vault(VaultKey vault) {
    return vault.account().value() + vault.name().value();
  }

  /** The key of what has an id in a vault; with no id, the least key of what is in the vault. */
  static String in(VaultKey vault, String id) {
    return vault(vault) + END + id;
  }

  /** Reads the vault from its key, or from that of what is in it. */
  static VaultKey vault(String key) {
    int end = key.indexOf(END);
    return VaultKey.of(
        key.substring(0, ACCOUNT), key.substring(ACCOUNT, end < 0 ? key.length() : end));
  }

  /** Behind all keys of what is in a vault. */
  static String endOf(VaultKey vault) {
    return vault(vault) + AFTER_END;
  }

  /** Reads the id from the key of an upload, an archive, a completion or a job. */
  static String id(String key) {
    return key.substring(key.lastIndexOf(END) + 1);
  }

  static String part(VaultKey vault, String owner, long first) {
    return in(vault, owner) + END + HexFormat.of().toHexDigits(first);
  }

  /** Behind all keys of an owner's parts. */
  static String endOfParts(VaultKey vault, String owner) {
    return in(vault, owner) + AFTER_END;
  }

  /** Reads where a part begins from its key. */
  static long first(String part) {
    return HexFormat.fromHexDigitsToLong(part, part.length() - 16, part.length());
  }

  /** The key by which an upload is noted for a time; with no upload, the least of that time. */
  static String at(Instant time, String upload) {
    // The first bit, turned, brings times before 1970 before the others.
    return HexFormat.of().toHexDigits(time.toEpochMilli() ^ Long.MIN_VALUE) + upload;
  }

  /** Behind all keys by which something is noted for a time or an earlier one. */
  static String after(Instant time) {
    return at(Instant.ofEpochMilli(time.toEpochMilli() + 1), FIRST);
  }

  /** Reads the key of what is noted from that by which it is. */
  static String noted(String at) {
    return at.substring(16);
  }

  /** The key of a job by its status; with no id, the least key of all of that status. */
  static String job(VaultKey vault, JobStatus status, String id) {
    return in(vault, status.name()) + END + id;
  }

  /** Behind all keys of a vault's jobs of a status. */
  static String endOfJobs(VaultKey vault, JobStatus status) {
    return in(vault, status.name()) + AFTER_END;
  }

  static String hold(VaultKey vault, ArchiveId archive, JobId job) {
    return holds(vault, archive) + job.text();
  }

  /** The least key of what holds an archive. */
  static String holds(VaultKey vault, ArchiveId archive) {
    return in(vault, archive.text()) + END;
  }

  /** Behind all keys of what holds an archive. */
  static String endOfHolds(VaultKey vault, ArchiveId archive) {
    return in(vault, archive.text()) + AFTER_END;
  }

  static String chunk(ContentId content, int number) {
    return content.text() + HexFormat.of().toHexDigits(number);
  }

  /** Behind all keys of a content and its chunks. */
  static String endOf(ContentId content) {
    return content.text() + BEYOND;
  }
}
