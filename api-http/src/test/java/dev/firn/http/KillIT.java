// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real server, killed again and again in the midst of writes: nothing that it acknowledged is
 * lost.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KillIT {
  private static final int ROUNDS = 4;

  @TempDir Path folder;

  private final UploadsWriter writer = new UploadsWriter();

  private FirnProcess serve(String storage) throws IOException {
    return FirnProcess.start(folder, "serve", "--storage", storage, "--port", "0");
  }

  @ParameterizedTest
  @MethodSource("dev.firn.http.TestStorage#durable")
  void what_was_acknowledged_survives_kill_9(TestStorage kind) throws Exception {
    String storage = kind.newUrl(folder);
    Random random = new Random(9);
    for (int round = 0; round < ROUNDS; round++) {
      try (FirnProcess firn = serve(storage)) {
        URI uri = firn.awaitReady();
        writer.begin(uri);
        writer.check(uri, round * UploadsWriter.CLIENTS);
        assertEquals(
            Collections.nCopies(UploadsWriter.CLIENTS, UploadsWriter.End.NO_ANSWER),
            writer.writeUntil(uri, 100 + random.nextInt(200), firn::kill));
      }
    }
    try (FirnProcess firn = serve(storage)) {
      writer.check(firn.awaitReady(), ROUNDS * UploadsWriter.CLIENTS);
    }
    assertTrue(
        writer.initiated() > 100 && writer.aborted() > 20,
        writer.initiated() + " and " + writer.aborted());
  }
}
