// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Optional;

/**
 * The port through which is stored what is set for vaults and accounts: a value each, that is
 * replaced as a whole by who knows what it was. A backend stores the {@link
 * dev.firn.domain.document.Document} of a value and need not know what it says. Each method says
 * which clause of the contract it is, by the numbers that the contract kit names.
 *
 * <p>Everything that is said of {@link dev.firn.domain.upload.UploadRepository} in clauses 6 to 10
 * holds here.
 */
public interface SettingsRepository {

  /**
   * Returns what is set for a vault, {@link VaultSettings#none} if that is nothing; empty if there
   * is no such vault. A vault's settings go with it: one that is created anew has none (clause 1).
   */
  Optional<VaultSettings> find(VaultKey vault);

  /**
   * Replaces what is set for a vault, if and only if that equals what is expected, in one atomic
   * step also with the vault being deleted (clause 2).
   *
   * @return whether it is replaced; false, and nothing is changed, if there is no such vault, or
   *     something else is set. Of many concurrent callers that expect the same and set something
   *     else, exactly one is told true
   */
  boolean replace(VaultKey vault, VaultSettings expected, VaultSettings replacement);

  /**
   * Returns what is set for an account, {@link AccountSettings#none} if that is nothing. An account
   * need not have vaults (clause 3).
   */
  AccountSettings find(AccountId account);

  /**
   * Replaces what is set for an account, as is done for a vault (clause 4).
   *
   * @return whether it is replaced
   */
  boolean replace(AccountId account, AccountSettings expected, AccountSettings replacement);

  /**
   * Returns the accounts for which something is set, ascending, from the first at or after the
   * scan's start, exactly as many as asked for or as are left (clause 5).
   *
   * @return an unmodifiable list, a fixed copy
   */
  List<AccountId> accounts(Scan<AccountId> scan);
}
