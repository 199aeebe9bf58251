// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.http.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that change in all the ways that editors and deployments have. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class ReloadedTest {
  @TempDir Path folder;
  private Path file;
  private final AtomicInteger loads = new AtomicInteger();

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(folder.resolve("file"), "one");
  }

  private Reloaded<String> watch(Path path, Consumer<String> onChange) throws IOException {
    return Reloaded.start("text", List.of(path), Duration.ofMillis(5), () -> load(path), onChange);
  }

  private Reloaded<String> watch() throws IOException {
    return watch(file, text -> {});
  }

  private String load(Path path) throws IOException {
    loads.incrementAndGet();
    String text = Files.readString(path);
    if (text.startsWith("broken")) {
      throw new IOException(text);
    }
    if (text.startsWith("unexpected")) {
      throw new IllegalStateException("s3cret");
    }
    return text;
  }

  private static void await(Reloaded<String> reloaded, String expected) {
    while (!reloaded.current().equals(expected)) {
      assertFalse(Thread.interrupted(), "it takes too long");
    }
  }

  private static void awaitLogged(LogCapture log, String part) {
    while (!log.text().contains(part)) {
      assertFalse(Thread.interrupted(), "it takes too long");
    }
  }

  /** Waits for so many loads more than there were. */
  private void awaitLoads(int more) {
    int enough = loads.get() + more;
    while (loads.get() < enough) {
      assertFalse(Thread.interrupted(), "it takes too long");
    }
  }

  private static long lines(LogCapture log, String part) {
    return log.text().lines().filter(line -> line.contains(part)).count();
  }

  @Test
  void a_file_that_is_written_in_place_is_read_again() throws Exception {
    try (Reloaded<String> text = watch()) {
      assertEquals("one", text.current());
      Files.writeString(file, "another");
      await(text, "another");
    }
  }

  @Test
  void a_file_that_is_replaced_by_one_of_the_same_size_and_time_is_read_again() throws Exception {
    FileTime time = Files.getLastModifiedTime(file);
    try (Reloaded<String> text = watch()) {
      Path next = Files.writeString(folder.resolve("next"), "two");
      Files.setLastModifiedTime(next, time);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      await(text, "two");
      Files.writeString(file, "six");
      Files.setLastModifiedTime(file, time);
      await(text, "six");
    }
  }

  // As Kubernetes does: the folder behind a link is turned, and no file is written.
  @Test
  void a_file_behind_a_link_that_is_turned_is_read_again() throws Exception {
    for (String version : List.of("v1", "v2")) {
      Files.writeString(Files.createDirectory(folder.resolve(version)).resolve("text"), version);
    }
    Path data = Files.createSymbolicLink(folder.resolve("data"), Path.of("v1"));
    Path link = Files.createSymbolicLink(folder.resolve("text"), Path.of("data", "text"));
    try (Reloaded<String> text = watch(link, changed -> {})) {
      assertEquals("v1", text.current());
      Path next = Files.createSymbolicLink(folder.resolve("next"), Path.of("v2"));
      Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
      await(text, "v2");
    }
  }

  @Test
  void a_stamp_is_not_trusted_before_the_clock_of_its_file_system_has_moved_on() throws Exception {
    Instant written = Files.getLastModifiedTime(file).toInstant();
    FileStamp stamp = FileStamp.of(file);
    assertFalse(stamp.isSettledAt(written.plusSeconds(1)));
    assertTrue(stamp.isSettledAt(written.plusSeconds(10)));
    assertTrue(FileStamp.of(folder.resolve("none")).isSettledAt(written));
  }

  // As if the first was read, and the second written, within one tick of the file system's clock.
  @Test
  void a_change_that_leaves_no_trace_is_noticed_while_the_stamp_is_young() throws Exception {
    AtomicInteger version = new AtomicInteger(1);
    try (Reloaded<String> text =
        Reloaded.start(
            "text",
            List.of(file),
            Duration.ofMillis(5),
            () -> "version " + version.get(),
            changed -> {})) {
      assertEquals("version 1", text.current());
      version.set(2);
      await(text, "version 2");
    }
  }

  @Test
  void a_file_that_does_not_change_is_left_alone_in_the_end() throws Exception {
    try (Reloaded<String> text = watch()) {
      awaitLoads(3);
      int last = loads.get();
      Instant since = Instant.now();
      while (since.plusSeconds(1).isAfter(Instant.now())) {
        if (loads.get() != last) {
          last = loads.get();
          since = Instant.now();
        }
      }
      assertEquals("one", text.current());
    }
  }

  @Test
  void a_broken_version_is_logged_once_and_the_one_before_stays() throws Exception {
    try (LogCapture log = new LogCapture();
        Reloaded<String> text = watch()) {
      Files.writeString(file, "broken: no reason");
      awaitLogged(log, "no reason");
      awaitLoads(20);
      assertEquals("one", text.current());
      assertEquals(1, lines(log, "no reason"), log.text());
      assertTrue(
          log.text()
              .contains(
                  "[WARN] The text read before stay in force, as there is a fault in the new: broken: no reason"),
          log.text());
      Files.writeString(file, "well");
      await(text, "well");
      Files.writeString(file, "broken: no reason");
      while (lines(log, "no reason") < 2) {
        assertFalse(Thread.interrupted(), "it takes too long");
      }
    }
  }

  @Test
  void a_file_that_goes_and_comes_again_is_read_again() throws Exception {
    try (LogCapture log = new LogCapture();
        Reloaded<String> text = watch()) {
      Files.delete(file);
      awaitLogged(log, "stay in force");
      assertEquals("one", text.current());
      Files.writeString(file, "two");
      await(text, "two");
    }
  }

  @Test
  void what_was_not_foreseen_is_logged_without_its_message() throws Exception {
    try (LogCapture log = new LogCapture();
        Reloaded<String> text = watch()) {
      Files.writeString(file, "unexpected");
      awaitLogged(log, "IllegalStateException");
      assertFalse(log.text().contains("s3cret"), log.text());
      Files.writeString(file, "two");
      await(text, "two");
    }
  }

  @Test
  void a_version_that_cannot_be_put_to_use_does_not_come_into_force() throws Exception {
    Consumer<String> picky =
        text -> {
          if (text.equals("bad")) {
            throw new IllegalArgumentException("No use");
          }
        };
    try (LogCapture log = new LogCapture();
        Reloaded<String> text = watch(file, picky)) {
      Files.writeString(file, "bad");
      awaitLogged(log, "stay in force");
      assertEquals("one", text.current());
    }
  }

  @Test
  void a_version_that_says_the_same_is_no_change() throws Exception {
    AtomicInteger changes = new AtomicInteger();
    try (Reloaded<String> text = watch(file, changed -> changes.incrementAndGet())) {
      Files.writeString(file, "one");
      awaitLoads(20);
      assertEquals("one", text.current());
      assertEquals(1, changes.get(), "the first");
    }
  }

  @Test
  void what_cannot_be_read_to_begin_with_is_the_callers_to_hear() throws Exception {
    Files.writeString(file, "broken");
    assertEquals("broken", assertThrows(IOException.class, this::watch).getMessage());
  }

  @Test
  void a_large_file_or_a_folder_is_not_read() throws Exception {
    Files.write(file, new byte[4 << 20]);
    assertEquals(4 << 20, SmallFile.read(file).length);
    Files.write(file, new byte[(4 << 20) + 1]);
    assertEquals(
        "Cannot read " + file + ": it has more than 4 MiB",
        assertThrows(IOException.class, () -> SmallFile.read(file)).getMessage());
    assertEquals(
        "Cannot read " + folder + ": Is a directory",
        assertThrows(IOException.class, () -> SmallFile.read(folder)).getMessage());
  }
}
