// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.util.Optional;

/**
 * The operations on the access policies of vaults, named as the API names them. Thread-safe. Each
 * may throw {@link ResourceNotFoundException} if there is no such vault, {@link
 * dev.firn.domain.error.StorageException} if the storage fails, and {@link IllegalStateException}
 * once it is closed.
 */
public final class VaultAccessPolicies {
  private final StoredSettings settings;
  private final Vaults vaults;

  /**
   * Creates the operations over a repository.
   *
   * @hidden
   */
  public VaultAccessPolicies(SettingsRepository repository, Vaults vaults) {
    this.settings = new StoredSettings(repository, vaults);
    this.vaults = vaults;
  }

  /**
   * Sets a vault's access policy, in place of one that it has. That the text is a policy is for the
   * caller to have checked. Follows "Set Vault Access Policy (PUT access-policy)".
   */
  public void setVaultAccessPolicy(VaultKey vault, PolicyText policy) {
    settings.change(vault, before -> before.withAccessPolicy(Optional.of(policy)));
  }

  /**
   * Returns a vault's access policy, as it was set. Follows "Get Vault Access Policy (GET
   * access-policy)".
   *
   * @throws ResourceNotFoundException also if the vault has none
   */
  public PolicyText getVaultAccessPolicy(VaultKey vault) {
    return settings
        .of(vault)
        .accessPolicy()
        .orElseThrow(
            () ->
                ResourceNotFoundException.notSet(
                    "vault access policy", vaults.arn(vault).toString()));
  }

  /**
   * Deletes a vault's access policy, if it has one. Follows "Delete Vault Access Policy (DELETE
   * access-policy)".
   */
  public void deleteVaultAccessPolicy(VaultKey vault) {
    settings.change(vault, before -> before.withAccessPolicy(Optional.empty()));
  }
}
