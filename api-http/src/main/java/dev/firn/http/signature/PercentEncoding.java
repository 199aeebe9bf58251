// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes text as signatures want it: all but letters, digits and {@code -._~} is encoded. */
final class PercentEncoding {
  private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  /** Encodes text as it stands, percent signs too. */
  static void append(StringBuilder encoded, String text) {
    for (byte b : text.getBytes(UTF_8)) {
      append(encoded, b);
    }
  }

  /**
   * Brings text that is encoded already, in one way or another, into the one form. A plus sign is a
   * space, as it is where the query is read: a signature that took it for a plus sign would not
   * notice if one were made of the other. A percent sign that encodes nothing is taken as it is.
   */
  static String recode(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    StringBuilder encoded = new StringBuilder(text.length() + 8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '+') {
        append(encoded, (byte) ' ');
      } else if (bytes[i] == '%' && i + 2 < bytes.length && isHex(bytes, i + 1)) {
        append(encoded, (byte) (digit(bytes[i + 1]) * 16 + digit(bytes[i + 2])));
        i += 2;
      } else {
        append(encoded, bytes[i]);
      }
    }
    return encoded.toString();
  }

  private static boolean isHex(byte[] bytes, int at) {
    return digit(bytes[at]) >= 0 && digit(bytes[at + 1]) >= 0;
  }

  private static int digit(byte b) {
    return Character.digit((char) b, 16);
  }

  private static void append(StringBuilder encoded, byte b) {
    boolean kept =
        (b >= 'a' && b <= 'z')
            || (b >= 'A' && b <= 'Z')
            || (b >= '0' && b <= '9')
            || b == '-'
            || b == '.'
            || b == '_'
            || b == '~';
    if (kept) {
      encoded.append((char) b);
    } else {
      encoded.append('%').append(DIGITS[(b >> 4) & 15]).append(DIGITS[b & 15]);
    }
  }
}
