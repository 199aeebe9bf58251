// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.error.InvalidParameterValueException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever comes as a Content-Range header. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContentRangeFuzzTest {
  private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9])0+(?=[0-9])");

  @FuzzTest
  void a_range_is_refused_or_the_same_when_it_is_written_again(byte[] data) {
    String text = new String(data, UTF_8);
    RangeInBytes range;
    try {
      range = ContentRange.parse(text);
    } catch (InvalidParameterValueException refusal) {
      return;
    }
    String written = "bytes " + range + "/";
    assertTrue(LEADING_ZEROS.matcher(text).replaceAll("").startsWith(written), text);
    assertEquals(range, ContentRange.parse(written + "*"));
    assertEquals(range, RangeInBytes.startingAt(range.first(), range.length()));
    assertTrue(range.length() > 0, text);
  }
}
