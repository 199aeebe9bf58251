// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.access.Principal;
import dev.firn.domain.vault.AccountId;
import dev.firn.http.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A credentials file that is edited while it is in use. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class CredentialsFileTest {
  private static final Principal ROOT = Principal.root(new AccountId("012345678901"));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("credentials.json");
  }

  private CredentialsFile open() throws IOException {
    return CredentialsFile.open(file, Duration.ofMillis(5));
  }

  private String addKey() throws IOException {
    CredentialsEdit edit = CredentialsEdit.of(file);
    String id = edit.addKey(ROOT, Optional.empty()).id();
    edit.save();
    return id;
  }

  @Test
  void a_new_key_is_known_without_a_restart() throws Exception {
    String first = addKey();
    try (LogCapture log = new LogCapture();
        CredentialsFile credentials = open()) {
      assertTrue(credentials.current().find(first).isPresent());
      String second = addKey();
      while (credentials.current().find(second).isEmpty()) {
        assertFalse(Thread.interrupted(), "it takes too long");
      }
      assertTrue(credentials.current().find(first).isPresent());
      assertFalse(log.text().contains("WARN"), log.text());
    }
  }

  @Test
  void a_broken_version_leaves_the_one_before_in_force() throws Exception {
    String id = addKey();
    try (LogCapture log = new LogCapture();
        CredentialsFile credentials = open()) {
      String secret = credentials.current().find(id).orElseThrow().key().secret();
      Files.writeString(file, Files.readString(file).replace("\"" + secret, secret));
      log.await("stay in force");
      assertTrue(credentials.current().find(id).isPresent());
      assertFalse(log.text().contains(secret.substring(0, 10)), log.text());
      assertTrue(
          log.text()
              .contains(
                  "Cannot use the credentials in " + file + ": it is not one JSON value, at line "),
          log.text());
    }
  }

  @Test
  void a_broken_file_is_fatal_at_the_start() throws Exception {
    Files.writeString(file, "{}");
    assertEquals(
        "Cannot use the credentials in " + file + ": the whole has no accounts",
        assertThrows(IOException.class, this::open).getMessage());
    Files.delete(file);
    assertEquals(
        "Cannot read " + file + ": there is no such file",
        assertThrows(IOException.class, this::open).getMessage());
  }

  @Test
  void a_file_that_others_can_read_is_warned_of_once() throws Exception {
    addKey();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    try (LogCapture log = new LogCapture();
        CredentialsFile credentials = open()) {
      String another = addKey();
      while (credentials.current().find(another).isEmpty()) {
        assertFalse(Thread.interrupted(), "it takes too long");
      }
      assertEquals(1, log.text().lines().filter(line -> line.contains("WARN")).count(), log.text());
      assertTrue(log.text().contains("its permissions are rw-r-----"), log.text());
    }
  }

  @Test
  void a_file_that_is_opened_to_others_later_is_warned_of() throws Exception {
    addKey();
    try (LogCapture log = new LogCapture();
        CredentialsFile credentials = open()) {
      assertEquals(1, credentials.current().size());
      assertFalse(log.text().contains("WARN"), log.text());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
      log.await("its permissions are rw----r--");
    }
  }
}
