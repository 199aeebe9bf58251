// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.vault.VaultKey;
import java.sql.SQLException;
import java.time.Instant;

/** Keeps the figures in a vault's row. */
final class Inventories {
  private static final String CHANGE =
      "UPDATE firn_vault SET archives = archives + ?, bytes = bytes + ?,"
          + " inventory_ms = GREATEST(COALESCE(inventory_ms, ?), ?) WHERE account = ? AND name = ?";

  private Inventories() {}

  /**
   * Adds an archive to its vault's figures, and returns whether there is such a vault. Comes first
   * in a transaction: whoever deletes the vault goes from its row to what is in it, too.
   */
  static boolean add(Transaction transaction, Archive archive) throws SQLException {
    return change(transaction, archive.vault(), 1, archive.size(), archive.creationDate());
  }

  /** Adds to a vault's figures, and returns whether there is such a vault. */
  static boolean change(
      Transaction transaction, VaultKey vault, long archives, long bytes, Instant time)
      throws SQLException {
    return transaction.write(
            CHANGE,
            archives,
            bytes,
            time.toEpochMilli(),
            time.toEpochMilli(),
            vault.account().value(),
            vault.name().value())
        > 0;
  }
}
