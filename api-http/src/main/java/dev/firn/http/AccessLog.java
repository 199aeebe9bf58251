// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.firn.domain.access.Principal;
import dev.firn.http.api.ApiOperation;
import dev.firn.http.api.Json;
import dev.firn.http.api.RequestRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A log of all requests: a line of JSON each, written when it is answered. What a client signs, and
 * what with, is not in it. Thread-safe.
 */
final class AccessLog {
  private static final Logger LOG = System.getLogger(AccessLog.class.getName());
  private static final JsonFactory JSON = new JsonFactory();

  private final OutputStream stream;
  private final AtomicBoolean isFailing = new AtomicBoolean();

  /** Creates a log that is written to a stream, a whole line at a time, and each at once. */
  AccessLog(OutputStream stream) {
    this.stream = stream;
  }

  /**
   * A request that was answered.
   *
   * @param time when it came
   * @param requestId the id that it was given
   * @param record what became known of it
   * @param status the answer's status
   * @param bytesReceived how many bytes of its body were read
   * @param bytesSent how many bytes the answer's body has
   * @param duration how long it took until the answer was handed over to be sent
   */
  record Entry(
      Instant time,
      String requestId,
      RequestRecord record,
      int status,
      long bytesReceived,
      long bytesSent,
      Duration duration) {}

  /** Writes a line; that it cannot be written keeps no request from being answered. */
  void write(Entry entry) {
    byte[] line = line(entry);
    try {
      synchronized (stream) {
        stream.write(line);
        stream.flush();
      }
      isFailing.set(false);
    } catch (IOException e) {
      if (!isFailing.getAndSet(true)) {
        LOG.log(Level.WARNING, "The log of requests cannot be written", e);
      }
    }
  }

  private static byte[] line(Entry entry) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      RequestRecord record = entry.record();
      json.writeStartObject();
      json.writeStringField("time", Json.date(entry.time()));
      json.writeStringField("requestId", entry.requestId());
      json.writeStringField("principal", record.principal().map(Principal::arn).orElse(null));
      json.writeStringField(
          "operation", record.operation().map(ApiOperation::apiName).orElse(null));
      json.writeStringField("vault", record.vault().orElse(null));
      json.writeNumberField("status", entry.status());
      json.writeNumberField("bytesReceived", entry.bytesReceived());
      json.writeNumberField("bytesSent", entry.bytesSent());
      json.writeNumberField("microseconds", entry.duration().toNanos() / 1_000);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("A line of the log could not be made", e);
    }
    return line.toByteArray();
  }
}
