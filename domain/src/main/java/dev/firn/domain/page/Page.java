// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.page;

import com.google.common.collect.Streams;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One page of a listing.
 *
 * @param <T> what is listed
 * @param items the items in the listing's order; an unmodifiable copy
 * @param next where the next page begins: its first item's marker; empty on the last page
 */
public record Page<T>(List<T> items, Optional<Marker> next) {

  /** Copies the items. */
  public Page {
    Objects.requireNonNull(next, "next");
    items = List.copyOf(items);
  }

  /**
   * Reads a page. One row more than the page holds is asked for: if it comes, it is the first of
   * the next page, and the marker is its; if it does not, this page is the last, so that no marker
   * ever leads to nothing.
   *
   * @param request the page that is wanted
   * @param maximum the most items that a page of this listing holds
   * @param position reads a marker, refusing one that this listing cannot have given out
   * @param rows scans the storage
   * @param markerOf gives an item's marker
   * @param <T> what is listed
   * @param <P> what a position in the listing's order is
   * @hidden
   */
  public static <T, P> Page<T> read(
      PageRequest request,
      int maximum,
      Function<Marker, P> position,
      Function<Scan<P>, List<T>> rows,
      Function<T, Marker> markerOf) {
    int size = request.limit().map(limit -> limit.atMost(maximum)).orElse(maximum);
    List<T> read = rows.apply(new Scan<>(request.marker().map(position), size + 1));
    return read.size() <= size
        ? new Page<>(read, Optional.empty())
        : new Page<>(read.subList(0, size), Optional.of(markerOf.apply(read.get(size))));
  }

  /**
   * Returns all items of a listing in its order, read page by page as the stream is consumed, as in
   * {@code Page.walk(page -> firn.vaults().listVaults(account, page))}.
   *
   * @param listing reads a page
   * @param <T> what is listed
   */
  public static <T> Stream<T> walk(Function<PageRequest, Page<T>> listing) {
    return Streams.stream(new Walk<>(listing));
  }
}
