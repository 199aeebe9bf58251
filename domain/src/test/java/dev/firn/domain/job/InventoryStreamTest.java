// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.TimeOrderedArchiveIds;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.page.Rows;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which archives an inventory has, over pages of archives, and how they are written. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InventoryStreamTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final Instant START = Instant.parse("2026-01-10T12:00:00.789Z");
  private static final String HEAD =
      "ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash\n";

  private final TimeOrderedArchiveIds ids =
      new TimeOrderedArchiveIds(
          new TimeOrderedBytes(Clock.fixed(START, ZoneOffset.UTC), new Random(1)));
  private final List<Archive> archives = new ArrayList<>();

  private Archive add(String description) {
    int number = archives.size();
    Archive archive =
        new Archive(
            ids.next(PHOTOS),
            PHOTOS,
            new ArchiveDescription(description),
            number + 1L,
            TreeHash.of(new byte[] {1}),
            START.plusSeconds(number));
    archives.add(archive);
    return archive;
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      add("archive " + i);
    }
  }

  private List<Archive> scan(Scan<ArchiveId> scan) {
    return archives.stream()
        .filter(each -> scan.startAt().map(at -> each.id().compareTo(at) >= 0).orElse(true))
        .limit(scan.max())
        .toList();
  }

  private InventoryStream stream(JobTask.InventoryRetrieval task) {
    return new InventoryStream(
        new Rows<>(this::scan, Archive::id, task.marker()),
        task,
        InventoryForm.of(task.format(), "arn", START));
  }

  private static JobTask.InventoryRetrieval csv(OptionalLong limit, Optional<ArchiveId> marker) {
    return csv(Optional.empty(), Optional.empty(), limit, marker);
  }

  private static JobTask.InventoryRetrieval csv(
      Optional<Instant> start,
      Optional<Instant> end,
      OptionalLong limit,
      Optional<ArchiveId> marker) {
    return new JobTask.InventoryRetrieval(InventoryFormat.CSV, start, end, limit, marker);
  }

  private static List<String> ids(InventoryStream stream) throws IOException {
    String text = new String(stream.readAllBytes(), US_ASCII);
    assertTrue(text.startsWith(HEAD), text);
    return text.substring(HEAD.length())
        .lines()
        .map(line -> line.substring(0, line.indexOf(',')))
        .toList();
  }

  private List<String> expected(int from, int to) {
    return archives.subList(from, to).stream().map(each -> each.id().text()).toList();
  }

  // Around what is read at once.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 254, 255, 256, 257, 510, 511, 512, 700})
  void every_archive_is_there_once(int count) throws IOException {
    fill(count);
    InventoryStream stream = stream(csv(OptionalLong.empty(), Optional.empty()));
    assertEquals(expected(0, count), ids(stream));
    assertEquals(Optional.empty(), stream.nextMarker());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 254, 255, 256, 257, 511, 599})
  void a_limit_ends_it_and_the_marker_is_the_first_that_is_left(int limit) throws IOException {
    fill(600);
    InventoryStream stream = stream(csv(OptionalLong.of(limit), Optional.empty()));
    assertEquals(expected(0, limit), ids(stream));
    assertEquals(Optional.of(archives.get(limit).id()), stream.nextMarker());
    InventoryStream rest = stream(csv(OptionalLong.empty(), stream.nextMarker()));
    assertEquals(expected(limit, 600), ids(rest));
  }

  @Test
  void a_limit_that_is_just_enough_leaves_nothing_to_go_on_with() throws IOException {
    fill(3);
    for (long limit = 3; limit < 5; limit++) {
      InventoryStream stream = stream(csv(OptionalLong.of(limit), Optional.empty()));
      assertEquals(expected(0, 3), ids(stream));
      assertEquals(Optional.empty(), stream.nextMarker());
    }
  }

  @Test
  void the_start_is_inclusive_and_the_end_is_not() throws IOException {
    fill(600);
    Optional<Instant> start = Optional.of(START.plusSeconds(100));
    Optional<Instant> end = Optional.of(START.plusSeconds(400));
    assertEquals(
        expected(100, 400), ids(stream(csv(start, end, OptionalLong.empty(), Optional.empty()))));
    assertEquals(
        expected(100, 600),
        ids(stream(csv(start, Optional.empty(), OptionalLong.empty(), Optional.empty()))));
    InventoryStream limited = stream(csv(start, end, OptionalLong.of(299), Optional.empty()));
    assertEquals(expected(100, 399), ids(limited));
    assertEquals(Optional.of(archives.get(399).id()), limited.nextMarker());
    InventoryStream all = stream(csv(start, end, OptionalLong.of(300), Optional.empty()));
    assertEquals(expected(100, 400), ids(all));
    assertEquals(Optional.empty(), all.nextMarker(), "what is left is behind the end");
  }

  @Test
  void a_marker_need_not_be_there() throws IOException {
    fill(3);
    Archive gone = archives.remove(1);
    assertEquals(
        List.of(archives.get(1).id().text()),
        ids(stream(csv(OptionalLong.empty(), Optional.of(gone.id())))));
  }

  @Test
  void single_bytes_are_the_same_bytes() throws IOException {
    fill(2);
    InventoryStream single = stream(csv(OptionalLong.empty(), Optional.empty()));
    StringBuilder text = new StringBuilder();
    for (int next = single.read(); next >= 0; next = single.read()) {
      text.append((char) next);
    }
    assertEquals(
        new String(stream(csv(OptionalLong.empty(), Optional.empty())).readAllBytes(), US_ASCII),
        text.toString());
  }

  @Test
  void csv_quotes_what_has_a_comma_or_a_quote_and_leaves_a_backslash_alone() throws IOException {
    for (String[] each :
        new String[][] {
          {"plain", "plain"},
          {"", ""},
          {"a,b", "\"a,b\""},
          {"{\"Path\":\"x\"}", "\"{\\\"Path\\\":\\\"x\\\"}\""},
          {"back\\slash", "back\\slash"},
          {"\\\"", "\"\\\\\"\""}
        }) {
      archives.clear();
      Archive archive = add(each[0]);
      InventoryStream stream = stream(csv(OptionalLong.empty(), Optional.empty()));
      assertEquals(
          HEAD
              + archive.id()
              + ","
              + each[1]
              + ",2026-01-10T12:00:00Z,1,"
              + archive.treeHash()
              + "\n",
          new String(stream.readAllBytes(), US_ASCII));
    }
  }

  @Test
  void json_is_one_object_with_dates_of_whole_seconds() throws IOException {
    Archive first = add("a \"b\" \\c");
    Archive second = add("");
    JobTask.InventoryRetrieval task =
        new JobTask.InventoryRetrieval(
            InventoryFormat.JSON,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty());
    assertEquals(
        "{\"VaultARN\":\"arn\",\"InventoryDate\":\"2026-01-10T12:00:00Z\",\"ArchiveList\":["
            + "{\"ArchiveId\":\"%s\",\"ArchiveDescription\":\"a \\\"b\\\" \\\\c\",\"CreationDate\":\"2026-01-10T12:00:00Z\",\"Size\":1,\"SHA256TreeHash\":\"%s\"},"
                .formatted(first.id(), first.treeHash())
            + "{\"ArchiveId\":\"%s\",\"ArchiveDescription\":\"\",\"CreationDate\":\"2026-01-10T12:00:01Z\",\"Size\":2,\"SHA256TreeHash\":\"%s\"}]}"
                .formatted(second.id(), second.treeHash()),
        new String(stream(task).readAllBytes(), US_ASCII));
    archives.clear();
    assertEquals(
        "{\"VaultARN\":\"arn\",\"InventoryDate\":\"2026-01-10T12:00:00Z\",\"ArchiveList\":[]}",
        new String(stream(task).readAllBytes(), US_ASCII));
  }
}
