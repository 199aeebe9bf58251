// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.id;

import java.util.Arrays;

/**
 * Bytes as text of {@code - 0-9 A-Z _ a-z}: six bits make a character, and the alphabet is taken in
 * the order of its ASCII codes. So text is ordered as its bytes are, by all who compare text by its
 * codes.
 */
public final class OrderedText {
  private static final String ALPHABET =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

  /** 0 for a character of the alphabet, else 1. */
  private static final byte[] FOREIGN = new byte[256];

  static {
    Arrays.fill(FOREIGN, (byte) 1);
    ALPHABET.chars().forEach(c -> FOREIGN[c] = 0);
  }

  private OrderedText() {}

  /** Returns the text of some bytes; the last character of an odd number holds fewer bits. */
  public static String of(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length * 4 / 3 + 1);
    int bits = 0;
    int count = 0;
    for (byte each : bytes) {
      bits = (bits << 8) | (each & 0xFF);
      for (count += 8; count >= 6; count -= 6) {
        text.append(ALPHABET.charAt((bits >> (count - 6)) & 0x3F));
      }
    }
    if (count > 0) {
      text.append(ALPHABET.charAt((bits << (6 - count)) & 0x3F));
    }
    return text.toString();
  }

  /** Tells whether a text has so many characters, all of the alphabet. */
  public static boolean isOrderedText(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    // To the end in any case: without a decision for each character it takes half the time, and
    // each id on a page is checked.
    int foreign = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      foreign |= FOREIGN[c & 0xFF] | (c >>> 8);
    }
    return foreign == 0;
  }
}
