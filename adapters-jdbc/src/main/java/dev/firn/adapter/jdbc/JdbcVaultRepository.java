// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import dev.firn.domain.vault.VaultRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Vaults, a row each, found and listed by the primary key. */
final class JdbcVaultRepository implements VaultRepository {
  private static final String CREATE =
      "INSERT INTO firn_vault (account, name, created_ms) VALUES (?, ?, ?)";
  private static final String COLUMNS =
      "SELECT name, created_ms, archives, bytes, inventory_ms FROM firn_vault";
  private static final String THIS_ONE = " WHERE account = ? AND name = ?";
  private static final String FIND = COLUMNS + THIS_ONE;
  private static final String DELETE = "DELETE FROM firn_vault" + THIS_ONE;
  private static final String SCAN =
      COLUMNS + " WHERE account = ? AND name >= ? ORDER BY account, name LIMIT ?";

  private static final String ACCOUNTS =
      "SELECT DISTINCT account FROM firn_vault WHERE account >= ? ORDER BY account LIMIT ?";

  private final Database database;
  private final Dialect dialect;
  private final String create;

  JdbcVaultRepository(Database database, Dialect dialect) {
    this.database = database;
    this.dialect = dialect;
    this.create = dialect.insertingUnlessThere(CREATE);
  }

  @Override
  public boolean create(Vault vault) {
    VaultKey key = vault.key();
    Effect effect =
        database.write(
            "create vault",
            key,
            create,
            key.account().value(),
            key.name().value(),
            vault.creationDate().toEpochMilli());
    return effect == Effect.WRITTEN;
  }

  @Override
  public Optional<Vault> find(VaultKey key) {
    return database
        .read(
            "find vault",
            key,
            FIND,
            row -> vault(key.account(), row),
            key.account().value(),
            key.name().value())
        .stream()
        .findFirst();
  }

  @Override
  public List<Vault> scan(AccountId account, Scan<VaultName> scan) {
    return database.read(
        "list the vaults of",
        account,
        SCAN,
        row -> vault(account, row),
        account.value(),
        scan.startAt().map(VaultName::value).orElse(""),
        (long) scan.max());
  }

  @Override
  public List<AccountId> accounts(Scan<AccountId> scan) {
    return database.read(
        "list accounts, up to",
        scan.max(),
        ACCOUNTS,
        row -> new AccountId(row.getString(1)),
        scan.startAt().map(AccountId::value).orElse(""),
        (long) scan.max());
  }

  @Override
  public boolean touch(VaultKey key, Instant time) {
    return database.inTransaction(
        "touch vault", key, transaction -> Inventories.change(transaction, key, 0, 0, time));
  }

  @Override
  public VaultDeletion deleteIfEmpty(VaultKey key) {
    return database.inTransaction(
        "delete vault",
        key,
        transaction -> {
          Effect effect = delete(transaction, key);
          if (effect != Effect.WRITTEN) {
            return transaction.giveUp(
                effect == Effect.NONE ? VaultDeletion.ABSENT : VaultDeletion.NOT_EMPTY);
          }
          // Its jobs went with its row; whatever parts are left were theirs alone.
          Parts.deleteAll(transaction, key);
          return VaultDeletion.DELETED;
        });
  }

  private Effect delete(Transaction transaction, VaultKey key) throws SQLException {
    try {
      return transaction.write(DELETE, key.account().value(), key.name().value()) > 0
          ? Effect.WRITTEN
          : Effect.NONE;
    } catch (SQLException e) {
      if (dialect.isRefusal(e)) {
        return Effect.REFUSED;
      }
      throw e;
    }
  }

  private static Vault vault(AccountId account, ResultSet row) throws SQLException {
    String name = row.getString(1);
    try {
      return new Vault(
          new VaultKey(account, new VaultName(name)),
          Instant.ofEpochMilli(row.getLong(2)),
          inventory(row));
    } catch (IllegalArgumentException | GlacierException e) {
      throw new StorageException(
          Failures.oneLine(
              "The row of vault " + account + "/" + name + " is corrupt: " + e.getMessage()),
          e);
    }
  }

  private static VaultInventory inventory(ResultSet row) throws SQLException {
    long milliseconds = row.getLong(5);
    Optional<Instant> date =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(milliseconds));
    return new VaultInventory(row.getLong(3), row.getLong(4), date);
  }
}
