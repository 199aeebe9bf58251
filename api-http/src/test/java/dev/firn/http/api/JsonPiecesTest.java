// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonPiecesTest {
  private static final String PRINTABLE =
      IntStream.rangeClosed(' ', '~')
          .mapToObj(character -> String.valueOf((char) character))
          .collect(Collectors.joining());

  private static String text(JsonPieces pieces) {
    return US_ASCII.decode(pieces.together()).toString();
  }

  private static String asJacksonHasIt(String text) {
    return new String(Json.bytes(16, json -> json.writeString(text)), US_ASCII);
  }

  @Test
  void a_string_is_escaped_as_the_generator_does_it() {
    PRINTABLE
        .chars()
        .mapToObj(character -> "a" + (char) character + "z")
        .forEach(each -> assertEquals(asJacksonHasIt(each), text(new JsonPieces(0).string(each))));
    assertEquals(asJacksonHasIt(PRINTABLE), text(new JsonPieces(0).string(PRINTABLE)));
    assertEquals("\"\"", text(new JsonPieces(0).string("")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 100})
  void pieces_stand_one_after_the_other_whatever_room_was_expected(int expected) {
    JsonPieces pieces =
        new JsonPieces(expected)
            .raw("[\"".getBytes(US_ASCII))
            .date(Instant.parse("2012-03-19T23:20:59.130Z"))
            .raw("\",1]");
    assertEquals("[\"2012-03-19T23:20:59.130Z\",1]", text(pieces));
  }
}
