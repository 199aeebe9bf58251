// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UploadIdTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final Instant NOW = Instant.parse("2026-01-10T12:00:00.007Z");
  private static final byte[] ZEROS = new byte[52];

  // Fixed for good: ids are stored, and markers are kept by clients, across versions of Firn.
  @Test
  void has_a_layout_that_never_changes() {
    assertEquals(
        "F-5QdwRH0k----3" + "-".repeat(69) + "RW7lbWPr",
        UploadId.mint(PHOTOS, NOW, 1, ZEROS).text());
  }

  @Test
  void is_92_characters_of_the_alphabet_and_begins_with_the_version() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[52];
      random.nextBytes(bytes);
      String text =
          UploadId.mint(PHOTOS, NOW.plusMillis(random.nextInt()), random.nextInt(), bytes).text();
      assertTrue(text.matches("F[A-Za-z0-9_-]{91}"), text);
      assertEquals(Optional.of(new UploadId(text)), UploadId.parse(text));
    }
  }

  @Test
  void is_ordered_by_time_then_by_counter_as_an_unsigned_number() {
    List<UploadId> ascending =
        List.of(
            UploadId.mint(PHOTOS, Instant.EPOCH, 0, ZEROS),
            UploadId.mint(PHOTOS, NOW, 0, ZEROS),
            UploadId.mint(PHOTOS, NOW, 1, ZEROS),
            UploadId.mint(PHOTOS, NOW, 64, ZEROS),
            UploadId.mint(PHOTOS, NOW, Integer.MAX_VALUE, ZEROS),
            UploadId.mint(PHOTOS, NOW, -1, ZEROS),
            UploadId.mint(PHOTOS, NOW.plusMillis(1), 0, ZEROS),
            UploadId.mint(PHOTOS, Instant.parse("2999-12-31T23:59:59.999Z"), 0, ZEROS));
    List<UploadId> sorted = new ArrayList<>(ascending);
    sorted.sort(UploadId::compareTo);
    assertEquals(ascending, sorted);
  }

  @Test
  void refuses_what_cannot_be_an_id() {
    String good = UploadId.mint(PHOTOS, NOW, 1, ZEROS).text();
    List<String> bad =
        List.of(
            "",
            "null",
            good.substring(1),
            good + "-",
            "-" + good.substring(1),
            "G" + good.substring(1),
            "FF" + good.substring(2),
            good.substring(0, 50) + "+" + good.substring(51),
            good.substring(0, 50) + "\u00e9" + good.substring(51),
            good.substring(0, 50) + "\uff10" + good.substring(51));
    for (String text : bad) {
      assertEquals(Optional.empty(), UploadId.parse(text), text);
      assertThrows(IllegalArgumentException.class, () -> new UploadId(text), text);
    }
  }

  // So a marker that was tampered with, or is another vault's, is refused without asking the
  // storage.
  @Test
  void is_sealed_for_its_vault_to_the_last_character() {
    UploadId id = UploadId.mint(PHOTOS, NOW, 1, ZEROS);
    assertTrue(id.isSealedFor(PHOTOS));
    assertFalse(id.isSealedFor(VaultKey.of("012345678901", "photos2")));
    assertFalse(id.isSealedFor(VaultKey.of("012345678902", "photos")));
    for (int i = 2; i < UploadId.LENGTH; i++) {
      char other = id.text().charAt(i) == 'A' ? 'B' : 'A';
      String tampered = id.text().substring(0, i) + other + id.text().substring(i + 1);
      assertFalse(new UploadId(tampered).isSealedFor(PHOTOS), tampered);
    }
  }

  @Test
  void a_source_ascends_while_its_clock_stands_still_or_goes_back() {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    InstantSource time = now::get;
    TimeOrderedUploadIds ids =
        new TimeOrderedUploadIds(time.withZone(ZoneOffset.UTC), new Random(1));
    List<UploadId> minted = new ArrayList<>();
    for (long millis : new long[] {0, 0, 5, 5, 3, -7, 5, 6, 6}) {
      now.set(NOW.plusMillis(millis));
      minted.add(ids.next(PHOTOS));
    }
    List<UploadId> sorted = new ArrayList<>(minted);
    sorted.sort(UploadId::compareTo);
    assertEquals(sorted, minted);
    assertEquals(minted.size(), new HashSet<>(minted).size());
    assertTrue(minted.stream().allMatch(id -> id.isSealedFor(PHOTOS)));
  }
}
