// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import java.util.Arrays;
import java.util.Optional;

/** What a vault can notify of. */
public enum VaultEvent {
  /** A job that retrieves an archive is over. */
  ARCHIVE_RETRIEVAL_COMPLETED("ArchiveRetrievalCompleted"),
  /** A job that retrieves an inventory is over. */
  INVENTORY_RETRIEVAL_COMPLETED("InventoryRetrievalCompleted");

  private final String apiName;

  VaultEvent(String apiName) {
    this.apiName = apiName;
  }

  /** Returns the event's name as the API writes it. */
  public String apiName() {
    return apiName;
  }

  /** Returns the event of a name as the API writes it. */
  public static Optional<VaultEvent> named(String apiName) {
    return Arrays.stream(values()).filter(event -> event.apiName.equals(apiName)).findFirst();
  }
}
