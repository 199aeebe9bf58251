// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static java.time.ZoneOffset.UTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.error.GlacierException;
import dev.firn.domain.vault.Region;
import dev.firn.http.key.AccessKey;
import dev.firn.http.key.SessionToken;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the AWS SDK's own signer has signed is verified as it is, and in no other form. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SignatureOracleTest {
  private static final int REQUESTS = 3000;
  private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, UTC);
  private static final AccessKey LASTING =
      new AccessKey("AKIDLASTING", "s/+=cret", Optional.empty());
  private static final AccessKey TEMPORARY =
      new AccessKey(
          "ASIATEMPORARY",
          "other secret",
          Optional.of(new SessionToken("token/+==", NOW.plusSeconds(1))));
  private static final String MISMATCH = "The request signature we calculated does not match";

  private final Random random = new Random(20120601);
  private final RandomRequests requests = new RandomRequests(20120601);
  private final SignatureVerifier verifier =
      verifier("eu-west-1", LASTING.secret(), TEMPORARY.secret());

  private static SignatureVerifier verifier(
      String region, String lastingSecret, String temporarySecret) {
    List<AccessKey> keys =
        List.of(
            new AccessKey(LASTING.id(), lastingSecret, LASTING.session()),
            new AccessKey(TEMPORARY.id(), temporarySecret, TEMPORARY.session()));
    return new SignatureVerifier(
        new Region(region),
        CLOCK,
        id -> keys.stream().filter(key -> key.id().equals(id)).findFirst());
  }

  private AccessKey anyKey() {
    return random.nextBoolean() ? LASTING : TEMPORARY;
  }

  @Test
  void what_the_sdk_signs_is_verified() {
    for (int i = 0; i < REQUESTS; i++) {
      AccessKey key = anyKey();
      SampleRequest request = requests.next(key, "eu-west-1", CLOCK);
      try {
        assertEquals(key, request.verifiedBy(verifier));
      } catch (GlacierException refusal) {
        throw new AssertionError("Refused number " + i + ": " + request, refusal);
      }
    }
  }

  @Test
  void what_was_changed_on_the_way_is_refused() {
    for (int i = 0; i < REQUESTS / 3; i++) {
      SampleRequest request = requests.next(anyKey(), "eu-west-1", CLOCK);
      assertRefused(MISMATCH, request.withMethod(request.method().equals("GET") ? "PUT" : "GET"));
      assertRefused(MISMATCH, request.withPath(request.path() + "z"));
      assertRefused(
          MISMATCH, request.withQuery(request.query().isEmpty() ? "z" : request.query() + "&z"));
      if (!request.query().isEmpty()) {
        assertRefused(MISMATCH, request.withQuery(request.query() + "z"));
        assertRefused(MISMATCH, request.withQuery(""));
      }
      String header = signedHeader(request);
      assertRefused(MISMATCH, request.changing(header, value -> value + "z"));
      assertRefused(
          MISMATCH, request.changing("x-amz-date", value -> value.replace("120000", "120001")));
      assertRefused(
          MISMATCH,
          request
              .withBody(request.body() + "z")
              .changing(
                  "x-amz-content-sha256",
                  value -> request.withBody(request.body() + "z").bodyHash().hex()));
      assertRefused(
          "The value passed in as x-amz-content-sha256 does not match the computed payload hash.",
          request.withBody(request.body() + "z"));
    }
  }

  /** The date, the token and the hash have refusals of their own. */
  private String signedHeader(SampleRequest request) {
    String names = request.header("authorization").replaceAll(".*SignedHeaders=|,.*", "");
    List<String> candidates =
        List.of(names.split(";", -1)).stream()
            .filter(
                name ->
                    !List.of("x-amz-date", "x-amz-security-token", "x-amz-content-sha256")
                        .contains(name))
            .toList();
    assertTrue(candidates.contains("host") && candidates.contains("x-amz-glacier-version"));
    return candidates.get(random.nextInt(candidates.size()));
  }

  @Test
  void what_is_signed_by_another_or_for_elsewhere_is_refused() {
    SignatureVerifier otherSecrets = verifier("eu-west-1", "S/+=cret", "Other secret");
    SignatureVerifier otherRegion = verifier("eu-west-2", LASTING.secret(), TEMPORARY.secret());
    for (int i = 0; i < REQUESTS / 10; i++) {
      AccessKey key = anyKey();
      SampleRequest request = requests.next(key, "eu-west-1", CLOCK);
      assertRefused(MISMATCH, request, otherSecrets);
      assertRefused(
          "The region in the credential scope is eu-west-1. It must be eu-west-2.",
          request,
          otherRegion);
      assertRefused(
          "The security token included in the request is invalid.",
          key.session().isPresent()
              ? request.changing("x-amz-security-token", value -> value.toUpperCase(Locale.ROOT))
              : request.with("x-amz-security-token", "token/+=="));
    }
  }

  private void assertRefused(String beginning, SampleRequest request) {
    assertRefused(beginning, request, verifier);
  }

  private static void assertRefused(
      String beginning, SampleRequest request, SignatureVerifier verifier) {
    GlacierException refusal =
        assertThrows(GlacierException.class, () -> request.verifiedBy(verifier), request::toString);
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith(beginning),
        () -> refusal.getMessage() + " at " + request);
  }
}
