// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.page;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * All rows of a listing in its order, read as they are used; no more than a page in memory. For one
 * thread.
 *
 * @param <T> what is listed
 * @param <P> what a position in the listing's order is
 * @hidden
 */
public final class Rows<T, P extends Comparable<P>> implements Iterator<T> {
  private static final int AT_ONCE = 256;

  private final int atOnce;
  private final Function<Scan<P>, List<T>> listing;
  private final Function<T, P> position;
  private Optional<Scan<P>> next;
  private List<T> page = List.of();
  private int used;

  /**
   * Begins at the listing's beginning; nothing is read yet.
   *
   * @param listing scans the storage
   * @param position gives an item's position
   */
  public Rows(Function<Scan<P>, List<T>> listing, Function<T, P> position) {
    this(listing, position, Optional.empty());
  }

  /**
   * Begins at a position; nothing is read yet.
   *
   * @param start where to begin, inclusive; empty for the listing's beginning
   */
  public Rows(Function<Scan<P>, List<T>> listing, Function<T, P> position, Optional<P> start) {
    this(listing, position, new Scan<>(start, AT_ONCE));
  }

  /**
   * Begins where a scan does; nothing is read yet.
   *
   * @param first reads the first rows; 2 at once or more, and so many each time
   */
  public Rows(Function<Scan<P>, List<T>> listing, Function<T, P> position, Scan<P> first) {
    this.next = Optional.of(first);
    this.atOnce = first.max();
    this.listing = listing;
    this.position = position;
  }

  @Override
  public boolean hasNext() {
    if (used == page.size() && next.isPresent()) {
      read(next.get());
    }
    return used < page.size();
  }

  private void read(Scan<P> scan) {
    List<T> read = listing.apply(scan);
    boolean isLast = read.size() < atOnce;
    // The last row of a page that is not the last is where the next begins.
    page = isLast ? read : read.subList(0, atOnce - 1);
    next =
        isLast
            ? Optional.empty()
            : Optional.of(Scan.startingAt(position.apply(read.get(atOnce - 1)), atOnce));
    used = 0;
  }

  /** Returns the next row, which is still the next afterwards. */
  public T peek() {
    if (!hasNext()) {
      throw new NoSuchElementException("The listing has come to its end");
    }
    return page.get(used);
  }

  @Override
  public T next() {
    T row = peek();
    used++;
    return row;
  }

  /** Returns where a row stands in the listing's order. */
  public P position(T row) {
    return position.apply(row);
  }
}
