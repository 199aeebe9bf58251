// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The options of a storage, as they are given at the end of its URL: {@code
 * rocksdb:PATH?cacheMb=512&maxOpenFiles=100}. Immutable.
 */
public final class StorageOptions {
  private final Map<StorageOption, Long> given;

  private StorageOptions(Map<StorageOption, Long> given) {
    this.given = Map.copyOf(given);
  }

  /**
   * Reads options.
   *
   * @param scheme the scheme of the URL, for the messages
   * @param text {@code name=value}, with {@code &} between several; may be empty
   * @param known all that the storage has
   * @throws IllegalArgumentException if an option is unknown, stands there twice, or has a value
   *     that it cannot have; the message says what would be right, and shows no value
   */
  public static StorageOptions parse(String scheme, String text, List<StorageOption> known) {
    Map<StorageOption, Long> given = new HashMap<>();
    for (String assignment : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      String name = assignment.replaceFirst("=.*", "");
      String value = assignment.substring(Math.min(assignment.length(), name.length() + 1));
      StorageOption option =
          known.stream()
              .filter(each -> each.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(scheme, name, known));
      if (given.put(option, option.read(scheme, value)) != null) {
        throw new IllegalArgumentException(
            "In the " + scheme + ": URL, " + name + " is given twice");
      }
    }
    return new StorageOptions(given);
  }

  private static IllegalArgumentException unknown(
      String scheme, String name, List<StorageOption> known) {
    String options =
        known.isEmpty()
            ? "It has none"
            : "It has "
                + known.stream().map(StorageOption::toString).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "A %s: URL has no option \"%s\". %s".formatted(scheme, name, options));
  }

  /** Returns the value of an option: the one that was given, or else that by default. */
  public long value(StorageOption option) {
    return Optional.ofNullable(given.get(option)).orElse(option.byDefault());
  }
}
