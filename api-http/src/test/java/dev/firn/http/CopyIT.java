// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.http.copy.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code firn copy} as operators use it: real processes, storages in use, damage and mistakes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CopyIT {
  private static final String ALL =
      "4 vaults, 7 archives, 4 uploads in progress with 4 parts, 3 completions, 4 settings: 9.0"
          + " MiB";

  @TempDir Path folder;

  private void fill(String url) throws Exception {
    try (Storage storage = Storages.open(url)) {
      Sample.fill(storage);
    }
  }

  private String url(String form) {
    return form.replace("FOLDER", folder.toString());
  }

  /** Runs a copy, which ends with a status, and returns what it printed and what it complained. */
  private List<List<String>> copy(int status, String... arguments) throws Exception {
    try (FirnProcess firn = FirnProcess.start(folder, arguments)) {
      assertEquals(status, firn.awaitEnd(), firn.errors());
      return List.of(firn.remainingOutput(), firn.errors().lines().toList());
    }
  }

  @Test
  void copies_and_compares_and_has_nothing_left_to_do() throws Exception {
    String from = url("rocksdb:FOLDER/from");
    String to = url("jdbc:h2:FOLDER/to");
    fill(from);
    List<List<String>> told = copy(0, "copy", "--from", from, "--to", to, "--verify");
    assertEquals(List.of("Copied " + ALL, "Both storages hold the same: " + ALL), told.get(0));
    String progress = String.join("\n", told.get(1));
    assertTrue(progress.matches("(?s)Copied .*\\(100 %\\).*Compared .*\\(100 %\\).*"), progress);
    try (Storage source = Storages.open(from);
        Storage target = Storages.open(to)) {
      assertEquals(Sample.told(source), Sample.told(target));
    }
    assertEquals(
        List.of(List.of("There was nothing left to copy"), List.of()),
        copy(0, "copy", "--from", from, "--to", to));
  }

  @Test
  void the_guide_is_taken_at_its_word() throws Exception {
    fill(url("rocksdb:FOLDER/firn-data"));
    int commands = 0;
    for (String block : Snippets.in(Path.of("..", "docs", "moving.md"), "console")) {
      List<String> lines = block.lines().toList();
      String[] arguments = lines.get(0).substring("$ ./firn ".length()).split(" ");
      if (arguments[0].equals("serve")) {
        List<String> served = new ArrayList<>(List.of(arguments));
        served.addAll(List.of("--port", "0"));
        try (FirnProcess firn = FirnProcess.start(folder, served.toArray(String[]::new))) {
          firn.awaitReady();
        }
      } else {
        assertEquals(lines.subList(1, lines.size()), copy(0, arguments).get(0));
      }
      commands++;
    }
    assertEquals(3, commands);
  }

  // In a real database, behind Firn's back: one bit.
  @Test
  void damage_and_differences_are_named_and_the_status_says_so() throws Exception {
    String from = url("jdbc:h2:FOLDER/from");
    String to = url("rocksdb:FOLDER/to");
    fill(from);
    String archive;
    try (Storage source = Storages.open(from)) {
      Archive three = source.archives().scan(Sample.PHOTOS, Scan.first(9)).get(3);
      archive = "archive " + three.id() + " in 012345678901/photos, part 1048576-2097151";
      String content =
          source.archives().parts(Sample.PHOTOS, three.id(), Scan.first(9)).get(1).content().text();
      assertEquals(4, source.archives().parts(Sample.PHOTOS, three.id(), Scan.first(9)).size());
      flip(from, content);
    }
    List<List<String>> told = copy(1, "copy", "--from", from, "--to", to);
    assertEquals(
        List.of("Copied " + ALL.replace("7 arch", "6 arch").replace("9.0", "6.0")), told.get(0));
    assertTrue(faults(told).get(0).startsWith("firn: " + archive + " is damaged in the source: "));
    assertEquals("firn: 1 fault, said above: the rest was copied", faults(told).get(1));
    told = copy(1, "copy", "--from", from, "--to", to, "--verify-only");
    assertEquals(List.of(), told.get(0), "nothing is copied, and they are not the same");
    assertTrue(faults(told).get(1).endsWith(" differs: it is in the source only"), told.toString());
    assertTrue(
        faults(told).get(2).startsWith("firn: The storages are not the same: "), told.toString());
  }

  private static List<String> faults(List<List<String>> told) {
    return told.get(1).stream().filter(line -> line.startsWith("firn: ")).toList();
  }

  private static void flip(String url, String content) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      byte[] bytes;
      String row = " firn_chunk WHERE content_id = '" + content + "'";
      try (var result = statement.executeQuery("SELECT bytes FROM" + row)) {
        assertTrue(result.next());
        bytes = result.getBytes(1);
      }
      bytes[bytes.length / 2] ^= 1;
      try (var update =
          connection.prepareStatement(
              "UPDATE firn_chunk SET bytes = ? WHERE content_id = '" + content + "'")) {
        update.setBytes(1, bytes);
        assertEquals(1, update.executeUpdate());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb:FOLDER/data", "jdbc:h2:FOLDER/data"})
  void a_storage_that_a_server_uses_is_refused(String form) throws Exception {
    String used = url(form);
    String other = url("rocksdb:FOLDER/other");
    try (FirnProcess server =
        FirnProcess.start(folder, "serve", "--storage", used, "--port", "0")) {
      server.awaitReady();
      String from = FirnProcess.oneLineOfError(folder, 1, "copy", "--from", used, "--to", other);
      assertTrue(from.startsWith("Cannot open " + used + ": "), from);
      String to = FirnProcess.oneLineOfError(folder, 1, "copy", "--from", other, "--to", used);
      assertEquals(from, to);
      assertTrue(from.contains("another Firn has it open") || from.contains("in use"), from);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | copy --from rocksdb:typo --to rocksdb:to"
            + " | There is no vault in rocksdb:typo: is --from right?",
        "1 | copy --from jdbc:h2:./typo;PASSWORD=secret --to rocksdb:to"
            + " | There is no vault in jdbc:h2:./typo...: is --from right?",
        "1 | copy --from rocksdb:a --to rocksdb:a | --from and --to name the same storage",
        "2 | copy --from rocksdb:a | Missing required option: '--to=URL'",
        "2 | copy --from rocksdb:a --to rocksdb:b --form jdbc:h2:a;PASSWORD=secret"
            + " | Unknown options: '--form', 'jdbc:h2:a...'"
      })
  void mistakes_are_told_in_one_line(int status, String arguments, String message)
      throws Exception {
    String told = FirnProcess.oneLineOfError(folder, status, arguments.split(" "));
    assertTrue(told.startsWith(message), told);
    assertFalse(told.contains("secret"), told);
  }

  @Test
  void a_bar_is_drawn_on_a_terminal() throws Exception {
    String from = url("rocksdb:FOLDER/from");
    fill(from);
    try (FirnProcess firn =
        FirnProcess.startWith(
            "-Dfirn.terminal=true", folder, "copy", "--from", from, "--to", "rocksdb:to")) {
      assertEquals(0, firn.awaitEnd(), firn.errors());
      assertEquals(List.of("Copied " + ALL), firn.remainingOutput());
      String last = firn.errors().substring(firn.errors().lastIndexOf('\r') + 1);
      assertTrue(
          last.matches("Copied +100% \\[=+\\] +9/9 MiB \\(0:00:\\d\\d / .*MiB/s.*\\R"),
          firn.errors());
    }
    assertTrue(Files.exists(folder.resolve("to")));
  }
}
