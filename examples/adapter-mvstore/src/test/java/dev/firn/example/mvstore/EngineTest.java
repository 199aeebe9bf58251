// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.error.StorageException;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kit cannot know of: this engine's own ways to fail. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("firn.mv");
  }

  private Engine opened() {
    return Engine.open(file());
  }

  // The engine's buffer is of 19 MiB; what is more it would write without being asked.
  @Test
  void a_step_that_fails_leaves_nothing_however_large_it_was() {
    Engine engine = opened();
    Tables tables = Tables.of(engine);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            engine.change(
                "fail",
                () -> {
                  for (int number = 0; number < 64; number++) {
                    tables.chunks().put("chunk " + number, new byte[MEBIBYTE]);
                  }
                  throw new IllegalArgumentException("the caller's fault");
                }));
    assertEquals(0, engine.read("count chunks", () -> tables.chunks().size()));
    engine.close();
  }

  @Test
  void a_file_that_is_open_elsewhere_is_refused() {
    Engine engine = opened();
    String message = assertThrows(StorageException.class, this::opened).getMessage();
    assertTrue(message.contains("Cannot open") && message.contains("locked"), message);
    assertTrue(message.contains(file().toString()), message);
    engine.close();
  }

  @Test
  void a_file_of_a_newer_format_is_refused_and_let_go() {
    opened().close();
    try (MVStore newer = MVStore.open(file().toString())) {
      newer.setStoreVersion(2);
    }
    for (int attempt = 0; attempt < 2; attempt++) {
      String message = assertThrows(StorageException.class, this::opened).getMessage();
      assertTrue(message.endsWith("its format is 2, this version of the adapter knows 1"), message);
    }
  }
}
