// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.testkit.StorageProviderContract;
import java.util.List;

class MemoryStorageProviderTest extends StorageProviderContract {

  @Override
  protected String url() {
    return "memory:";
  }

  @Override
  protected List<String> malformedUrls() {
    return List.of("memory:photos", "memory://localhost");
  }
}
