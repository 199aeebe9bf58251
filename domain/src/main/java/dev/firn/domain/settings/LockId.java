// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.id.OrderedText;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.id.VersionedText;

/**
 * The id of a vault lock: 24 characters of {@code - 0-9 A-Z _ a-z}.
 *
 * @param text the characters
 */
public record LockId(String text) {
  /** The number of characters of an id. */
  public static final int LENGTH = 24;

  private static final int RANDOM_BYTES = 7;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the text cannot be a lock's id
   */
  public LockId {
    if (!OrderedText.isOrderedText(text, LENGTH)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a lock id: 24 characters of A-Z a-z 0-9 - _");
    }
  }

  /** Returns a new id; never one that begins with {@code -}, as a command's option does. */
  static LockId next(TimeOrderedBytes source) {
    return new LockId(VersionedText.of(source.next(RANDOM_BYTES)));
  }

  @Override
  public String toString() {
    return text;
  }
}
