// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import com.google.common.collect.Sets;
import dev.firn.domain.document.Document;
import dev.firn.domain.error.MissingParameterValueException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a vault notifies of, and where.
 *
 * @param topic where to
 * @param events what of, one at least; an unmodifiable copy
 */
public record NotificationConfiguration(TopicArn topic, Set<VaultEvent> events) {

  /**
   * Copies the events.
   *
   * @throws MissingParameterValueException if there is none
   */
  public NotificationConfiguration {
    Objects.requireNonNull(topic, "topic");
    if (events.isEmpty()) {
      throw MissingParameterValueException.parameter("Events");
    }
    events = Sets.immutableEnumSet(events);
  }

  Document document() {
    Document.Builder document = Document.builder().put("topic", topic.text());
    events.forEach(event -> document.put(event.apiName(), ""));
    return document.build();
  }

  static NotificationConfiguration of(Document document) {
    Set<VaultEvent> events = EnumSet.noneOf(VaultEvent.class);
    for (VaultEvent event : VaultEvent.values()) {
      document.find(event.apiName()).ifPresent(present -> events.add(event));
    }
    return new NotificationConfiguration(new TopicArn(document.get("topic")), events);
  }
}
