// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
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
    return DATE.format(date);
  }
}
