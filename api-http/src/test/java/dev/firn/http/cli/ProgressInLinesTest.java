// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.domain.copy.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What is written where there is no terminal; the time is the test's. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProgressInLinesTest {
  private static final long MEBIBYTE = 1 << 20;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private long now = 77;
  private final Progress progress =
      new ProgressInLines("Copied", new PrintStream(written, true, UTF_8), () -> now);

  private void did(long bytes, Duration in) {
    now += in.toNanos();
    progress.did(bytes);
  }

  private List<String> lines() {
    return written.toString(UTF_8).lines().toList();
  }

  @Test
  void a_line_for_each_tenth_says_what_is_done_how_fast_and_how_long_it_takes() {
    progress.expects(100 * MEBIBYTE);
    for (int step = 0; step < 20; step++) {
      did(MEBIBYTE, Duration.ofMillis(500));
    }
    did(55 * MEBIBYTE, Duration.ofSeconds(5));
    did(25 * MEBIBYTE, Duration.ofSeconds(35));
    assertEquals(
        List.of(
            "Copied 10.0 MiB of 100.0 MiB (10 %), 2.0 MiB/s, 0:45 left",
            "Copied 20.0 MiB of 100.0 MiB (20 %), 2.0 MiB/s, 0:40 left",
            "Copied 75.0 MiB of 100.0 MiB (75 %), 5.0 MiB/s, 0:05 left",
            "Copied 100.0 MiB of 100.0 MiB (100 %), 2.0 MiB/s, 0:00 left"),
        lines());
  }

  @Test
  void a_line_a_minute_when_a_tenth_takes_longer() {
    progress.expects(36_000 * MEBIBYTE);
    for (int second = 0; second < 150; second++) {
      did(MEBIBYTE, Duration.ofSeconds(1));
    }
    assertEquals(
        List.of(
            "Copied 60.0 MiB of 35.2 GiB (0 %), 1.0 MiB/s, 9:59:00 left",
            "Copied 120.0 MiB of 35.2 GiB (0 %), 1.0 MiB/s, 9:58:00 left"),
        lines());
  }

  // There turns out to be less to do, or more.
  @Test
  void no_tenth_is_told_twice() {
    progress.expects(1_000);
    did(500, Duration.ofSeconds(1));
    progress.expects(1_000);
    did(10, Duration.ofSeconds(1));
    did(490, Duration.ofSeconds(1));
    progress.expects(-1_000);
    did(0, Duration.ofSeconds(1));
    assertEquals(
        List.of(
            "Copied 500 bytes of 1000 bytes (50 %), 500 bytes/s, 0:01 left",
            "Copied 1000 bytes of 1000 bytes (100 %), 250 bytes/s, 0:00 left"),
        lines());
  }

  @Test
  void nothing_to_do_is_nothing_to_tell() {
    progress.expects(10);
    progress.expects(-10);
    did(0, Duration.ZERO);
    progress.close();
    assertEquals(List.of(), lines());
  }

  @Test
  void faults_are_told_when_they_are_found() {
    progress.found(new Fault(Fault.Kind.DAMAGED, "archive F is damaged"));
    assertEquals(List.of("firn: archive F is damaged"), lines());
  }
}
