// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.notification;

import dev.firn.domain.settings.NotificationConfiguration;
import dev.firn.domain.settings.VaultEvent;
import dev.firn.domain.settings.VaultNotifications;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Json;
import dev.firn.http.api.Operation;

/**
 * GET on the notification configuration of a vault: see {@link
 * VaultNotifications#getVaultNotifications}.
 */
public final class GetVaultNotificationsOperation implements Operation {
  private final VaultNotifications notifications;

  /** Creates the operation. */
  public GetVaultNotificationsOperation(VaultNotifications notifications) {
    this.notifications = notifications;
  }

  @Override
  public Answer handle(Call call) {
    NotificationConfiguration configuration = notifications.getVaultNotifications(call.vault());
    return Answer.json(
        200,
        Json.bytes(
            512,
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("Events");
              for (VaultEvent event : configuration.events()) {
                json.writeString(event.apiName());
              }
              json.writeEndArray();
              json.writeStringField("SNSTopic", configuration.topic().text());
              json.writeEndObject();
            }));
  }
}
