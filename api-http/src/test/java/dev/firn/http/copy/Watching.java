// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.copy.Comparison;
import dev.firn.domain.copy.Copy;
import dev.firn.domain.copy.Fault;
import dev.firn.domain.copy.Totals;
import dev.firn.domain.copy.Watcher;
import dev.firn.domain.storage.Storage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Copies and compares, and remembers what was told of it. */
public final class Watching implements Watcher {
  private final List<Fault> faults = new ArrayList<>();
  private long expected;
  private long done;

  @Override
  public void expects(long bytes) {
    expected += bytes;
  }

  @Override
  public void did(long bytes) {
    done += bytes;
  }

  @Override
  public void found(Fault fault) {
    faults.add(fault);
  }

  /** Asserts that the target has things of the source's whole, or not at all. */
  public static void assertNothingIsHalfThere(Storage from, Storage to) {
    Watching watching = new Watching();
    watching.compare(from, to);
    for (Fault fault : watching.faults) {
      boolean isMissing =
          fault.text().endsWith("differs: it is in the source only")
              || fault.text().endsWith("differs: nothing is set in the target");
      boolean isStaged = fault.text().contains("which a copy that has not ended has left");
      boolean isCounted = fault.text().startsWith("vault ");
      assertTrue(isMissing || isStaged || isCounted, fault.text());
    }
  }

  List<Fault> faults() {
    return faults;
  }

  Totals copy(Storage from, Storage to) {
    int before = faults.size();
    return checked(before, new Copy(from, to, Clock.systemUTC(), new Random(), this).run());
  }

  Totals compare(Storage from, Storage to) {
    int before = faults.size();
    return checked(before, new Comparison(from, to, this).run());
  }

  private Totals checked(int before, Totals totals) {
    assertEquals(totals.faults(), faults.size() - before, "each fault is told, and counted");
    assertEquals(expected, done, "what was expected was done");
    return totals;
  }
}
