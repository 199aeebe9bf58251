// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.notification;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.MissingParameterValueException;
import dev.firn.domain.settings.NotificationConfiguration;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.settings.VaultEvent;
import dev.firn.domain.settings.VaultNotifications;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.JsonBody;
import dev.firn.http.api.Operation;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * PUT on the notification configuration of a vault: see {@link
 * VaultNotifications#setVaultNotifications}.
 */
public final class SetVaultNotificationsOperation implements Operation {
  private final VaultNotifications notifications;

  /** Creates the operation. */
  public SetVaultNotificationsOperation(VaultNotifications notifications) {
    this.notifications = notifications;
  }

  @Override
  public Answer handle(Call call) throws IOException {
    JsonBody body = call.json("SNSTopic");
    TopicArn topic =
        body.text("SNSTopic")
            .map(TopicArn::new)
            .orElseThrow(() -> MissingParameterValueException.parameter("SNSTopic"));
    List<String> names =
        body.texts("Events").orElseThrow(() -> MissingParameterValueException.parameter("Events"));
    Set<VaultEvent> events = EnumSet.noneOf(VaultEvent.class);
    for (String name : names) {
      events.add(
          VaultEvent.named(name).orElseThrow(() -> InvalidParameterValueException.event(name)));
    }
    notifications.setVaultNotifications(call.vault(), new NotificationConfiguration(topic, events));
    return Answer.empty(204);
  }
}
