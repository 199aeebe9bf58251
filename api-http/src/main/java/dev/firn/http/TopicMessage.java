// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.job.NoticeId;
import dev.firn.domain.settings.TopicArn;
import dev.firn.http.api.Json;
import java.time.Instant;
import java.util.UUID;

/**
 * What a topic's endpoint is sent, in the form in which SNS sends it. There is no signature, as
 * that would be one by Amazon, and nothing to unsubscribe from.
 *
 * @param notice the notice's id
 * @param topic the topic
 * @param date when the job ended
 * @param text what the message says: the job, as JSON
 */
record TopicMessage(NoticeId notice, TopicArn topic, Instant date, String text) {
  private static final int USUAL_BYTES = 2_048;

  /** Returns the message's id: the same each time that the notice is sent. */
  String id() {
    return UUID.nameUUIDFromBytes(notice.text().getBytes(US_ASCII)).toString();
  }

  byte[] body() {
    return Json.bytes(
        USUAL_BYTES,
        json -> {
          json.writeStartObject();
          json.writeStringField("Type", "Notification");
          json.writeStringField("MessageId", id());
          json.writeStringField("TopicArn", topic.text());
          json.writeStringField("Message", text);
          json.writeStringField("Timestamp", Json.date(date));
          json.writeEndObject();
        });
  }
}
