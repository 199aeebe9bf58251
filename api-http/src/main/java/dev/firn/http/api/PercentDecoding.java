// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Decodes percent-encoded UTF-8, once, and strictly. */
final class PercentDecoding {
  private PercentDecoding() {}

  /**
   * Decodes a part of a path or a query.
   *
   * @throws BadRequestException if a percent sign is not followed by two hexadecimal digits, or the
   *     bytes are not UTF-8
   */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int end;
    for (int i = 0; i < text.length(); i = end) {
      if (text.charAt(i) == '%') {
        bytes.write(hexadecimal(text, i + 1));
        end = i + 3;
      } else {
        // As a whole: there are characters that take two chars.
        end = endOfPlain(text, i);
        bytes.writeBytes(text.substring(i, end).getBytes(UTF_8));
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new BadRequestException("The percent-encoding of " + text + " is not UTF-8");
    }
  }

  private static int endOfPlain(String text, int from) {
    int percent = text.indexOf('%', from);
    return percent < 0 ? text.length() : percent;
  }

  private static int hexadecimal(String text, int at) {
    int value = 0;
    for (int i = at; i < at + 2; i++) {
      int digit =
          i < text.length() && text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        throw new BadRequestException(
            "The percent-encoding of "
                + text
                + " is broken: two hexadecimal digits follow each '%'");
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
