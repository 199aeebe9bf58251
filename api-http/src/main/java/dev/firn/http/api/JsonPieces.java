// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * Puts JSON together of pieces that are JSON already, for lists that are asked for so often that a
 * generator, which looks at each character of each of their strings, would cost more than all else.
 * Not thread-safe.
 */
public final class JsonPieces {
  private byte[] bytes;
  private int length;

  /** Begins with nothing, and with room for so many bytes. */
  public JsonPieces(int expectedBytes) {
    this.bytes = new byte[expectedBytes];
  }

  /** Adds a piece as it is. */
  public JsonPieces raw(byte[] piece) {
    reserve(piece.length);
    System.arraycopy(piece, 0, bytes, length, piece.length);
    length += piece.length;
    return this;
  }

  /** Adds ASCII text as it is; for what has no character that JSON would escape. */
  @SuppressWarnings("deprecation") // It is for other text that it is deprecated.
  public JsonPieces raw(String piece) {
    reserve(piece.length());
    piece.getBytes(0, piece.length(), bytes, length);
    length += piece.length();
    return this;
  }

  /** Adds printable ASCII text as a string. */
  public JsonPieces string(String text) {
    boolean isPlain = text.indexOf('"') < 0 && text.indexOf('\\') < 0;
    raw("\"");
    if (isPlain) {
      raw(text);
    } else {
      raw(JsonStringEncoder.getInstance().quoteAsUTF8(text));
    }
    return raw("\"");
  }

  /** Adds a date as {@link Json#date} has it, without quotation marks. */
  public JsonPieces date(Instant date) {
    return raw(Json.date(date));
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** Returns all pieces one after the other; nothing is to be added any more. */
  public ByteBuffer together() {
    return ByteBuffer.wrap(bytes, 0, length).slice();
  }
}
