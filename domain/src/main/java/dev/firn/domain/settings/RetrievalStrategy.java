// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import java.util.Arrays;
import java.util.Optional;

/** How a data retrieval policy limits what is retrieved. */
public enum RetrievalStrategy {
  /** So many bytes an hour. */
  BYTES_PER_HOUR("BytesPerHour"),
  /** What costs nothing: an allowance for each day. */
  FREE_TIER("FreeTier"),
  /** Not at all. */
  NONE("None");

  private final String apiName;

  RetrievalStrategy(String apiName) {
    this.apiName = apiName;
  }

  /** Returns the strategy's name as the API writes it. */
  public String apiName() {
    return apiName;
  }

  /** Returns the strategy of a name as the API writes it. */
  public static Optional<RetrievalStrategy> named(String apiName) {
    return Arrays.stream(values()).filter(each -> each.apiName.equals(apiName)).findFirst();
  }
}
