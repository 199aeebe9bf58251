// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonTest {
  private static final DateTimeFormatter GLACIERS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "2012-03-19T23:20:59.130Z, 2012-03-19T23:20:59.130Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00.000Z",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999Z",
    "0000-01-01T00:00:00.001Z, 0000-01-01T00:00:00.001Z",
    "0007-10-10T10:10:10.010Z, 0007-10-10T10:10:10.010Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
    "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000Z",
    "-0001-12-31T00:00:00Z, -0001-12-31T00:00:00.000Z"
  })
  void a_date_is_written_with_all_its_digits(String date, String written) {
    assertEquals(written, Json.date(Instant.parse(date)));
  }

  @Test
  void any_date_is_written_as_the_formatter_would() {
    Random random = new Random(3);
    long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    for (int i = 0; i < 10_000; i++) {
      Instant date =
          Instant.ofEpochSecond((long) (random.nextDouble() * last), random.nextInt(1_000_000_000));
      assertEquals(GLACIERS.format(date), Json.date(date));
    }
  }
}
