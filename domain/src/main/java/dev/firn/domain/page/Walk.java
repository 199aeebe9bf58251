// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.page;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Walks a listing to its end; a page is read when the one before it has been used up.
 *
 * @param <T> what is listed
 */
final class Walk<T> implements Iterator<T> {
  private final Function<PageRequest, Page<T>> listing;
  private Optional<PageRequest> next = Optional.of(PageRequest.first());
  private Iterator<T> page = Collections.emptyIterator();

  Walk(Function<PageRequest, Page<T>> listing) {
    this.listing = listing;
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && next.isPresent()) {
      Page<T> read = listing.apply(next.get());
      page = read.items().iterator();
      next = read.next().map(PageRequest.first()::startingAt);
    }
    return page.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The listing has come to its end");
    }
    return page.next();
  }
}
