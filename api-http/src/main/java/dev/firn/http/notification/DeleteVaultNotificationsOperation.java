// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.notification;

import dev.firn.domain.settings.VaultNotifications;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/**
 * DELETE on the notification configuration of a vault: see {@link
 * VaultNotifications#deleteVaultNotifications}.
 */
public final class DeleteVaultNotificationsOperation implements Operation {
  private final VaultNotifications notifications;

  /** Creates the operation. */
  public DeleteVaultNotificationsOperation(VaultNotifications notifications) {
    this.notifications = notifications;
  }

  @Override
  public Answer handle(Call call) {
    notifications.deleteVaultNotifications(call.vault());
    return Answer.empty(204);
  }
}
