// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.page.Limit;
import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Region;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultArn;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are valid by construction: what each of them takes, and refuses. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ValuesTest {

  private static String refusal(Runnable construction) {
    var refusal = assertThrows(InvalidParameterValueException.class, construction::run);
    assertEquals("InvalidParameterValueException", refusal.code());
    return String.valueOf(refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "50,50",
    "007,7",
    "51,51",
    "999999999,999999999",
    "99999999999999999999,2147483647"
  })
  void a_limit_is_read_from_digits(String text, int value) {
    assertEquals(new Limit(value), Limit.parse(text, 50));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "1.5", "abc", "", " 5", "+5", "0x5", "5 ", "\u0665", "00", "1e3"})
  void what_is_no_limit_is_refused_with_what_would_be_one(String text) {
    assertEquals(
        "Invalid limit: "
            + text
            + ". It must be a whole number from 1 to 50; a larger one is taken as 50.",
        refusal(() -> Limit.parse(text, 50)));
    assertThrows(IllegalArgumentException.class, () -> new Limit(0));
  }

  @Test
  void a_scan_asks_for_at_least_one_row() {
    assertThrows(IllegalArgumentException.class, () -> Scan.first(0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 20, 1L << 21, 1L << 22, 1L << 31, 1L << 32})
  void a_part_size_is_a_mebibyte_times_a_power_of_two(long bytes) {
    assertEquals(bytes, PartSize.parse(Long.toString(bytes)).bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1048576",
        "1",
        "524288",
        "1048575",
        "1048577",
        "3145728",
        "8589934592",
        "",
        "null",
        "1 MiB",
        "+1048576",
        "1048576.0",
        "99999999999999999999999"
      })
  void another_part_size_is_refused_in_the_apis_words(String text) {
    assertEquals(
        "Invalid part size: "
            + text
            + ". Part size must not be null, must be a power of two and be between 1048576 and 4294967296 bytes.",
        refusal(() -> PartSize.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "-", "_", "...", ".a", "a.", "Az09_-.", "examplevault"})
  void a_vault_name_is_of_the_alphabet(String text) {
    assertEquals(text, new VaultName(text).value());
    assertEquals(255, new VaultName("x".repeat(255)).value().length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a b", "a/b", "a\n", "a\0", "\u00e4", "a:b", "a%20b", "..\n"})
  void another_vault_name_is_refused(String text) {
    assertTrue(refusal(() -> new VaultName(text)).startsWith("Invalid vault name: " + text));
    refusal(() -> new VaultName("x".repeat(256)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1234",
        "1234-5678-9012",
        "abcdefghijkl",
        "0123456789012",
        "\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661"
      })
  void an_account_id_is_twelve_digits(String text) {
    assertEquals(
        "Invalid account ID: " + text + ". An account ID is 12 digits.",
        refusal(() -> new AccountId(text)));
  }

  @Test
  void a_region_is_a_plain_name() {
    assertEquals("eu-west-1", new Region("eu-west-1").value());
    refusal(() -> new Region(""));
    refusal(() -> new Region("us east"));
    refusal(() -> new Region("a:b"));
  }

  @Test
  void a_description_drops_leading_spaces_and_keeps_all_others() {
    assertEquals("a  b ", new ArchiveDescription("   a  b ").text());
    assertTrue(new ArchiveDescription("   ").isNone());
    assertEquals("!~", new ArchiveDescription("!~").text());
    assertFalse(new ArchiveDescription("a").isNone());
    assertEquals(1024, new ArchiveDescription("  " + "x".repeat(1024)).text().length());
  }

  @Test
  void a_description_is_short_printable_ascii() {
    assertTrue(
        refusal(() -> new ArchiveDescription("x".repeat(1025))).contains("it has 1025 characters"));
    assertTrue(refusal(() -> new ArchiveDescription("a\tb")).contains("character 2 is 0x09"));
    assertTrue(refusal(() -> new ArchiveDescription("h\u00e4h")).contains("character 2 is 0xE4"));
    assertTrue(refusal(() -> new ArchiveDescription("\u007f")).contains("character 1 is 0x7F"));
  }

  @Test
  void an_arn_names_region_account_and_vault() {
    assertEquals(
        "arn:aws:glacier:eu-west-1:111122223333:vaults/photos",
        new VaultArn(new Region("eu-west-1"), VaultKey.of("111122223333", "photos")).toString());
  }

  @Test
  void an_inventory_counts_what_glacier_counts() {
    Instant date = Instant.parse("2012-03-19T23:20:59.130999999Z");
    VaultInventory inventory = new VaultInventory(3, 1_000, Optional.of(date));
    assertEquals(1_000 + 3 * 32_768, inventory.sizeInBytes());
    assertEquals(Optional.of(Instant.parse("2012-03-19T23:20:59.130Z")), inventory.date(), "cut");
    assertEquals(0, new VaultInventory(0, 0, Optional.empty()).sizeInBytes());
    assertThrows(IllegalArgumentException.class, () -> new VaultInventory(-1, 0, Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> new VaultInventory(0, -1, Optional.empty()));
  }

  @Test
  void a_key_is_written_as_account_and_name() {
    assertEquals("111122223333/photos", VaultKey.of("111122223333", "photos").toString());
  }

  @Test
  void a_date_is_cut_to_milliseconds() {
    assertEquals(
        Instant.parse("2012-03-19T23:20:59.130Z"),
        Vault.empty(
                VaultKey.of("111122223333", "v"), Instant.parse("2012-03-19T23:20:59.130999999Z"))
            .creationDate());
  }

  @Test
  void the_parts_of_an_archive_follow_each_other_and_the_last_has_the_rest() {
    PartSize mebibyte = PartSize.ofMebibytes(1);
    assertEquals(List.of(), texts(mebibyte.ranges(0)));
    assertEquals(List.of("0-0"), texts(mebibyte.ranges(1)));
    assertEquals(List.of("0-1048575"), texts(mebibyte.ranges(1 << 20)));
    assertEquals(List.of("0-1048575", "1048576-1048576"), texts(mebibyte.ranges((1 << 20) + 1)));
    assertThrows(IllegalArgumentException.class, () -> mebibyte.ranges(-1));
    assertEquals(PartSize.MOST_PARTS, texts(mebibyte.ranges(10_000L << 20)).size());
    assertThrows(InvalidParameterValueException.class, () -> mebibyte.ranges((10_000L << 20) + 1));
  }

  @Test
  void a_part_beyond_the_last_that_there_can_be_is_refused_by_its_number() {
    PartSize size = PartSize.ofMebibytes(2);
    size.check(RangeInBytes.startingAt(9_999L << 21, 1));
    assertEquals(
        "This is part number 10001 for the current multipart upload. It exceeds the limit of 10000"
            + " parts.",
        refusal(() -> size.check(RangeInBytes.startingAt(10_000L << 21, 1))));
  }

  private static List<String> texts(Iterable<RangeInBytes> ranges) {
    List<String> texts = new ArrayList<>();
    ranges.forEach(range -> texts.add(range.toString()));
    return texts;
  }
}
