// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which limits can be, and which there are by default. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LimitsTest {
  private final Limits limits = Limits.forMemory(256 << 20);

  private static void assertRefused(String message, Runnable creation) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, creation::run).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 256, 64, 4",
    "67108864, 682, 128, 8",
    "268435456, 2730, 512, 32",
    "9223372036854775807, 10000, 1024, 256"
  })
  void by_default_they_grow_with_the_heap(long heap, int connections, int requests, int uploads) {
    Limits fitting = Limits.forMemory(heap);
    assertEquals(connections, fitting.connections());
    assertEquals(requests, fitting.requests());
    assertEquals(uploads, fitting.uploads());
  }

  // Each upload has a chunk that comes and one that is stored.
  @Test
  void by_default_uploads_take_no_more_than_a_quarter_of_the_heap() {
    for (long heap = 64 << 20; heap < 1L << 40; heap *= 2) {
      assertTrue(Limits.forMemory(heap).uploads() * (2L << 20) <= heap / 4);
    }
  }

  @Test
  void each_can_be_set() {
    BodyLimits bodies = new BodyLimits(1, 2, 3);
    assertEquals(
        new Limits(1, 2, 1, 1024, Duration.ofMillis(1), Duration.ofNanos(1), 0, bodies),
        limits
            .withConnections(1)
            .withRequests(2, 1)
            .withHeaderBytes(1024)
            .withIdleTime(Duration.ofMillis(1))
            .withBodyTimeout(Duration.ofNanos(1))
            .withLeastRate(0)
            .withBodies(bodies));
  }

  @Test
  void one_that_cannot_be_is_refused() {
    assertRefused(
        "There cannot be 0 connections at once: from 1 to 1000000 can be",
        () -> limits.withConnections(0));
    assertRefused(
        "There cannot be 1048577 bytes of headers: from 1024 to 1048576 can be",
        () -> limits.withHeaderBytes((1 << 20) + 1));
    assertRefused(
        "An idle time cannot be PT0S: it must be above zero, and at most PT8760H",
        () -> limits.withIdleTime(Duration.ZERO));
    assertRefused(
        "The most bytes of a part cannot be 4294967297: from 1 to 4294967296 can be",
        () -> new BodyLimits(1, (1L << 32) + 1, 1));
    assertRefused(
        "A body timeout cannot be PT8760H0.000000001S: it must be above zero, and at most PT8760H",
        () -> limits.withBodyTimeout(Duration.ofDays(365).plusNanos(1)));
  }

  @Test
  void half_of_the_requests_are_for_those_without_a_body() {
    assertEquals(10, limits.withRequests(20, 10).uploads());
    assertRefused(
        "There cannot be 11 uploads at once among 20 requests at once: from 1 to 10 can be",
        () -> limits.withRequests(20, 11));
  }
}
