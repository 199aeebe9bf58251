// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A content that is being written. The layout of its value, with a big-endian number:
 *
 * <pre>
 *       1          8          12          1 to 255
 *   +---------+---------+------------+--------------+
 *   | version | renewed | account id | vault's name |
 *   +---------+---------+------------+--------------+
 * </pre>
 *
 * @param vault the vault that its bytes are for
 * @param renewed when its writer last said so
 */
record Incoming(VaultKey vault, Instant renewed) {
  private static final int ACCOUNT_LENGTH = 12;

  byte[] encode() {
    byte[] name = vault.name().value().getBytes(US_ASCII);
    return VersionedValue.allocate(Long.BYTES + ACCOUNT_LENGTH + name.length)
        .putLong(renewed.toEpochMilli())
        .put(vault.account().value().getBytes(US_ASCII))
        .put(name)
        .array();
  }

  static Incoming decode(ByteBuffer key, ByteBuffer value) {
    return VersionedValue.read(
        key,
        value,
        fields -> {
          Instant renewed = Instant.ofEpochMilli(fields.getLong());
          String account = VersionedValue.text(fields, ACCOUNT_LENGTH);
          return new Incoming(VaultKey.of(account, VersionedValue.rest(fields)), renewed);
        });
  }
}
