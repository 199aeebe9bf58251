// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.page;

import java.util.Objects;
import java.util.Optional;

/**
 * A stretch of a repository's order: what a listing asks of a storage.
 *
 * @param <P> what a position in that order is
 * @param startAt where to start, inclusive; nothing needs to be stored there; empty for the very
 *     beginning
 * @param max the most rows to return, 1 or more
 */
public record Scan<P>(Optional<P> startAt, int max) {

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if {@code max} is below 1
   */
  public Scan {
    Objects.requireNonNull(startAt, "startAt");
    if (max < 1) {
      throw new IllegalArgumentException("max " + max + " is not 1 or more");
    }
  }

  /** Returns a scan of the first {@code max} rows. */
  public static <P> Scan<P> first(int max) {
    return new Scan<>(Optional.empty(), max);
  }

  /** Returns a scan of the first {@code max} rows at or after a position. */
  public static <P> Scan<P> startingAt(P position, int max) {
    return new Scan<>(Optional.of(position), max);
  }
}
