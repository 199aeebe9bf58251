// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.domain.Firn;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.id.Seal;
import dev.firn.domain.page.Marker;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.vault.VaultKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever comes as a marker of a listing of uploads. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UploadMarkerFuzzTest {
  private static final VaultKey PHOTOS = VaultKey.of("111122223333", "photos");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-10T12:00:00.007Z"), ZoneOffset.UTC);
  private static final MultipartUploads OPERATIONS = operations();
  private static final List<MultipartUpload> UPLOADS =
      Stream.generate(() -> OPERATIONS.initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(1)))
          .limit(5)
          .toList();

  private static MultipartUploads operations() {
    Firn firn =
        Firn.builder()
            .clock(CLOCK)
            .uploadIds(new TimeOrderedUploadIds(CLOCK, new Random(1)))
            .over(new FakeStorage());
    firn.vaults().createVault(PHOTOS);
    return firn.multipartUploads();
  }

  @FuzzTest
  void a_marker_is_refused_or_a_position_in_the_vault(byte[] data) {
    String text = sealed(new String(data, UTF_8));
    Page<MultipartUpload> page;
    try {
      page =
          OPERATIONS.listMultipartUploads(PHOTOS, PageRequest.first().startingAt(new Marker(text)));
    } catch (InvalidParameterValueException refusal) {
      return;
    }
    UploadId position = UploadId.parse(text).orElseThrow();
    assertEquals(text, position.text());
    assertTrue(position.isSealedFor(PHOTOS));
    assertEquals(
        UPLOADS.stream().filter(upload -> upload.id().compareTo(position) >= 0).toList(),
        page.items());
  }

  /** Seals what begins with an exclamation mark, as no fuzzer guesses a seal. */
  private static String sealed(String text) {
    return text.startsWith("!")
        ? text.substring(1) + Seal.of(PHOTOS.sealPlace(), text.substring(1))
        : text;
  }
}
