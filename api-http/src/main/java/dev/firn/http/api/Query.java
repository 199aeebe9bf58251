// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import dev.firn.domain.error.InvalidParameterValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a query. One without a value has the empty value; those that nobody asks for
 * are ignored.
 */
public final class Query {
  private final Map<String, List<String>> parameters = new HashMap<>();

  /**
   * Reads a query as it stands in the request line, behind the question mark.
   *
   * @throws BadRequestException if a percent-encoding is broken
   */
  Query(String text) {
    for (String parameter : text.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      parameters.computeIfAbsent(decode(name), key -> new ArrayList<>()).add(decode(value));
    }
  }

  private static String decode(String text) {
    return PercentDecoding.decode(text.replace('+', ' '));
  }

  /**
   * Returns a parameter's value, or empty if it is not there.
   *
   * @throws InvalidParameterValueException if it is there more than once
   */
  public Optional<String> parameter(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw InvalidParameterValueException.repeated(name);
    }
    return values.stream().findFirst();
  }
}
