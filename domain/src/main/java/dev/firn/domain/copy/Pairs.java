// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.page.Rows;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The listings of two storages side by side. What is added to the target at a position that was
 * passed is not met any more.
 *
 * @param <T> what is listed
 * @param <P> what a position in the listings' order is
 */
final class Pairs<T, P extends Comparable<P>> implements Iterator<Pair<T>> {
  private final Rows<T, P> from;
  private final Rows<T, P> to;

  Pairs(Rows<T, P> from, Rows<T, P> to) {
    this.from = from;
    this.to = to;
  }

  @Override
  public boolean hasNext() {
    return from.hasNext() || to.hasNext();
  }

  @Override
  public Pair<T> next() {
    int order = order();
    return new Pair<>(
        order <= 0 ? Optional.of(from.next()) : Optional.empty(),
        order >= 0 ? Optional.of(to.next()) : Optional.empty());
  }

  /**
   * Goes through all that the source has.
   *
   * @param missing takes what the target does not have
   * @param both takes what both have, the source's first
   */
  void forEachOfSource(Consumer<T> missing, BiConsumer<T, T> both) {
    forEachRemaining(
        pair ->
            pair.from()
                .ifPresent(
                    each ->
                        pair.to()
                            .ifPresentOrElse(
                                there -> both.accept(each, there), () -> missing.accept(each))));
  }

  private int order() {
    if (!from.hasNext() || !to.hasNext()) {
      return from.hasNext() ? -1 : 1;
    }
    return from.position(from.peek()).compareTo(to.position(to.peek()));
  }
}
