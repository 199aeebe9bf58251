// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import java.nio.ByteBuffer;

/**
 * The layout of keys, which are ordered by their bytes, as unsigned numbers.
 *
 * <pre>
 *              12 bytes      1 to 255       1         92
 *            +------------+-------------+------+-------------+
 *   vault    | account id | vault's name|      .             .
 *            +------------+-------------+------+-------------+
 *   upload   | account id | vault's name| 0x00 | upload's id |
 *            +------------+-------------+------+-------------+
 * </pre>
 *
 * <p>All text is ASCII. 0x00 is in no alphabet, so the uploads of a vault lie together, in the
 * order of their ids, and those of a vault whose name goes on where this one's ends lie elsewhere.
 */
final class Keys {
  private static final String END_OF_NAME = "\0";
  private static final String AFTER_END_OF_NAME = "\1";
  private static final String AFTER_EVERY_NAME = "\177";
  private static final int ACCOUNT_LENGTH = 12;

  private Keys() {}

  static byte[] vault(VaultKey vault) {
    return bytes(prefix(vault));
  }

  /** The least key of an account's vaults. */
  static byte[] vaults(AccountId account) {
    return bytes(account.value());
  }

  /** The end, exclusive, of the keys of an account's vaults. */
  static byte[] endOfVaults(AccountId account) {
    return bytes(account.value() + AFTER_EVERY_NAME);
  }

  static byte[] upload(VaultKey vault, UploadId id) {
    return bytes(prefix(vault) + END_OF_NAME + id.text());
  }

  /** The least key of a vault's uploads. */
  static byte[] uploads(VaultKey vault) {
    return bytes(prefix(vault) + END_OF_NAME);
  }

  /** The end, exclusive, of the keys of a vault's uploads. */
  static byte[] endOfUploads(VaultKey vault) {
    return bytes(prefix(vault) + AFTER_END_OF_NAME);
  }

  /** Reads the name from a vault's key. */
  static VaultName vaultName(ByteBuffer key) {
    return new VaultName(text(key, ACCOUNT_LENGTH));
  }

  /** Reads the id from an upload's key. */
  static UploadId uploadId(ByteBuffer key) {
    return new UploadId(text(key, Math.max(0, key.limit() - UploadId.LENGTH)));
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
