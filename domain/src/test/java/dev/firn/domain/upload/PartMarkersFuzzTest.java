// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.id.Seal;
import dev.firn.domain.page.Marker;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever comes as a marker of a listing of parts. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PartMarkersFuzzTest {
  private static final UploadId UPLOAD =
      UploadId.mint(
          VaultKey.of("111122223333", "photos"),
          Instant.parse("2026-01-10T12:00:00.007Z"),
          0,
          new byte[UploadId.RANDOM_BYTES]);

  @FuzzTest
  void a_marker_is_refused_or_the_one_that_its_position_has(byte[] data) {
    Marker marker = new Marker(sealed(new String(data, UTF_8)));
    long position;
    try {
      position = PartMarkers.position(UPLOAD, marker);
    } catch (InvalidParameterValueException refusal) {
      return;
    }
    assertEquals(marker, PartMarkers.of(UPLOAD, position));
  }

  /** Seals what begins with an exclamation mark, as no fuzzer guesses a seal. */
  private static String sealed(String text) {
    return text.startsWith("!")
        ? text.substring(1) + Seal.of(UPLOAD.text(), text.substring(1))
        : text;
  }
}
