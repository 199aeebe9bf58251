// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.domain.error.InvalidParameterValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever comes behind the question mark. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QueryFuzzTest {
  private record Parameter(String name, String value) {
    static Parameter decoded(String text) {
      String[] parts = (text + "=").replace('+', ' ').split("=", 2);
      String value = text.contains("=") ? parts[1].substring(0, parts[1].length() - 1) : "";
      return new Parameter(PercentDecoding.decode(parts[0]), PercentDecoding.decode(value));
    }

    String encoded() {
      return EncodedText.of(name) + "=" + EncodedText.of(value);
    }
  }

  @FuzzTest
  void a_query_is_refused_or_has_the_parameters_that_stand_in_it(byte[] data) {
    String text = new String(data, UTF_8);
    Query query;
    try {
      query = new Query(text);
    } catch (BadRequestException refusal) {
      return;
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String parameter : text.split("&", -1)) {
      parameters.add(Parameter.decoded(parameter));
    }
    Query again = new Query(parameters.stream().map(Parameter::encoded).collect(joining("&")));
    for (Parameter parameter : parameters) {
      List<String> values =
          parameters.stream()
              .filter(each -> each.name.equals(parameter.name))
              .map(Parameter::value)
              .toList();
      assertEquals(
          values.size() > 1 ? Optional.empty() : Optional.of(parameter.value),
          single(query, parameter.name));
      assertEquals(single(query, parameter.name), single(again, parameter.name));
    }
  }

  private static Optional<String> single(Query query, String name) {
    try {
      return query.parameter(name);
    } catch (InvalidParameterValueException repeated) {
      return Optional.empty();
    }
  }
}
