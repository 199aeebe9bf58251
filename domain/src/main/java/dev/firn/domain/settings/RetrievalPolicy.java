// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.document.Document;
import dev.firn.domain.error.InvalidParameterValueException;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A data retrieval policy: how much an account may retrieve by jobs of the Standard tier.
 *
 * @param strategy how it is limited
 * @param bytesPerHour the limit, in bytes an hour, 1 or more; present for {@link
 *     RetrievalStrategy#BYTES_PER_HOUR} alone
 */
public record RetrievalPolicy(RetrievalStrategy strategy, OptionalLong bytesPerHour) {
  private static final RetrievalPolicy NONE =
      new RetrievalPolicy(RetrievalStrategy.NONE, OptionalLong.empty());

  /**
   * Checks the limit.
   *
   * @throws InvalidParameterValueException if it is missing, below 1, or given for another strategy
   */
  public RetrievalPolicy {
    Objects.requireNonNull(strategy, "strategy");
    if (bytesPerHour.isPresent() != (strategy == RetrievalStrategy.BYTES_PER_HOUR)
        || bytesPerHour.orElse(1) < 1) {
      throw InvalidParameterValueException.bytesPerHour(
          strategy.apiName(),
          bytesPerHour.isPresent() ? Long.toString(bytesPerHour.getAsLong()) : "no BytesPerHour");
    }
  }

  /** Returns the policy of an account that never set one: no limit. */
  public static RetrievalPolicy none() {
    return NONE;
  }

  Document document() {
    Document.Builder document = Document.builder().put("strategy", strategy.apiName());
    bytesPerHour.ifPresent(bytes -> document.put("bytesPerHour", bytes));
    return document.build();
  }

  static RetrievalPolicy of(Document document) {
    return new RetrievalPolicy(
        RetrievalStrategy.named(document.get("strategy"))
            .orElseThrow(() -> new IllegalArgumentException("There is no such strategy")),
        document.find("bytesPerHour").stream().mapToLong(Long::parseLong).findFirst());
  }
}
