// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * The headers of a request by their names. They are looked up some thirty times, and so are not
 * searched each time as Jetty does.
 */
final class RequestHeaders implements Function<String, List<String>> {
  private final Map<String, List<String>> values = new HashMap<>();

  RequestHeaders(HttpFields fields) {
    for (HttpField field : fields) {
      // A header that is there without a value is empty.
      String value = field.getValue() == null ? "" : field.getValue();
      values.merge(field.getLowerCaseName(), List.of(value), RequestHeaders::joined);
    }
  }

  private static List<String> joined(List<String> before, List<String> next) {
    List<String> all = new ArrayList<>(before);
    all.addAll(next);
    return all;
  }

  @Override
  public List<String> apply(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
