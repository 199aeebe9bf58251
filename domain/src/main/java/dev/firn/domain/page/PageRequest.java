// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.page;

import java.util.Objects;
import java.util.Optional;

/**
 * Which page of a listing is wanted.
 *
 * @param marker where the page begins, inclusive; empty for the beginning of the listing
 * @param limit the most items wanted; empty for the listing's own maximum
 */
public record PageRequest(Optional<Marker> marker, Optional<Limit> limit) {

  /** Refuses null. */
  public PageRequest {
    Objects.requireNonNull(marker, "marker");
    Objects.requireNonNull(limit, "limit");
  }

  /** Returns a request for the first page, of the listing's own size. */
  public static PageRequest first() {
    return new PageRequest(Optional.empty(), Optional.empty());
  }

  /** Returns the same request for a page that begins at a marker. */
  public PageRequest startingAt(Marker start) {
    return new PageRequest(Optional.of(start), limit);
  }

  /**
   * Returns the same request with at most this many items wanted.
   *
   * @throws IllegalArgumentException if that is below 1
   */
  public PageRequest withLimit(int items) {
    return new PageRequest(marker, Optional.of(new Limit(items)));
  }
}
