// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract kit fails backends that are broken in one way each, in the test that is about it,
 * with a message that says what is wrong and which clause says so. One that passes is a hole in the
 * kit.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrokenBackendsTest {

  static Stream<Break> breaks() {
    return Stream.of(
            BrokenVaults.all(),
            BrokenUploads.all(),
            BrokenParts.all(),
            BrokenArchives.all(),
            BrokenContents.all(),
            BrokenJobs.all(),
            BrokenSettings.all(),
            BrokenLives.all())
        .flatMap(each -> each);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void the_kit_fails_a_backend_that(Break broken) {
    Map<String, String> failures =
        Kit.run(broken.backend(), Optional.of(broken.part()), broken.limit()).failures();
    assertFalse(failures.isEmpty(), "a hole in the kit");
    assertTrue(
        failures.entrySet().stream()
            .anyMatch(
                failure ->
                    failure.getKey().contains(broken.test())
                        && failure.getValue().contains(broken.message())),
        () -> broken.test() + " says \"" + broken.message() + "\", but: " + failures);
    assertAll(
        failures.entrySet().stream()
            .map(
                failure ->
                    () ->
                        assertTrue(
                            failure.getValue().contains("clause"),
                            () -> failure + " names the clause")));
  }

  // Else nothing was shown by those that fail.
  @Test
  void the_kit_passes_a_sound_backend() {
    Kit.Outcome outcome = Kit.run(Backend::new, Optional.empty(), Duration.ofMinutes(2));
    assertEquals(Map.of(), outcome.failures());
    assertTrue(outcome.tests() > 200, "all of the kit was run: " + outcome.tests() + " tests");
  }
}
