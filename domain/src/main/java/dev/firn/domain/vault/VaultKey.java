// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.vault;

import java.util.Comparator;
import java.util.Objects;

/**
 * What a vault is known by: its account and its name. Keys are ordered by account, then by name.
 *
 * @param account the account that owns the vault
 * @param name the vault's name in that account
 */
public record VaultKey(AccountId account, VaultName name) implements Comparable<VaultKey> {
  private static final Comparator<VaultKey> ORDER =
      Comparator.comparing(VaultKey::account).thenComparing(VaultKey::name);

  /** Refuses null. */
  public VaultKey {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(name, "name");
  }

  /**
   * Returns the key of a vault.
   *
   * @throws dev.firn.domain.error.InvalidParameterValueException if either text lacks the form
   */
  public static VaultKey of(String accountId, String vaultName) {
    return new VaultKey(new AccountId(accountId), new VaultName(vaultName));
  }

  /**
   * Returns the place that ids of what is in the vault are sealed for.
   *
   * @hidden
   */
  public String sealPlace() {
    return account.value() + name.value();
  }

  @Override
  public int compareTo(VaultKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return account + "/" + name;
  }
}
