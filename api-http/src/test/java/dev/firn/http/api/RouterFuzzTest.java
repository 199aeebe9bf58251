// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.domain.error.InvalidParameterValueException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever comes as a request line, without the version of HTTP: {@code METHOD PATH?QUERY}. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RouterFuzzTest {

  @FuzzTest
  void a_request_is_for_no_operation_or_for_one_however_its_path_is_encoded(byte[] data) {
    String[] words = (new String(data, UTF_8) + " ").split(" ", 2);
    String[] target = (words[1] + "?").split("\\?", 2);
    Query query;
    Router.Route route;
    try {
      query = new Query(target[1]);
      route = Router.route(words[0], target[0], query);
    } catch (BadRequestException | UnknownPathException | InvalidParameterValueException refusal) {
      return;
    }
    List<String> segments = segments(target[0]);
    assertTrue(segments.containsAll(route.path().values()), route::toString);
    String encoded = "/" + String.join("/", segments.stream().map(EncodedText::of).toList());
    assertEquals(route, Router.route(words[0], encoded, query));
  }

  private static List<String> segments(String path) {
    return Stream.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1))
        .map(PercentDecoding::decode)
        .toList();
  }
}
