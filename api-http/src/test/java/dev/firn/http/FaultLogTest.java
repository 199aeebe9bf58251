// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.error.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What an operator reads of a thousand failures. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultLogTest {
  private final LogCapture log = new LogCapture();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource time = now::get;
  private final FaultLog faults = new FaultLog(time.withZone(ZoneOffset.UTC));

  @AfterEach
  void close() {
    log.close();
  }

  private void pass(Duration duration) {
    now.updateAndGet(before -> before.plus(duration));
  }

  private static StorageException full(int file) {
    return new StorageException(
        "Cannot write chunk " + file,
        new IOException("While appending to /data/" + file + ".log: No space left on device"));
  }

  private static StorageException refused() {
    return new StorageException("Cannot list", new IOException("Connection refused"));
  }

  private List<String> lines() {
    return log.text().lines().filter(line -> !line.isEmpty()).toList();
  }

  @Test
  void of_a_thousand_the_first_is_logged_and_the_others_are_counted() {
    for (int i = 1; i <= 1_234; i++) {
      assertEquals("id1", faults.failed("id" + i, "PUT /-/vaults/photos", full(i)));
      pass(Duration.ofMillis(30));
    }
    assertEquals(1, lines().size());
    String first = lines().get(0);
    assertTrue(first.contains("Request id1 failed: PUT /-/vaults/photos"), first);
    assertTrue(first.contains("ThrowableProxy"), "with its stack trace: " + first);
    faults.look();
    pass(FaultLog.QUIET.minusMillis(30));
    faults.look();
    assertEquals(1, lines().size(), "it may not be over yet");
    pass(Duration.ofMillis(1));
    faults.look();
    faults.look();
    assertEquals(2, lines().size());
    String last = lines().get(1);
    assertTrue(
        last.contains("[WARN] 1,234 requests failed as request id1 did, in 36 s; none does any"),
        last);
  }

  @Test
  void of_two_the_second_is_counted() {
    faults.failed("id1", "PUT /", full(1));
    faults.failed("id2", "PUT /", full(2));
    pass(Duration.ofHours(1));
    faults.look();
    assertEquals(2, lines().size());
    assertTrue(lines().get(1).contains("2 requests failed as request id1 did"), lines().get(1));
  }

  @Test
  void requests_that_succeed_meanwhile_do_not_make_it_begin_anew() {
    for (int i = 1; i <= 100; i++) {
      faults.failed("id" + i, "PUT /", full(i));
      faults.look();
      pass(FaultLog.QUIET);
    }
    assertEquals(1, lines().size());
  }

  @Test
  void what_fails_in_another_way_is_logged_too() {
    assertEquals("id1", faults.failed("id1", "PUT /", full(1)));
    assertEquals("id2", faults.failed("id2", "GET /", refused()));
    assertEquals("id3", faults.failed("id3", "GET /", new IllegalStateException("refused")));
    assertEquals("id2", faults.failed("id4", "GET /", refused()));
    assertEquals(3, lines().size());
  }

  @Test
  void what_begins_again_later_is_logged_again() {
    faults.failed("id1", "PUT /", full(1));
    pass(Duration.ofHours(1));
    assertEquals("id2", faults.failed("id2", "PUT /", full(2)));
    assertEquals(2, lines().size(), "and there is nothing to count of one");
  }

  @Test
  void there_is_an_end_to_kinds() {
    for (int i = 0; i < 1_000; i++) {
      // Words, as numbers are the same to it.
      String word = Integer.toString(i).chars().mapToObj(Character::getName).toList().toString();
      IllegalStateException failure = new IllegalStateException(word);
      failure.setStackTrace(new StackTraceElement[0]);
      faults.failed("id" + i, "PUT /", failure);
    }
    assertEquals(101, lines().size());
  }
}
