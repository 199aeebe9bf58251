// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RangeInBytesTest {

  @Test
  void a_range_has_both_its_ends() {
    assertEquals(1, new RangeInBytes(0, 0).length());
    assertEquals(5, new RangeInBytes(3, 7).length());
    assertEquals(new RangeInBytes(3, 7), RangeInBytes.startingAt(3, 5));
    assertEquals("3-7", RangeInBytes.startingAt(3, 5).toString());
    assertEquals(Long.MAX_VALUE - 1, RangeInBytes.startingAt(0, Long.MAX_VALUE - 1).length());
  }

  @ParameterizedTest
  @CsvSource({"-1,5", "5,4", "0,9223372036854775807"})
  void what_is_no_range_is_refused(long first, long last) {
    assertThrows(IllegalArgumentException.class, () -> new RangeInBytes(first, last));
  }

  @Test
  void no_bytes_are_no_range_and_too_many_neither() {
    assertThrows(IllegalArgumentException.class, () -> RangeInBytes.startingAt(5, 0));
    assertThrows(ArithmeticException.class, () -> RangeInBytes.startingAt(1, Long.MAX_VALUE));
  }

  // One byte of a leaf; the end of a whole that is no multiple of a leaf; beyond it.
  @Test
  void only_the_bytes_below_one_node_are_aligned() {
    long leaf = 1 << 20;
    assertTrue(new RangeInBytes(0, leaf - 1).isTreeHashAligned(3 * leaf));
    assertTrue(new RangeInBytes(2 * leaf, 2 * leaf + 5).isTreeHashAligned(2 * leaf + 6));
    assertFalse(new RangeInBytes(2 * leaf, 2 * leaf + 5).isTreeHashAligned(2 * leaf + 7));
    assertFalse(new RangeInBytes(2 * leaf, 3 * leaf - 1).isTreeHashAligned(3 * leaf - 1));
    assertFalse(new RangeInBytes(1, leaf - 1).isTreeHashAligned(leaf));
    assertFalse(new RangeInBytes(leaf, 3 * leaf - 1).isTreeHashAligned(4 * leaf));
  }
}
