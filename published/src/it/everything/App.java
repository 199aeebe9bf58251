// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0

import dev.firn.domain.storage.StorageProvider;
import java.util.ServiceLoader;

class App {
  public static void main(String[] args) {
    ServiceLoader.load(StorageProvider.class).stream()
        .map(provider -> provider.get().scheme())
        .sorted()
        .forEach(System.out::println);
  }
}
