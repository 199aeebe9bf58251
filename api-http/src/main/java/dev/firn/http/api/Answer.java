// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import dev.firn.domain.content.ChunkStream;
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
public record Answer(int status, Map<String, String> headers, Body body) {

  /** The body of an answer. */
  public sealed interface Body {
    /** Returns how many bytes it has. */
    long length();
  }

  /**
   * A body that is there, whole.
   *
   * @param buffer the bytes; given out from its beginning each time, to be read only
   */
  public record Bytes(ByteBuffer buffer) implements Body {
    @Override
    public ByteBuffer buffer() {
      return buffer.asReadOnlyBuffer();
    }

    @Override
    public long length() {
      return buffer.remaining();
    }
  }

  /**
   * A body that is too large to be there: it is read while it is sent, once.
   *
   * @param length how many bytes it has
   * @param chunks gives exactly so many, or fails
   */
  public record Chunks(long length, ChunkStream chunks) implements Body {}

  /** Returns an answer without a body. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new Bytes(ByteBuffer.allocate(0)));
  }

  /** Returns an answer that is JSON. */
  public static Answer json(int status, byte[] body) {
    return json(status, ByteBuffer.wrap(body));
  }

  /** Returns an answer that is JSON. */
  public static Answer json(int status, ByteBuffer body) {
    // No charset: clients compare the type for equality before they parse.
    return new Answer(status, Map.of("Content-Type", "application/json"), new Bytes(body));
  }

  /** Returns the same answer with one header more. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}
