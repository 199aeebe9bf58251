// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Writes JSON as the API has it: compact, absent values as null, dates in UTC with three digits of
 * milliseconds.
 */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private Json() {}

  /** Writes one JSON value. */
  @FunctionalInterface
  public interface Writing {
    /** Writes to the generator, which fails only if the writing itself is wrong. */
    void to(JsonGenerator json) throws IOException;
  }

  /** Returns what a writing writes, as UTF-8. */
  public static byte[] bytes(int expectedBytes, Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(expectedBytes);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("JSON cannot be written to memory", e);
    }
    return bytes.toByteArray();
  }

  /** Returns a date as the API writes it, such as {@code 2012-03-19T23:20:59.130Z}. */
  public static String date(Instant date) {
    LocalDateTime time = LocalDateTime.ofInstant(date, ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > 9999) {
      return DATE.format(date);
    }
    // By hand, as there are 50 dates on a page, which would cost more than all else that it has.
    byte[] text = "0000-00-00T00:00:00.000Z".getBytes(ISO_8859_1);
    digits(text, 4, time.getYear());
    digits(text, 7, time.getMonthValue());
    digits(text, 10, time.getDayOfMonth());
    digits(text, 13, time.getHour());
    digits(text, 16, time.getMinute());
    digits(text, 19, time.getSecond());
    digits(text, 23, time.getNano() / 1_000_000);
    return new String(text, ISO_8859_1);
  }

  /** Writes a number from its last digit, which stands before {@code end}, to its first. */
  private static void digits(byte[] text, int end, int number) {
    int at = end;
    for (int rest = number; rest > 0; rest /= 10) {
      at--;
      text[at] = (byte) ('0' + rest % 10);
    }
  }
}
