// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import dev.firn.domain.id.OrderedText;
import dev.firn.domain.id.TimeOrderedBytes;

/**
 * The id of a content: 24 characters of {@code - 0-9 A-Z _ a-z} that ascend with time, as far as
 * clocks agree. No two contents of any vault ever have the same.
 *
 * @param text the characters
 */
public record ContentId(String text) implements Comparable<ContentId> {
  /** The number of characters of an id. */
  public static final int LENGTH = 24;

  private static final int RANDOM_BYTES = 8;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the text cannot be a content's id
   */
  public ContentId {
    if (!OrderedText.isOrderedText(text, LENGTH)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a content id: 24 characters of A-Z a-z 0-9 - _");
    }
  }

  /** Returns a new id. */
  static ContentId next(TimeOrderedBytes source) {
    return new ContentId(OrderedText.of(source.next(RANDOM_BYTES)));
  }

  @Override
  public int compareTo(ContentId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
