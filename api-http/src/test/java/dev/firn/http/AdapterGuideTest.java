// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The guide to writing an adapter shows pieces of the example that there is. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AdapterGuideTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path GUIDE = DOCS.resolve("writing-an-adapter.md");
  private static final Path EXAMPLE = Path.of("..", "examples", "adapter-mvstore");

  @Test
  void every_piece_of_code_is_in_the_example() throws IOException {
    String example = onOneLine(Files.readString(EXAMPLE.resolve("pom.xml")) + sources());
    List<String> pieces = new ArrayList<>(Snippets.in(GUIDE, "java"));
    pieces.addAll(Snippets.in(GUIDE, "xml"));
    assertFalse(pieces.isEmpty());
    for (String piece : pieces) {
      assertTrue(example.contains(onOneLine(piece)), piece);
    }
  }

  @Test
  void every_file_that_it_links_to_is_there() throws IOException {
    List<String> missing =
        Pattern.compile("\\]\\(([^)#:]+)\\)")
            .matcher(Files.readString(GUIDE))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !Files.exists(DOCS.resolve(link)))
            .toList();
    assertEquals(List.of(), missing);
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE.resolve("src"))) {
      List<String> sources = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
      return sources.stream().collect(Collectors.joining("\n"));
    }
  }

  private static String onOneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
