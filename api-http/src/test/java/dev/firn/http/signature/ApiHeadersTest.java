// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A header that Firn begins to act on must be signed from then on. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApiHeadersTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/firn/http");
  private static final Pattern HEADER = Pattern.compile("\"(x-amz-[a-z0-9-]+)\"");

  /**
   * The date and the linear hash are signed otherwise, and the others are of answers or notices.
   */
  private static final Set<String> NOT_TO_BE_LISTED =
      Set.of(
          "x-amz-archive-id",
          "x-amz-capacity-id",
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-job-id",
          "x-amz-lock-id",
          "x-amz-multipart-upload-id",
          "x-amz-sns-message-id",
          "x-amz-sns-message-type",
          "x-amz-sns-topic-arn");

  @Test
  void every_header_that_is_acted_on_must_be_signed() throws IOException {
    Set<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        HEADER
            .matcher(Files.readString(file))
            .results()
            .map((MatchResult result) -> result.group(1))
            .forEach(named::add);
      }
    }
    named.removeAll(NOT_TO_BE_LISTED);
    assertEquals(new TreeSet<>(SignedHeaders.OF_THE_API), named);
  }
}
