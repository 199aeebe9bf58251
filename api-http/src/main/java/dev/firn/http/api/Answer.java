// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer, free of any HTTP engine; what every answer has is added where it is sent.
 *
 * @param status the status code
 * @param headers the operation's own headers, in order, spelled as the API spells them
 * @param body the body; no bytes if there is none
 */
public record Answer(int status, Map<String, String> headers, ByteBuffer body) {

  /** Returns an answer without a body. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), ByteBuffer.allocate(0));
  }

  /** Returns an answer that is JSON. */
  public static Answer json(int status, byte[] body) {
    return json(status, ByteBuffer.wrap(body));
  }

  /** Returns an answer that is JSON. */
  public static Answer json(int status, ByteBuffer body) {
    // No charset: clients compare the type for equality before they parse.
    return new Answer(status, Map.of("Content-Type", "application/json"), body);
  }

  /** Returns the same answer with one header more. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  /** Returns the body from its beginning, to be read only. */
  @Override
  public ByteBuffer body() {
    return body.asReadOnlyBuffer();
  }
}
