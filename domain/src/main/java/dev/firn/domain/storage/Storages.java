// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Opens the storage that a URL names, by whichever adapter on the class path has its scheme. */
public final class Storages {
  private Storages() {}

  /**
   * Opens a storage by a provider that the current thread's context class loader sees.
   *
   * @throws IllegalArgumentException if the URL is malformed, or no provider, or more than one, has
   *     its scheme
   * @throws dev.firn.domain.error.StorageException if the storage cannot be opened
   */
  public static Storage open(String url) {
    return open(url, Thread.currentThread().getContextClassLoader());
  }

  /**
   * Opens a storage by a provider that the given class loader sees.
   *
   * @throws IllegalArgumentException if the URL is malformed, or no provider, or more than one, has
   *     its scheme
   * @throws dev.firn.domain.error.StorageException if the storage cannot be opened
   */
  public static Storage open(String url, ClassLoader loader) {
    StorageUrl parsed = StorageUrl.parse(url);
    List<StorageProvider> providers = new ArrayList<>();
    List<Throwable> broken = new ArrayList<>();
    var candidates = ServiceLoader.load(StorageProvider.class, loader).iterator();
    while (true) {
      try {
        if (!candidates.hasNext()) {
          break;
        }
        providers.add(candidates.next());
      } catch (ServiceConfigurationError e) {
        broken.add(e);
      }
    }
    List<StorageProvider> fitting =
        providers.stream().filter(provider -> provider.scheme().equals(parsed.scheme())).toList();
    if (fitting.size() == 1) {
      return fitting.get(0).open(parsed);
    }
    IllegalArgumentException refusal =
        new IllegalArgumentException(
            fitting.isEmpty() ? noProvider(parsed, providers) : manyProviders(parsed, fitting));
    broken.forEach(refusal::addSuppressed);
    throw refusal;
  }

  private static String noProvider(StorageUrl url, List<StorageProvider> providers) {
    String present =
        providers.stream()
            .map(StorageProvider::scheme)
            .sorted()
            .collect(Collectors.collectingAndThen(Collectors.joining(", "), Optional::of))
            .filter(schemes -> !schemes.isEmpty())
            .orElse("none");
    return "No storage adapter for the scheme \"%s\". Schemes on the class path: %s. The artifact dev.firn:firn-adapters-%s would bring it"
        .formatted(url.scheme(), present, url.scheme());
  }

  private static String manyProviders(StorageUrl url, List<StorageProvider> fitting) {
    return "More than one storage adapter for the scheme \"%s\": %s. Leave one of them on the class path"
        .formatted(
            url.scheme(),
            fitting.stream()
                .map(provider -> provider.getClass().getName())
                .collect(Collectors.joining(", ")));
  }
}
