// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.StorageProvider;
import dev.firn.domain.storage.Storages;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link StorageProvider}: that a URL finds it, and that a malformed one is
 * refused clearly.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class StorageProviderContract {

  /** For subclasses. */
  protected StorageProviderContract() {}

  /** Returns the URL of a storage that is empty. */
  protected abstract String url();

  /** Returns URLs of the provider's scheme that it must refuse as malformed. */
  protected abstract List<String> malformedUrls();

  private String scheme() {
    return url().substring(0, url().indexOf(':'));
  }

  @Test
  void is_found_by_its_scheme() {
    List<String> schemes =
        ServiceLoader.load(StorageProvider.class).stream()
            .map(provider -> provider.get().scheme())
            .filter(scheme()::equals)
            .toList();
    assertEquals(
        List.of(scheme()),
        schemes,
        "one provider for the scheme is named in META-INF/services, and its scheme is in lower case");
  }

  @Test
  void opens_a_storage_by_url() {
    try (Storage storage = Storages.open(url())) {
      assertEquals(List.of(), storage.vaults().scan(SampleUploads.ACCOUNT, Scan.first(1)));
    }
  }

  @Test
  void takes_the_scheme_in_any_case() {
    String url = scheme().toUpperCase(Locale.ROOT) + url().substring(scheme().length());
    Storages.open(url).close();
  }

  @Test
  void refuses_a_malformed_url_in_one_line() {
    for (String url : malformedUrls()) {
      Throwable refusal =
          assertThrows(IllegalArgumentException.class, () -> Storages.open(url), url);
      String message = Objects.requireNonNullElse(refusal.getMessage(), "");
      assertFalse(
          message.isBlank() || message.contains("\n"),
          "one line that says what is wrong: " + message);
    }
  }
}
