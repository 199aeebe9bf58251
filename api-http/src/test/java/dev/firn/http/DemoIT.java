// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DemoIT {
  @TempDir Path folder;

  @Test
  void does_the_main_job_and_leaves_nothing_behind() throws Exception {
    try (FirnProcess firn = FirnProcess.start(folder, "demo")) {
      assertEquals(0, firn.awaitEnd(), firn::toString);
      List<String> output = firn.remainingOutput();
      String told = String.join("\n", output);
      assertTrue(told.contains("\"ArchiveDescription\" : \"archive 3\""), told);
      assertEquals(
          26,
          output.stream()
              .filter(line -> line.matches("page +\\d+: +\\d+ uploads, marker .*"))
              .count());
      assertTrue(told.contains("\nThe walk has seen 122 uploads; 122 remain.\n"), told);
      assertTrue(told.endsWith("\nAll is as it should be."), told);
      assertEquals("", firn.errors());
    }
    try (var left = Files.list(folder.resolve("tmp"))) {
      assertEquals(List.of(), left.toList());
    }
  }
}
