// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import java.util.Arrays;
import java.util.Optional;

/** The forms of an inventory that a job retrieves. */
public enum InventoryFormat {
  /** Comma-separated values. */
  CSV("text/csv"),
  /** A JSON object. */
  JSON("application/json");

  private final String contentType;

  InventoryFormat(String contentType) {
    this.contentType = contentType;
  }

  /** Returns the media type of the output. */
  public String contentType() {
    return contentType;
  }

  /** Returns the format of a name as the API writes it, which is the constant's own. */
  public static Optional<InventoryFormat> named(String apiName) {
    return Arrays.stream(values()).filter(each -> each.name().equals(apiName)).findFirst();
  }
}
