// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/**
 * What a vault holds: in {@link Family#INVENTORY_SUMS} the number of its archives and that of their
 * bytes, in eight bytes each, the least first; in {@link Family#INVENTORY_DATES} when that last
 * changed, in {@link Keys#ordered} milliseconds. The engine adds up the former and takes the
 * greatest of the latter, so that no two who store archives wait for each other.
 */
final class Inventories {
  private static final char ARCHIVES = 'a';
  private static final char BYTES = 'b';

  private Inventories() {}

  static void add(Changes changes, Archive archive) throws RocksDBException {
    note(changes, archive.vault(), 1, archive.size(), archive.creationDate());
  }

  static void remove(Changes changes, Archive archive, Instant time) throws RocksDBException {
    note(changes, archive.vault(), -1, -archive.size(), time);
  }

  private static void note(Changes changes, VaultKey vault, int archives, long bytes, Instant time)
      throws RocksDBException {
    changes
        .merge(Family.INVENTORY_SUMS, Keys.inventory(vault, ARCHIVES), summand(archives))
        .merge(Family.INVENTORY_SUMS, Keys.inventory(vault, BYTES), summand(bytes));
    date(changes, vault, time);
  }

  /** Notes that what a vault holds changed at a time. */
  static void date(Changes changes, VaultKey vault, Instant time) throws RocksDBException {
    byte[] ordered = ByteBuffer.allocate(Long.BYTES).putLong(Keys.ordered(time)).array();
    changes.merge(Family.INVENTORY_DATES, Keys.vault(vault), ordered);
  }

  static byte[] summand(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  static void delete(Changes changes, VaultKey vault) throws RocksDBException {
    changes
        .delete(Family.INVENTORY_SUMS, Keys.inventory(vault, ARCHIVES))
        .delete(Family.INVENTORY_SUMS, Keys.inventory(vault, BYTES))
        .delete(Family.INVENTORY_DATES, Keys.vault(vault));
  }

  static VaultInventory read(Database database, VaultKey vault) {
    // Both sums by one scan, which sees them as they were at one moment.
    Map<Character, Long> sums = new HashMap<>();
    database.scan(
        Family.INVENTORY_SUMS,
        Keys.within(vault),
        Keys.endOf(vault),
        2,
        (key, value) -> {
          sums.put((char) key.get(key.limit() - 1), sum(key, value));
          return true;
        });
    return new VaultInventory(
        sums.getOrDefault(ARCHIVES, 0L), sums.getOrDefault(BYTES, 0L), date(database, vault));
  }

  /** Reads a sum, which is never below zero. */
  static long sum(ByteBuffer key, ByteBuffer value) {
    long sum = number(key, value.order(ByteOrder.LITTLE_ENDIAN));
    if (sum < 0) {
      throw corrupt(key, value);
    }
    return sum;
  }

  private static Optional<Instant> date(Database database, VaultKey vault) {
    return database.find(
        Family.INVENTORY_DATES, Keys.vault(vault), (key, value) -> Keys.time(number(key, value)));
  }

  private static long number(ByteBuffer key, ByteBuffer value) {
    if (value.limit() != Long.BYTES) {
      throw corrupt(key, value);
    }
    return value.getLong(0);
  }

  private static StorageException corrupt(ByteBuffer key, ByteBuffer value) {
    return new StorageException(VersionedValue.corrupt(key, value));
  }
}
