// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static dev.firn.http.signature.HandSigned.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.error.GlacierException;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is a refusal that the API has a name for. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostileRequestsTest {
  private static final String CHARACTERS = "aZ09 /=,;:%&+-._~\"'\\\t\r\n\0\u00e9\u0660\ud800\uffff";
  private static final String[] WORDS = {
    "AWS4-HMAC-SHA256",
    " ",
    ", ",
    "Credential=",
    "AKID/20260110/us-east-1/glacier/aws4_request",
    "SignedHeaders=",
    "host;x-amz-date;x-amz-glacier-version",
    "Signature=",
    "0".repeat(64),
    "/",
    ";"
  };

  private final SignatureVerifier verifier = HandSigned.verifier();
  private final Random random = new Random(403);

  @Test
  void garbage_is_refused() {
    for (int i = 0; i < 20_000; i++) {
      SampleRequest request = HandSigned.listing().with("Authorization", garbage());
      assertThrows(GlacierException.class, () -> request.verifiedBy(verifier), request::toString);
    }
  }

  @Test
  void a_damaged_authorization_is_refused_or_means_the_same() {
    SampleRequest good = HandSigned.signed(HandSigned.listing());
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      SampleRequest damaged = good.changing("Authorization", this::damaged);
      taken += taken(damaged) ? 1 : 0;
    }
    assertTrue(taken < 2_000, taken + " were taken");
  }

  @Test
  void other_headers_and_request_lines_may_be_garbage_too() {
    for (int i = 0; i < 5_000; i++) {
      SampleRequest request =
          HandSigned.signed(
              HandSigned.listing()
                  .withMethod(garbage())
                  .withPath(random.nextBoolean() ? garbage() : "/" + garbage())
                  .withQuery(garbage())
                  .changing("x-amz-glacier-version", version -> garbage())
                  .changing("Host", host -> garbage()));
      assertEquals(KEY, request.verifiedBy(verifier));
      for (String header :
          new String[] {"x-amz-date", "x-amz-content-sha256", "x-amz-security-token"}) {
        SampleRequest other = request.without(header).with(header, garbage());
        assertThrows(GlacierException.class, () -> other.verifiedBy(verifier), other::toString);
      }
    }
  }

  @Test
  void what_is_huge_is_refused_in_a_few_words() {
    SampleRequest good = HandSigned.signed(HandSigned.listing());
    for (String text : new String[] {"a", "/", ";", ",", "=", " .", "a;", "=,", "%"}) {
      String huge = text.repeat(1_000_000);
      assertRefusedBriefly(good.changing("Authorization", old -> old + huge));
      for (String header :
          new String[] {"x-amz-date", "x-amz-content-sha256", "x-amz-security-token"}) {
        assertRefusedBriefly(good.without(header).with(header, huge));
      }
    }
  }

  private void assertRefusedBriefly(SampleRequest request) {
    GlacierException refusal =
        assertThrows(GlacierException.class, () -> request.verifiedBy(verifier));
    assertTrue(String.valueOf(refusal.getMessage()).length() < 500);
  }

  private boolean taken(SampleRequest request) {
    try {
      return request.verifiedBy(verifier).equals(KEY);
    } catch (GlacierException refusal) {
      return false;
    }
  }

  private String garbage() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(random.nextBoolean() ? character() : WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private String damaged(String good) {
    StringBuilder text = new StringBuilder(good);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, character());
        case 2 -> text.setCharAt(at, character());
        default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
      }
    }
    return text.toString();
  }

  private char character() {
    return CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
  }
}
