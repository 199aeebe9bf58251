// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.id;

/**
 * The form that the ids of uploads and of archives have in common: {@link OrderedText} of a version
 * byte and what follows it. The version is 0x40, so that an id begins with {@code F} and never with
 * {@code -}, which a command line would take for an option.
 */
public final class VersionedText {
  private static final byte VERSION = 0x40;

  private VersionedText() {}

  /** Returns the text of the version and some bytes. */
  public static String of(byte[] bytes) {
    byte[] versioned = new byte[1 + bytes.length];
    versioned[0] = VERSION;
    System.arraycopy(bytes, 0, versioned, 1, bytes.length);
    return OrderedText.of(versioned);
  }

  /** Tells whether a text has so many characters, all of the alphabet, and this version. */
  public static boolean isVersionedText(String text, int length) {
    return OrderedText.isOrderedText(text, length)
        && text.charAt(0) == 'F'
        && text.charAt(1) <= 'E';
  }
}
