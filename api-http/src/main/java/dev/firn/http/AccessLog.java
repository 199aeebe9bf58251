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
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;

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
   * Writes a line; that it cannot be written keeps no request from being answered.
   *
   * @param record what became known of the request
   * @param status the answer's
   * @param bytesReceived how many bytes of the request's body were received
   * @param bytesSent how many bytes of the answer's body are sent
   */
  void write(
      Request request,
      String requestId,
      RequestRecord record,
      int status,
      long bytesReceived,
      long bytesSent) {
    byte[] line = line(request, requestId, record, status, bytesReceived, bytesSent);
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

  private static byte[] line(
      Request request,
      String requestId,
      RequestRecord record,
      int status,
      long bytesReceived,
      long bytesSent) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", Json.date(Instant.ofEpochMilli(Request.getTimeStamp(request))));
      json.writeStringField("requestId", requestId);
      json.writeStringField("principal", record.principal().map(Principal::arn).orElse(null));
      json.writeStringField(
          "operation", record.operation().map(ApiOperation::apiName).orElse(null));
      json.writeStringField("vault", record.vault().orElse(null));
      json.writeNumberField("status", status);
      json.writeNumberField("bytesReceived", bytesReceived);
      json.writeNumberField("bytesSent", bytesSent);
      json.writeNumberField("microseconds", NanoTime.since(request.getBeginNanoTime()) / 1_000);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("A line of the log could not be made", e);
    }
    return line.toByteArray();
  }
}
