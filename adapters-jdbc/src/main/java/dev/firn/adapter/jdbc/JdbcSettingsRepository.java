// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.document.Document;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Settings: those of a vault in its row, and so gone with it; those of an account in a row of their
 * own. Nothing set is null, or no row. What is expected is compared by its bytes, in the statement
 * that replaces it.
 */
final class JdbcSettingsRepository implements SettingsRepository {
  private static final String FIND =
      "SELECT settings FROM firn_vault WHERE account = ? AND name = ?";
  private static final String OF_ACCOUNT =
      "SELECT settings FROM firn_account_settings WHERE account = ?";
  private static final String SET_FIRST =
      "INSERT INTO firn_account_settings (account, settings) VALUES (?, ?)";
  private static final String SET =
      "UPDATE firn_account_settings SET settings = ? WHERE account = ? AND settings = ?";
  private static final String SET_BACK =
      "DELETE FROM firn_account_settings WHERE account = ? AND settings = ?";
  private static final String ACCOUNTS =
      "SELECT account FROM firn_account_settings WHERE account >= ? ORDER BY account LIMIT ?";

  private final Database database;
  private final String setFirst;

  JdbcSettingsRepository(Database database, Dialect dialect) {
    this.database = database;
    this.setFirst = dialect.insertingUnlessThere(SET_FIRST);
  }

  @Override
  public Optional<VaultSettings> find(VaultKey vault) {
    return database
        .read(
            "find what is set for vault",
            vault,
            FIND,
            row -> read("vault " + vault, row, VaultSettings::of).orElse(VaultSettings.none()),
            vault.account().value(),
            vault.name().value())
        .stream()
        .findFirst();
  }

  @Override
  public boolean replace(VaultKey vault, VaultSettings expected, VaultSettings replacement) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder statement = new StringBuilder("UPDATE firn_vault SET settings = ");
    if (replacement.equals(VaultSettings.none())) {
      statement.append("NULL");
    } else {
      statement.append("?");
      parameters.add(bytes(replacement.document()));
    }
    statement.append(" WHERE account = ? AND name = ? AND settings ");
    parameters.add(vault.account().value());
    parameters.add(vault.name().value());
    if (expected.equals(VaultSettings.none())) {
      statement.append("IS NULL");
    } else {
      statement.append("= ?");
      parameters.add(bytes(expected.document()));
    }
    return isWritten(vault, statement.toString(), parameters.toArray());
  }

  @Override
  public AccountSettings find(AccountId account) {
    return database
        .read(
            "find what is set for account",
            account,
            OF_ACCOUNT,
            row -> read("account " + account, row, AccountSettings::of),
            account.value())
        .stream()
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(AccountSettings.none());
  }

  @Override
  public boolean replace(AccountId account, AccountSettings expected, AccountSettings replacement) {
    boolean isFirst = expected.equals(AccountSettings.none());
    boolean isBack = replacement.equals(AccountSettings.none());
    ByteBuffer before = bytes(expected.document());
    ByteBuffer after = bytes(replacement.document());
    if (isFirst) {
      return isBack
          ? find(account).equals(expected)
          : isWritten(account, setFirst, account.value(), after);
    }
    return isBack
        ? isWritten(account, SET_BACK, account.value(), before)
        : isWritten(account, SET, after, account.value(), before);
  }

  @Override
  public List<AccountId> accounts(Scan<AccountId> scan) {
    return database.read(
        "list accounts for which something is set, up to",
        scan.max(),
        ACCOUNTS,
        row -> new AccountId(row.getString(1)),
        scan.startAt().map(AccountId::value).orElse(""),
        (long) scan.max());
  }

  private boolean isWritten(Object owner, String statement, Object... parameters) {
    return database.write("replace what is set for", owner, statement, parameters)
        == Effect.WRITTEN;
  }

  private static ByteBuffer bytes(Document document) {
    return ByteBuffer.wrap(document.bytes());
  }

  /** Reads what is set from a row's first column; empty if that is null. */
  private static <T> Optional<T> read(String owner, ResultSet row, Function<Document, T> reading)
      throws SQLException {
    try {
      return Optional.ofNullable(row.getBytes(1)).map(Document::parse).map(reading);
    } catch (IllegalArgumentException | GlacierException e) {
      throw new StorageException(
          Failures.oneLine("What is set for " + owner + " is corrupt: " + e.getMessage()), e);
    }
  }
}
