// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.archive;

import dev.firn.domain.error.InvalidParameterValueException;

/**
 * What a client says of an archive: up to 1,024 characters of printable ASCII. Leading spaces are
 * dropped; an empty description is the same as none.
 *
 * @param text the description; empty if there is none
 */
public record ArchiveDescription(String text) {
  private static final int MOST_CHARACTERS = 1024;
  private static final ArchiveDescription NONE = new ArchiveDescription("");

  /**
   * Drops leading spaces and checks what is left.
   *
   * @throws InvalidParameterValueException if it is too long, or a character is outside 0x20 to
   *     0x7E
   */
  public ArchiveDescription {
    text = withoutLeadingSpaces(text);
    if (text.length() > MOST_CHARACTERS) {
      throw InvalidParameterValueException.archiveDescription(
          "it has " + text.length() + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7E) {
        throw InvalidParameterValueException.archiveDescription(
            "character %d is 0x%02X".formatted(i + 1, (int) c));
      }
    }
  }

  private static String withoutLeadingSpaces(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    return text.substring(start);
  }

  /** Returns the description of an archive that was given none. */
  public static ArchiveDescription none() {
    return NONE;
  }

  /** Tells whether there is no description. */
  public boolean isNone() {
    return text.isEmpty();
  }

  @Override
  public String toString() {
    return text;
  }
}
