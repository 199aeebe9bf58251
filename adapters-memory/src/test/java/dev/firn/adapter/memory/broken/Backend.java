// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.storage.Storage;

/** A backend as the kit's tests get it, each a new one: sound, unless something is overridden. */
class Backend {
  private final Data data = new Data();

  /** Opens the data, the first time and again. */
  Storage open() {
    return data.open();
  }

  boolean survivesReopening() {
    return true;
  }

  void breakEngine() {
    data.fail();
  }
}
