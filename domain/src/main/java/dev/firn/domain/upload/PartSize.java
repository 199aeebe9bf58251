// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.error.InvalidParameterValueException;
import java.util.stream.LongStream;

/**
 * The size of each part of an upload but the last, which may be smaller.
 *
 * @param bytes 1 MiB times a power of two, at most 4 GiB
 */
public record PartSize(long bytes) {
  /** The most parts that an upload can have. */
  public static final int MOST_PARTS = 10_000;

  private static final long SMALLEST = 1L << 20;
  private static final long LARGEST = 1L << 32;

  /**
   * Checks the size.
   *
   * @throws InvalidParameterValueException if it is not 1 MiB times a power of two, or above 4 GiB
   */
  public PartSize {
    if (bytes < SMALLEST || bytes > LARGEST || Long.bitCount(bytes) != 1) {
      throw InvalidParameterValueException.partSize(Long.toString(bytes));
    }
  }

  /**
   * Returns the size of so many MiB.
   *
   * @throws InvalidParameterValueException if that is not a power of two from 1 to 4096
   */
  public static PartSize ofMebibytes(int mebibytes) {
    return new PartSize(mebibytes * SMALLEST);
  }

  /**
   * Reads a size in bytes as a request writes it: decimal digits.
   *
   * @throws InvalidParameterValueException if the text is not such a number, or the size is not
   *     allowed
   */
  public static PartSize parse(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw InvalidParameterValueException.partSize(text);
    }
    return new PartSize(Long.parseLong(text));
  }

  /**
   * Returns the ranges of the parts of an archive of so many bytes, in their order; none if it has
   * none. They are made as they are asked for.
   *
   * @throws InvalidParameterValueException if they are more than {@value #MOST_PARTS}
   * @throws IllegalArgumentException if the size is negative
   */
  public Iterable<RangeInBytes> ranges(long archiveSize) {
    if (archiveSize < 0) {
      throw new IllegalArgumentException("An archive cannot have " + archiveSize + " bytes");
    }
    long parts = archiveSize / bytes + (archiveSize % bytes == 0 ? 0 : 1);
    if (parts > MOST_PARTS) {
      throw InvalidParameterValueException.partNumber(parts, MOST_PARTS);
    }
    return () ->
        LongStream.range(0, parts)
            .map(part -> part * bytes)
            .mapToObj(first -> RangeInBytes.startingAt(first, Math.min(bytes, archiveSize - first)))
            .iterator();
  }

  /**
   * Checks that a range can be a part of an upload with this part size.
   *
   * @throws InvalidParameterValueException if it does not begin at a multiple of it, is longer than
   *     it, or belongs to a part beyond the {@value #MOST_PARTS}th
   */
  public void check(RangeInBytes range) {
    if (range.first() % bytes != 0) {
      throw InvalidParameterValueException.partNotAligned(range.toString(), bytes);
    }
    if (range.length() > bytes) {
      throw InvalidParameterValueException.partTooLong(range.toString(), range.length(), bytes);
    }
    if (range.first() / bytes >= MOST_PARTS) {
      throw InvalidParameterValueException.partNumber(range.first() / bytes + 1, MOST_PARTS);
    }
  }
}
