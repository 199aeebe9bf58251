// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import java.time.Duration;
import java.util.Objects;

/**
 * How long jobs take, by what they retrieve; each zero or more.
 *
 * @param expedited archives in the tier Expedited
 * @param standard archives in the tier Standard
 * @param bulk archives in the tier Bulk
 * @param inventory inventories
 */
public record RetrievalTimes(
    Duration expedited, Duration standard, Duration bulk, Duration inventory) {
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final RetrievalTimes INSTANT =
      new RetrievalTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if one is below zero, or more than a year
   */
  public RetrievalTimes {
    check("expedited", expedited);
    check("standard", standard);
    check("bulk", bulk);
    check("inventory", inventory);
  }

  private static void check(String what, Duration time) {
    Objects.requireNonNull(time, what);
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Retrieval "
              + what
              + " cannot take "
              + time
              + ": it must be zero or more, and at most "
              + LONGEST);
    }
  }

  /** Returns the times by which every job is over at once. */
  public static RetrievalTimes instant() {
    return INSTANT;
  }

  Duration of(JobTask task) {
    if (task instanceof JobTask.ArchiveRetrieval retrieval) {
      return switch (retrieval.tier()) {
        case EXPEDITED -> expedited;
        case STANDARD -> standard;
        case BULK -> bulk;
      };
    }
    return inventory;
  }
}
