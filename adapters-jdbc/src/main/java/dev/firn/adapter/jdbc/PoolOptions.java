// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.storage.StorageOption;
import dev.firn.domain.storage.StorageOptions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a URL says of the pool: options whose names begin with {@code firn.}, among those that the
 * driver is to have.
 *
 * @param url the URL without them
 * @param size the most connections
 * @param longestWait how long a call waits for a connection that is free
 */
record PoolOptions(String url, int size, Duration longestWait) {
  private static final StorageOption SIZE = new StorageOption("firn.poolSize", 3, 10_000, 10);
  private static final StorageOption WAIT = new StorageOption("firn.poolWaitSeconds", 1, 600, 10);
  private static final Pattern OURS = Pattern.compile("[?&;](firn\\.[^?&;]*)");
  private static final Pattern FIRST = Pattern.compile("[?&;]");

  /**
   * Reads the options of a URL.
   *
   * @throws IllegalArgumentException if one is unknown, or has a value that it cannot have
   */
  static PoolOptions of(String url) {
    String ours =
        OURS.matcher(url).results().map(found -> found.group(1)).collect(Collectors.joining("&"));
    StorageOptions options = StorageOptions.parse("jdbc", ours, List.of(SIZE, WAIT));
    return new PoolOptions(
        without(url),
        Math.toIntExact(options.value(SIZE)),
        Duration.ofSeconds(options.value(WAIT)));
  }

  /** Leaves our options out; what is the first of the others keeps the mark that begins them. */
  private static String without(String url) {
    Matcher mark = FIRST.matcher(url);
    if (!mark.find()) {
      return url;
    }
    String others = OURS.matcher(url.substring(mark.start())).replaceAll("");
    return url.substring(0, mark.start())
        + (others.isEmpty() ? "" : mark.group() + others.substring(1));
  }
}
