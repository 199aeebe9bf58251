// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.document.Document;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A unit of provisioned capacity, which an account has for a month.
 *
 * @param id the unit's id
 * @param startDate from when on, UTC, cut to milliseconds
 * @param expirationDate until when, exclusive, UTC, cut to milliseconds
 */
public record CapacityUnit(CapacityId id, Instant startDate, Instant expirationDate) {

  /** Cuts the dates to milliseconds. */
  public CapacityUnit {
    Objects.requireNonNull(id, "id");
    startDate = startDate.truncatedTo(ChronoUnit.MILLIS);
    expirationDate = expirationDate.truncatedTo(ChronoUnit.MILLIS);
  }

  Document document() {
    return Document.builder()
        .put("id", id.text())
        .put("start", startDate)
        .put("end", expirationDate)
        .build();
  }

  static CapacityUnit of(Document document) {
    return new CapacityUnit(
        new CapacityId(document.get("id")), document.time("start"), document.time("end"));
  }
}
