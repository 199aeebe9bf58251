// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.job.RetrievalTimes;
import dev.firn.http.FirnHttpServer;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** How long jobs take, and who is told of their ends, as the command line says it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobOptionsTest {
  private static final String ARN = "arn:aws:sns:us-east-1:012345678901:done";

  @Test
  void jobs_are_over_at_once_unless_told_otherwise() {
    assertEquals(RetrievalTimes.instant(), RetrievalOption.parse("instant"));
    assertEquals(
        new RetrievalTimes(
            Duration.ofMinutes(2), Duration.ofHours(4), Duration.ofHours(8), Duration.ofHours(4)),
        RetrievalOption.parse("expedited=2m,standard=4h,bulk=8h"));
    assertEquals(
        new RetrievalTimes(
            Duration.ZERO, Duration.ofHours(4), Duration.ofDays(1), Duration.ofSeconds(5)),
        RetrievalOption.parse("inventory=5s,bulk=1d,standard=4h,expedited=instant"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          expedited=2m,standard=4h        | it does not name bulk
          standard=4h,bulk=8h,inventory=1h | it does not name expedited
          expedited=2m,bulk=8h            | it does not name standard
          expedited=2m,standard=4h,standard=5h,bulk=8h | it names standard twice
          slow=2m                         | "slow=2m" is not one of expedited, standard, bulk, inventory, = and a time
          expedited                       | "expedited" is not one of expedited, standard, bulk, inventory, = and a time
          ''                              | "" is not one of expedited, standard, bulk, inventory, = and a time
          expedited=2m,                   | "" is not one of expedited, standard, bulk, inventory, = and a time
          """)
  void times_that_are_none_are_refused(String text, String why) {
    assertEquals(
        "--retrieval "
            + text
            + " does not say how long jobs take: "
            + why
            + ". It must be instant, or such as expedited=2m,standard=4h,bulk=8h,inventory=4h",
        assertThrows(IllegalArgumentException.class, () -> RetrievalOption.parse(text))
            .getMessage());
  }

  @Test
  void a_time_that_is_none_is_named() {
    assertEquals(
        "--retrieval bulk 8 is not a duration: a whole number from 1 to 999999 and s, m, h or d,"
            + " such as 30s, 5m or 24h, or instant",
        assertThrows(
                IllegalArgumentException.class,
                () -> RetrievalOption.parse("expedited=2m,standard=4h,bulk=8"))
            .getMessage());
  }

  private static JobOptions options(String... arguments) {
    return CommandLine.populateCommand(new JobOptions(), arguments);
  }

  @Test
  void topics_are_taken_one_by_one() {
    try (Firn firn = Firn.open("memory:")) {
      options(
              "--topic",
              ARN + "=https://me:secret@example.com/a?b=c",
              "--topic=" + ARN + "2=http://[::1]:8080")
          .set(FirnHttpServer.over(firn));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://me:secret@example.com | --topic must have the ARN of a topic, =, and the URL of its endpoint, such as arn:aws:sns:us-east-1:012345678901:photos=https://example.com/glacier
          ARN=ftp://me:secret@example.com | --topic ARN=...: An endpoint must be a URL of http or https with a host, such as https://example.com/glacier
          ARN=https://me:sec ret@example.com | --topic ARN=... does not have a URL behind the equals sign: Illegal character in authority
          ARN=                            | --topic ARN=...: An endpoint must be a URL of http or https with a host, such as https://example.com/glacier
          ARN=example.com                 | --topic ARN=...: An endpoint must be a URL of http or https with a host, such as https://example.com/glacier
          """)
  void a_topic_without_a_url_of_http_is_refused_and_no_password_told(String topic, String message) {
    try (Firn firn = Firn.open("memory:")) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> options("--topic", topic.replace("ARN", ARN)).set(FirnHttpServer.over(firn)));
      assertEquals(message.replace("ARN=", ARN + "="), refusal.getMessage());
      for (Throwable each = refusal; each != null; each = each.getCause()) {
        assertFalse(each.toString().contains("secret"), each.toString());
      }
    }
  }

  @Test
  void what_is_not_the_arn_of_a_topic_is_refused() {
    try (Firn firn = Firn.open("memory:")) {
      String refusal =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      options("--topic", "photos=http://example.com")
                          .set(FirnHttpServer.over(firn)))
              .toString();
      assertTrue(refusal.contains(": --topic photos=...: Invalid "), refusal);
    }
  }

  @Test
  void the_free_retrieval_cannot_be_negative() {
    options("--free-retrieval", "0").set(Firn.builder());
    assertThrows(
        IllegalArgumentException.class,
        () -> options("--free-retrieval", "-2").set(Firn.builder()));
  }
}
