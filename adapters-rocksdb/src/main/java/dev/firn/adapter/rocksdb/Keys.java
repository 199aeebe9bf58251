// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.JobId;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.NoticeId;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Function;

/**
 * The layout of keys, which are ordered by their bytes, as unsigned numbers.
 *
 * <pre>
 *                 12 bytes      1 to 255       1        92 or 138        1        8
 *               +------------+-------------+------+------------------+------+------------+
 *   account     | account id |             .      .                  .      .            .
 *               +------------+-------------+      .                  .      .            .
 *   vault       | account id | vault's name|      .                  .      .            .
 *               +------------+-------------+------+------------------+      .            .
 *   upload      | account id | vault's name| 0x00 | upload's id      |      .            .
 *   archive     | account id | vault's name| 0x00 | archive's id     |      .            .
 *   job         | account id | vault's name| 0x00 | job's id         |      .            .
 *               +------------+-------------+------+------------------+------+------------+
 *   part        | account id | vault's name| 0x00 | its owner's id   | 0x00 | first byte |
 *   hold        | account id | vault's name| 0x00 | archive's id     | 0x00 | job's id   |
 *               +------------+-------------+------+------------------+------+------------+
 *   job, by its | account id | vault's name| 0x00 | status, 1 byte   | job's id
 *   status      +------------+-------------+------+------------------+----------
 *   inventory   | account id | vault's name| 0x00 | what is counted, 1 byte
 *               +------------+-------------+------+----------------------
 *
 *                 1       8
 *               +------+------+--------------+
 *   due         | what | time | the key of it|
 *               +------+------+--------------+
 *
 *                 24           4
 *               +------------+--------------+
 *   content     | content id |              .
 *   chunk       | content id | its number   |
 *               +------------+--------------+
 *   notice      | notice id, 32 bytes
 *               +------------------
 * </pre>
 *
 * <p>All text is ASCII. 0x00 is in no alphabet, so the uploads of a vault lie together, in the
 * order of their ids, and those of a vault whose name goes on where this one's ends lie elsewhere.
 * Numbers are big-endian. The owner of a part is the upload that it came by, also when that has
 * become an archive, which therefore knows it; the archive that was uploaded in one piece; or the
 * job whose output it is.
 *
 * <p>What reads a key throws a {@link StorageException} if it is not as drawn.
 */
final class Keys {
  /** No key of any family is before it. */
  static final byte[] FIRST = {};

  /** No key of any family is at or behind it. */
  static final byte[] BEYOND = {(byte) 0xFF};

  private static final String END_OF_NAME = "\0";
  private static final String AFTER_END_OF_NAME = "\1";
  private static final String AFTER_EVERY_NAME = "\177";
  private static final int ACCOUNT_LENGTH = 12;
  private static final int DUE_LENGTH = 1 + Long.BYTES;

  private Keys() {}

  static byte[] vault(VaultKey vault) {
    return bytes(prefix(vault));
  }

  static byte[] account(AccountId account) {
    return bytes(account.value());
  }

  /** The least key of an account's vaults. */
  static byte[] vaults(AccountId account) {
    return account(account);
  }

  /** The end, exclusive, of the keys of an account's vaults. */
  static byte[] endOfVaults(AccountId account) {
    return bytes(account.value() + AFTER_EVERY_NAME);
  }

  static byte[] upload(VaultKey vault, UploadId id) {
    return bytes(prefix(vault) + END_OF_NAME + id.text());
  }

  /** The least key of what is in a vault: its uploads, archives, parts or sums. */
  static byte[] within(VaultKey vault) {
    return bytes(prefix(vault) + END_OF_NAME);
  }

  /** The end, exclusive, of the keys of what is in a vault. */
  static byte[] endOf(VaultKey vault) {
    return bytes(prefix(vault) + AFTER_END_OF_NAME);
  }

  static byte[] inventory(VaultKey vault, char counted) {
    return bytes(prefix(vault) + END_OF_NAME + counted);
  }

  static byte[] archive(VaultKey vault, ArchiveId id) {
    return bytes(prefix(vault) + END_OF_NAME + id.text());
  }

  /** The key of the part of an owner that begins at a byte. */
  static byte[] part(VaultKey vault, String owner, long firstByte) {
    byte[] parts = bytes(prefix(vault) + END_OF_NAME + owner + END_OF_NAME);
    return ByteBuffer.allocate(parts.length + Long.BYTES).put(parts).putLong(firstByte).array();
  }

  /** The end, exclusive, of the keys of an owner's parts. */
  static byte[] endOfParts(VaultKey vault, String owner) {
    return bytes(prefix(vault) + END_OF_NAME + owner + AFTER_END_OF_NAME);
  }

  /** Reads the first byte from a part's key. */
  static long firstByte(ByteBuffer key) {
    return key.getLong(placed(key.limit() - Long.BYTES, key));
  }

  static byte[] job(VaultKey vault, JobId id) {
    return bytes(prefix(vault) + END_OF_NAME + id.text());
  }

  static byte[] job(VaultKey vault, JobStatus status, JobId id) {
    return bytes(prefix(vault) + END_OF_NAME + code(status) + id.text());
  }

  /** The least key of a vault's jobs of a status. */
  static byte[] jobs(VaultKey vault, JobStatus status) {
    return bytes(prefix(vault) + END_OF_NAME + code(status));
  }

  /** The end, exclusive, of the keys of a vault's jobs of a status. */
  static byte[] endOfJobs(VaultKey vault, JobStatus status) {
    return bytes(prefix(vault) + END_OF_NAME + code(status) + AFTER_EVERY_NAME);
  }

  private static char code(JobStatus status) {
    return switch (status) {
      case IN_PROGRESS -> 'p';
      case SUCCEEDED -> 's';
      case FAILED -> 'f';
    };
  }

  /** The key of the hold that a job has on an archive. */
  static byte[] hold(VaultKey vault, ArchiveId archive, JobId job) {
    return bytes(prefix(vault) + END_OF_NAME + archive.text() + END_OF_NAME + job.text());
  }

  /** The least key of the holds on an archive. */
  static byte[] holds(VaultKey vault, ArchiveId archive) {
    return bytes(prefix(vault) + END_OF_NAME + archive.text() + END_OF_NAME);
  }

  /** The end, exclusive, of the keys of the holds on an archive. */
  static byte[] endOfHolds(VaultKey vault, ArchiveId archive) {
    return bytes(prefix(vault) + END_OF_NAME + archive.text() + AFTER_END_OF_NAME);
  }

  static byte[] notice(NoticeId id) {
    return bytes(id.text());
  }

  static byte[] due(Due what, Instant time, byte[] noted) {
    byte[] start = due(what, time);
    return ByteBuffer.allocate(start.length + noted.length).put(start).put(noted).array();
  }

  /** The least key of what is due at a time or later. */
  static byte[] due(Due what, Instant time) {
    return ByteBuffer.allocate(DUE_LENGTH).put(what.code()).putLong(ordered(time)).array();
  }

  /** The least key of what is due later than a time, which counts in milliseconds. */
  static byte[] afterDue(Due what, Instant time) {
    return due(what, Instant.ofEpochMilli(time.toEpochMilli() + 1));
  }

  /** Returns milliseconds such that times before 1970 come first as bytes, too. */
  static long ordered(Instant time) {
    return time.toEpochMilli() ^ Long.MIN_VALUE;
  }

  static Instant time(long ordered) {
    return Instant.ofEpochMilli(ordered ^ Long.MIN_VALUE);
  }

  /** Reads the key of an upload, a job or a notice from that of what is due. */
  static ByteBuffer noted(ByteBuffer due) {
    byte[] key = new byte[due.limit() - placed(DUE_LENGTH, due)];
    due.get(DUE_LENGTH, key);
    return ByteBuffer.wrap(key);
  }

  static byte[] content(ContentId id) {
    return bytes(id.text());
  }

  static byte[] chunk(ContentId id, int number) {
    return ByteBuffer.allocate(ContentId.LENGTH + Integer.BYTES)
        .put(bytes(id.text()))
        .putInt(number)
        .array();
  }

  /** The end, exclusive, of the keys of a content's chunks. */
  static byte[] endOfChunks(ContentId id) {
    return chunk(id, -1);
  }

  /** Reads the id from the key of a content or a chunk. */
  static ContentId contentId(ByteBuffer key) {
    return read(key, 0, text -> new ContentId(text.substring(0, ContentId.LENGTH)));
  }

  /** Reads the vault from an upload's key. */
  static VaultKey vaultOfUpload(ByteBuffer key) {
    return vaultOf(key, UploadId.LENGTH);
  }

  /** Reads the vault from a job's key. */
  static VaultKey vaultOfJob(ByteBuffer key) {
    return vaultOf(key, JobId.LENGTH);
  }

  private static VaultKey vaultOf(ByteBuffer key, int idLength) {
    int endOfName = placed(key.limit() - idLength - END_OF_NAME.length(), key);
    if (key.get(endOfName) != 0) {
      throw new StorageException(corrupt(key));
    }
    return read(
        key,
        0,
        text ->
            VaultKey.of(
                text.substring(0, ACCOUNT_LENGTH), text.substring(ACCOUNT_LENGTH, endOfName)));
  }

  /** Reads the account from its key, or a vault's. */
  static AccountId account(ByteBuffer key) {
    return read(key, 0, text -> new AccountId(text.substring(0, ACCOUNT_LENGTH)));
  }

  /** Reads the name from a vault's key. */
  static VaultName vaultName(ByteBuffer key) {
    return read(key, ACCOUNT_LENGTH, VaultName::new);
  }

  /** Reads the id from an upload's key. */
  static UploadId uploadId(ByteBuffer key) {
    return read(key, key.limit() - UploadId.LENGTH, UploadId::new);
  }

  /** Reads the id from a job's key, also from that by its status. */
  static JobId jobId(ByteBuffer key) {
    return read(key, key.limit() - JobId.LENGTH, JobId::new);
  }

  /** Reads the id from a notice's key. */
  static NoticeId noticeId(ByteBuffer key) {
    return read(key, 0, NoticeId::new);
  }

  /** Reads the id from an archive's key. */
  static ArchiveId archiveId(ByteBuffer key) {
    return read(key, key.limit() - ArchiveId.LENGTH, ArchiveId::new);
  }

  /** Returns a place in a key, once it is known to be there. */
  private static int placed(int place, ByteBuffer key) {
    if (place < 0 || place > key.limit()) {
      throw new StorageException(corrupt(key));
    }
    return place;
  }

  private static <T> T read(ByteBuffer key, int from, Function<String, T> reading) {
    try {
      return reading.apply(text(key, placed(from, key)));
    } catch (IndexOutOfBoundsException | IllegalArgumentException | GlacierException e) {
      throw new StorageException(corrupt(key), e);
    }
  }

  private static String corrupt(ByteBuffer key) {
    return "The key " + text(key) + " is corrupt: " + key.limit() + " bytes that make no key";
  }

  /** Writes a key for people to read. */
  static String text(ByteBuffer key) {
    return text(key, 0).replace(END_OF_NAME, "/").replace(AFTER_END_OF_NAME, "/");
  }

  private static String text(ByteBuffer key, int from) {
    return new String(key.array(), key.arrayOffset() + from, key.limit() - from, ISO_8859_1);
  }

  private static String prefix(VaultKey vault) {
    return vault.account().value() + vault.name().value();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
