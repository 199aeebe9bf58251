// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.id;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import java.util.Arrays;

/**
 * Eight characters that tie a text to its place: the first bytes of FarmHash's Fingerprint64 of
 * both. What was mistyped, made up, or belongs elsewhere is known without asking the storage. A
 * seal is no secret and guards nothing.
 */
public final class Seal {
  /** The number of characters of a seal. */
  public static final int LENGTH = 8;

  private static final int BYTES = 6;

  private Seal() {}

  /**
   * Returns the seal of a text in a place.
   *
   * @param place what the text belongs to, in ASCII
   * @param text the text without its seal, in ASCII
   */
  public static String of(String place, String text) {
    byte[] sealed = (place + '\0' + text).getBytes(US_ASCII);
    byte[] hash = Hashing.farmHashFingerprint64().hashBytes(sealed).asBytes();
    return OrderedText.of(Arrays.copyOf(hash, BYTES));
  }

  /** Tells whether a text ends in its seal for a place. */
  public static boolean isSealed(String place, String sealed) {
    int end = sealed.length() - LENGTH;
    return end >= 0 && sealed.startsWith(of(place, sealed.substring(0, end)), end);
  }
}
