// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.page.Scan;
import java.util.concurrent.ConcurrentNavigableMap;

/** What a scan reads of rows that are kept in the order of their keys. */
final class Rows {
  private Rows() {}

  /** Returns the rows from where a scan starts, which are more than it asks for. */
  static <K extends Comparable<K>, V> ConcurrentNavigableMap<K, V> from(
      Scan<K> scan, ConcurrentNavigableMap<K, V> rows) {
    return scan.startAt().map(rows::tailMap).orElse(rows);
  }
}
