// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.storage;

import dev.firn.domain.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens the storage that a URL names, by whichever adapter on the class path has its scheme. */
public final class Storages {
  /** The schemes of adapters that Firn publishes, each in the artifact of that name. */
  private static final Set<String> PUBLISHED = Set.of("jdbc", "memory", "rocksdb");

  private Storages() {}

  /**
   * Opens a storage by a provider that the current thread's context class loader sees.
   *
   * @throws IllegalArgumentException if the URL is malformed, or no provider, or more than one, has
   *     its scheme
   * @throws StorageException if the storage cannot be opened, or its adapter lacks a library
   */
  public static Storage open(String url) {
    return open(url, Thread.currentThread().getContextClassLoader());
  }

  /**
   * Opens a storage by a provider that the given class loader sees.
   *
   * @throws IllegalArgumentException if the URL is malformed, or no provider, or more than one, has
   *     its scheme
   * @throws StorageException if the storage cannot be opened, or its adapter lacks a library
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
      } catch (ServiceConfigurationError | LinkageError e) {
        broken.add(e);
      }
    }
    List<StorageProvider> fitting =
        providers.stream().filter(provider -> provider.scheme().equals(parsed.scheme())).toList();
    if (fitting.size() == 1) {
      return open(fitting.get(0), parsed);
    }
    IllegalArgumentException refusal =
        new IllegalArgumentException(
            fitting.isEmpty()
                ? noProvider(parsed, providers, broken)
                : manyProviders(parsed, fitting));
    broken.forEach(refusal::addSuppressed);
    throw refusal;
  }

  private static Storage open(StorageProvider provider, StorageUrl url) {
    try {
      return provider.open(url);
    } catch (LinkageError e) {
      throw new StorageException(
          "The adapter for %s: needs a library that is missing, or does not fit: %s"
              .formatted(url.scheme(), e),
          e);
    }
  }

  private static String noProvider(
      StorageUrl url, List<StorageProvider> providers, List<Throwable> broken) {
    String present =
        providers.isEmpty()
            ? "none"
            : providers.stream()
                .map(StorageProvider::scheme)
                .sorted()
                .collect(Collectors.joining(", "));
    String remedy =
        PUBLISHED.contains(url.scheme())
            ? "The artifact dev.firn:firn-adapters-" + url.scheme() + " would bring it"
            : "The jar of an adapter that has it would bring it, in plugins/ for ./firn";
    return "No storage adapter for the scheme \"%s\". Schemes on the class path: %s. %s%s"
        .formatted(
            url.scheme(),
            present,
            remedy,
            broken.stream()
                .map(each -> ". Cannot be loaded: " + each)
                .collect(Collectors.joining()));
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
