// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.databases.DatabaseServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real database, killed again and again in the midst of writes: nothing that Firn acknowledged is
 * lost, and Firn goes on by itself when the database is there again.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DatabaseKillIT {
  private static final int ROUNDS = 3;

  @TempDir Path folder;

  private final UploadsWriter writer = new UploadsWriter();

  private Path data() throws IOException {
    return Files.createDirectory(folder.resolve("server"));
  }

  @Test
  void what_was_acknowledged_survives_kill_9_of_postgresql() throws Exception {
    try (DatabaseServer database = DatabaseServer.startPostgreSql(data())) {
      assertGoesOn(database);
    }
  }

  @Test
  @Tag("mariadb")
  void what_was_acknowledged_survives_kill_9_of_mariadb() throws Exception {
    try (DatabaseServer database = DatabaseServer.startMariaDb(data())) {
      assertGoesOn(database);
    }
  }

  private void assertGoesOn(DatabaseServer database) throws Exception {
    Random random = new Random(9);
    String storage = database.newDatabase();
    try (FirnProcess firn =
        FirnProcess.start(folder, "serve", "--storage", storage, "--port", "0")) {
      URI uri = firn.awaitReady();
      writer.begin(uri);
      for (int round = 1; round <= ROUNDS; round++) {
        assertEquals(
            Collections.nCopies(UploadsWriter.CLIENTS, UploadsWriter.End.SERVER_ERROR),
            writer.writeUntil(uri, 100 + random.nextInt(200), database::kill),
            "who is not served is told that it was not for what he asked");
        database.restart();
        // Until the connections to what was killed have been found out.
        while (!writer.isServed(uri)) {
          Thread.onSpinWait();
        }
        writer.check(uri, round * UploadsWriter.CLIENTS);
      }
    }
    assertTrue(
        writer.initiated() > 100 && writer.aborted() > 20,
        writer.initiated() + " and " + writer.aborted());
  }
}
