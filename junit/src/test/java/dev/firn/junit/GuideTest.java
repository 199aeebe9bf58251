// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.junit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The guide to tests shows a test that is run. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuideTest {
  @Test
  void what_the_guide_shows_is_a_test_of_this_module() throws Exception {
    String guide = Files.readString(Path.of("..", "docs", "testing.md"));
    String shown = guide.substring(guide.indexOf("```java\n") + 8, guide.lastIndexOf("```"));
    String test = Files.readString(Path.of("src/test/java/dev/firn/junit/BackupTest.java"));
    assertTrue(shown.startsWith("@WithFirn\n"));
    assertTrue(test.endsWith("\n" + shown), "BackupTest.java has another class than the guide");
  }
}
