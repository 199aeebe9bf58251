// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.util.Optional;

/**
 * The operations on the notification configurations of vaults, named as the API names them.
 * Thread-safe. Each may throw {@link ResourceNotFoundException} if there is no such vault, {@link
 * dev.firn.domain.error.StorageException} if the storage fails, and {@link IllegalStateException}
 * once it is closed.
 */
public final class VaultNotifications {
  private final StoredSettings settings;
  private final Vaults vaults;

  /**
   * Creates the operations over a repository.
   *
   * @hidden
   */
  public VaultNotifications(SettingsRepository repository, Vaults vaults) {
    this.settings = new StoredSettings(repository, vaults);
    this.vaults = vaults;
  }

  /**
   * Sets what a vault notifies of, in place of what it did. Follows "Set Vault Notification
   * Configuration (PUT notification-configuration)".
   *
   * @throws dev.firn.domain.error.InvalidParameterValueException if the topic is of another region
   */
  public void setVaultNotifications(VaultKey vault, NotificationConfiguration configuration) {
    var unused = configuration.topic().in(vaults.region());
    settings.change(vault, before -> before.withNotifications(Optional.of(configuration)));
  }

  /**
   * Returns what a vault notifies of. Follows "Get Vault Notifications (GET
   * notification-configuration)".
   *
   * @throws ResourceNotFoundException also if it notifies of nothing
   */
  public NotificationConfiguration getVaultNotifications(VaultKey vault) {
    return settings
        .of(vault)
        .notifications()
        .orElseThrow(
            () ->
                ResourceNotFoundException.notSet(
                    "notification configuration", vaults.arn(vault).toString()));
  }

  /**
   * Has a vault notify of nothing. Follows "Delete Vault Notifications (DELETE
   * notification-configuration)".
   */
  public void deleteVaultNotifications(VaultKey vault) {
    settings.change(vault, before -> before.withNotifications(Optional.empty()));
  }
}
