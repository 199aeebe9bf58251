// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import java.util.Arrays;
import java.util.Optional;

/** How soon an archive is to be retrieved. */
public enum Tier {
  /** The soonest. */
  EXPEDITED("Expedited"),
  /** What a job is in that names none. */
  STANDARD("Standard"),
  /** The latest. */
  BULK("Bulk");

  private final String apiName;

  Tier(String apiName) {
    this.apiName = apiName;
  }

  /** Returns the tier's name as the API writes it. */
  public String apiName() {
    return apiName;
  }

  /** Returns the tier of a name as the API writes it. */
  public static Optional<Tier> named(String apiName) {
    return Arrays.stream(values()).filter(tier -> tier.apiName.equals(apiName)).findFirst();
  }
}
