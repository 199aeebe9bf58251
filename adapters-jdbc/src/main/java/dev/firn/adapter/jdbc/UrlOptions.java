// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The options of a URL that ends with them, as in {@code ...?name=value&name=value}. */
final class UrlOptions {
  private final Map<String, String> values = new HashMap<>();

  UrlOptions(String url) {
    int start = url.indexOf('?') + 1;
    for (String option : (start == 0 ? "" : url.substring(start)).split("&", -1)) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        values.put(
            option.substring(0, equals).toLowerCase(Locale.ROOT), option.substring(equals + 1));
      }
    }
  }

  /**
   * Returns the value of an option, in lower case; that which it has by default if it is absent.
   */
  String value(String name, String byDefault) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), byDefault).toLowerCase(Locale.ROOT);
  }
}
