// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import dev.firn.domain.id.OrderedText;
import dev.firn.domain.id.TimeOrderedBytes;

/**
 * The id of a notice: 32 characters of {@code - 0-9 A-Z _ a-z} that ascend with time, as far as
 * clocks agree.
 *
 * @param text the characters
 */
public record NoticeId(String text) implements Comparable<NoticeId> {
  /** The number of characters of an id. */
  public static final int LENGTH = 32;

  private static final int RANDOM_BYTES = 14;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the text cannot be a notice's id
   */
  public NoticeId {
    if (!OrderedText.isOrderedText(text, LENGTH)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a notice id: 32 characters of A-Z a-z 0-9 - _");
    }
  }

  /**
   * Returns a new id.
   *
   * @hidden
   */
  public static NoticeId next(TimeOrderedBytes source) {
    return new NoticeId(OrderedText.of(source.next(RANDOM_BYTES)));
  }

  @Override
  public int compareTo(NoticeId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
