// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.id;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimeOrderedBytesTest {
  private static final Instant NOON = Instant.parse("2026-01-10T12:00:00.007Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final InstantSource time = now::get;
  private final TimeOrderedBytes source =
      new TimeOrderedBytes(time.withZone(ZoneOffset.UTC), new Random(7));

  private void assertNext(Instant time, int counter, Random random) {
    byte[] expected = new byte[16];
    random.nextBytes(expected);
    assertArrayEquals(TimeOrderedBytes.of(time, counter, expected), source.next(16));
  }

  // Many uploads a millisecond, a clock that goes on, one that is set back: what comes later is
  // later, and nobody can guess its end.
  @Test
  void what_comes_later_is_ordered_later_whatever_the_clock_does() {
    Random random = new Random(7);
    assertNext(NOON, 0, random);
    assertNext(NOON, 1, random);
    assertNext(NOON, 2, random);
    now.set(NOON.plusMillis(1));
    assertNext(time.instant(), 0, random);
    now.set(NOON.minusSeconds(3_600));
    assertNext(NOON.plusMillis(1), 1, random);
    now.set(NOON.plusMillis(2));
    assertNext(time.instant(), 0, random);
  }

  @Test
  void the_text_of_any_number_of_bytes_is_in_their_order() {
    assertEquals("", OrderedText.of(new byte[0]));
    assertEquals("--", OrderedText.of(new byte[] {0}));
    assertEquals("zk", OrderedText.of(new byte[] {(byte) 0xFF}));
    assertEquals("zzzz", OrderedText.of(new byte[] {-1, -1, -1}));
    assertEquals("F-", VersionedText.of(new byte[0]).substring(0, 2));
    String former = "";
    for (int value = 0; value < 256; value++) {
      for (int low : new int[] {0, 127, 128, 255}) {
        String text = OrderedText.of(new byte[] {(byte) value, (byte) low});
        assertTrue(former.compareTo(text) < 0, former + " is before " + text);
        former = text;
      }
    }
  }

  @Test
  void a_seal_is_good_for_its_place_alone() {
    String sealed = "photos" + Seal.of("here", "photos");
    assertTrue(Seal.isSealed("here", sealed));
    assertTrue(Seal.isSealed("here", Seal.of("here", "")));
    assertEquals(false, Seal.isSealed("there", sealed));
    assertEquals(false, Seal.isSealed("here", sealed.replace("photos", "photo2")));
    assertEquals(false, Seal.isSealed("here", ""));
  }
}
