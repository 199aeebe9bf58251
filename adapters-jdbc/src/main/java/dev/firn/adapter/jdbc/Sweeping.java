// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a sweep does with rows that it has found, while others may sweep, or use, the same. */
final class Sweeping {
  private Sweeping() {}

  /**
   * Finds rows and does something with each. Looks again if others came before in all of them, so
   * that 0 means that there was nothing to find.
   *
   * @param doing tells whether it was done by this call
   */
  static <T> int count(Supplier<List<T>> finding, Predicate<T> doing) {
    List<T> found;
    int done;
    do {
      found = finding.get();
      done = (int) found.stream().filter(doing).count();
    } while (done == 0 && !found.isEmpty());
    return done;
  }
}
