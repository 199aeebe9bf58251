// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever comes as text that is percent-encoded, wholly, in part or not at all. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PercentDecodingFuzzTest {
  private static final Pattern UNENCODED = Pattern.compile("(?<=^|%..)[^%]+");

  @FuzzTest
  void text_is_refused_or_the_same_however_much_of_it_is_encoded(byte[] data) {
    String text = new String(data, UTF_8);
    String decoded;
    try {
      decoded = PercentDecoding.decode(text);
    } catch (BadRequestException refusal) {
      return;
    }
    assertEquals(decoded, PercentDecoding.decode(EncodedText.of(decoded)));
    String wholly =
        UNENCODED.matcher(text).replaceAll(unencoded -> EncodedText.of(unencoded.group()));
    assertEquals(decoded, PercentDecoding.decode(wholly));
  }
}
