// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

/**
 * A range of bytes, both ends inclusive, as the API writes it: {@code 0-4194303}.
 *
 * @param first the first byte, from 0
 * @param last the last byte, at or after the first
 */
public record RangeInBytes(long first, long last) {

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if the first is negative, or the last is before it
   */
  public RangeInBytes {
    if (first < 0 || last < first || last == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "\"" + first + "-" + last + "\" is not a range of bytes: 0 or more, and no less");
    }
  }

  /**
   * Returns the range of so many bytes, from a first one on.
   *
   * @throws IllegalArgumentException if the first is negative, or there are none
   */
  public static RangeInBytes startingAt(long first, long length) {
    return new RangeInBytes(first, Math.addExact(first, length) - 1);
  }

  /** Returns the number of bytes, 1 or more. */
  public long length() {
    return last - first + 1;
  }

  /**
   * Tells whether the range is the bytes below one node of the tree of a whole of so many bytes, so
   * that its own tree hash is that node's. False for a range that goes beyond the whole. Follows
   * "Receiving Checksums When Downloading Data" of the developer guide.
   */
  public boolean isTreeHashAligned(long size) {
    boolean toTheEnd = last == size - 1;
    if (last >= size || first % TreeHashing.LEAF_BYTES != 0) {
      return false;
    }
    if (!toTheEnd && (last + 1) % TreeHashing.LEAF_BYTES != 0) {
      return false;
    }
    long start = first / TreeHashing.LEAF_BYTES;
    long leaves = (length() + TreeHashing.LEAF_BYTES - 1) / TreeHashing.LEAF_BYTES;
    long subtree = Long.highestOneBit(2 * leaves - 1);
    return start % subtree == 0 && (toTheEnd || leaves == subtree);
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
