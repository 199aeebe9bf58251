// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The layout of a vault's value. Numbers are big-endian.
 *
 * <pre>
 *       1            8
 *   +---------+---------------+
 *   | version | creation date |  in milliseconds since 1970
 *   +---------+---------------+
 * </pre>
 */
final class VaultCodec {
  private VaultCodec() {}

  static byte[] encode(Vault vault) {
    return VersionedValue.allocate(Long.BYTES).putLong(vault.creationDate().toEpochMilli()).array();
  }

  /** Reads a vault, as it was when it was empty. */
  static Vault decode(AccountId account, ByteBuffer key, ByteBuffer value) {
    return VersionedValue.read(
        key,
        value,
        fields ->
            Vault.empty(
                new VaultKey(account, Keys.vaultName(key)),
                Instant.ofEpochMilli(fields.getLong())));
  }
}
