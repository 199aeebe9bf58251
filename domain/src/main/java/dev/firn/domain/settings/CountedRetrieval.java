// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.document.Document;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a data retrieval policy has to know of retrievals that it let pass, which are one to it.
 *
 * @param start when the last of them began, UTC, cut to milliseconds
 * @param end when the last of them ends, UTC, cut to milliseconds
 * @param bytes how many bytes they retrieve, 1 or more
 */
public record CountedRetrieval(Instant start, Instant end, long bytes) {

  /**
   * Cuts the dates to milliseconds.
   *
   * @throws IllegalArgumentException if there are no bytes
   */
  public CountedRetrieval {
    if (bytes < 1) {
      throw new IllegalArgumentException("A retrieval has 1 byte or more, not " + bytes);
    }
    start = start.truncatedTo(ChronoUnit.MILLIS);
    end = end.truncatedTo(ChronoUnit.MILLIS);
  }

  Document document() {
    return Document.builder().put("start", start).put("end", end).put("bytes", bytes).build();
  }

  static CountedRetrieval of(Document document) {
    return new CountedRetrieval(
        document.time("start"), document.time("end"), document.number("bytes"));
  }
}
