// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StorageOptionsTest {
  private static final StorageOption CACHE = new StorageOption("cacheMb", 1, 1_000, 64);
  private static final StorageOption FILES = new StorageOption("files", 0, 9, 0);
  private static final List<StorageOption> KNOWN = List.of(CACHE, FILES);

  private static StorageOptions of(String url) {
    return StorageUrl.parse(url).options(KNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "s:path, path, 64, 0",
    "s:path?, path, 64, 0",
    "s:path?cacheMb=1, path, 1, 0",
    "s:path?cacheMb=1000&files=9, path, 1000, 9",
    "s:path?files=007, path, 64, 7",
    "s:?files=1, '', 64, 1",
  })
  void an_option_is_what_the_url_says_or_else_what_it_is_by_default(
      String url, String location, long cache, long files) {
    assertEquals(location, StorageUrl.parse(url).location());
    assertEquals(cache, of(url).value(CACHE));
    assertEquals(files, of(url).value(FILES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s:p?cacheMb=0 | In the s: URL, cacheMb is not a whole number from 1 to 1000",
        "s:p?cacheMb=1001 | In the s: URL, cacheMb is not a whole number from 1 to 1000",
        "s:p?cacheMb=secret | In the s: URL, cacheMb is not a whole number from 1 to 1000",
        "s:p?cacheMb | In the s: URL, cacheMb is not a whole number from 1 to 1000",
        "s:p?cacheMb=9999999999999999999 | In the s: URL, cacheMb is not a whole number from 1 to 1000",
        "s:p?cacheMb=1&cacheMb=1 | In the s: URL, cacheMb is given twice",
        "s:p?cachemb=1 | A s: URL has no option \"cachemb\". It has cacheMb (1 to 1000, 64 by default), files (0 to 9, 0 by default)",
        "s:p?a=secret=secret | A s: URL has no option \"a\". It has cacheMb (1 to 1000, 64 by default), files (0 to 9, 0 by default)",
        "s:p?cacheMb=1& | A s: URL has no option \"\". It has cacheMb (1 to 1000, 64 by default), files (0 to 9, 0 by default)",
      })
  void what_is_wrong_is_said_with_what_would_be_right_and_without_a_value(
      String url, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, () -> of(url)).getMessage());
  }

  @Test
  void a_storage_may_have_none() {
    assertEquals(
        "A s: URL has no option \"a\". It has none",
        assertThrows(
                IllegalArgumentException.class, () -> StorageUrl.parse("s:?a=1").options(List.of()))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({"'', 1, 2, 1", "a, -1, 2, 1", "a, 2, 3, 1", "a, 1, 2, 3"})
  void an_option_is_sound(String name, long least, long most, long byDefault) {
    assertThrows(
        IllegalArgumentException.class, () -> new StorageOption(name, least, most, byDefault));
  }
}
