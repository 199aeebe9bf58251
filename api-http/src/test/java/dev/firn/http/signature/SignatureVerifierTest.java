// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static dev.firn.http.signature.HandSigned.KEY;
import static dev.firn.http.signature.HandSigned.OVER;
import static dev.firn.http.signature.HandSigned.TEMPORARY;
import static dev.firn.http.signature.HandSigned.authorization;
import static dev.firn.http.signature.HandSigned.listing;
import static dev.firn.http.signature.HandSigned.signed;
import static java.time.ZoneOffset.UTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.error.ExpiredTokenException;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.InvalidSignatureException;
import dev.firn.domain.error.MissingAuthenticationTokenException;
import dev.firn.domain.error.UnrecognizedClientException;
import dev.firn.domain.vault.Region;
import dev.firn.http.key.AccessKey;
import dev.firn.http.key.SessionToken;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verifier takes, what it refuses, and in which order. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SignatureVerifierTest {
  private static final String SIGNED = "host;x-amz-date;x-amz-glacier-version";
  private static final String SCOPE = "/20260110/us-east-1/glacier/aws4_request";
  private static final String ZEROS = "0".repeat(64);
  private static final String EMPTY_HASH =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";
  private static final String FORM =
      ". It must be AWS4-HMAC-SHA256 Credential=KEY-ID/YYYYMMDD/REGION/glacier/aws4_request,"
          + " SignedHeaders=NAME;NAME, Signature=64 hexadecimal digits.";

  private final SignatureVerifier verifier = HandSigned.verifier();

  private void assertTaken(AccessKey key, SampleRequest request) {
    assertEquals(key, request.verifiedBy(verifier));
  }

  private void assertRefused(
      Class<? extends GlacierException> refusal, String message, SampleRequest request) {
    assertEquals(message, assertThrows(refusal, () -> request.verifiedBy(verifier)).getMessage());
  }

  private void assertInvalid(String message, SampleRequest request) {
    assertRefused(InvalidSignatureException.class, message, request);
  }

  private static SampleRequest authorized(String credential, String signedHeaders) {
    return listing().with("Authorization", authorization(credential, signedHeaders, ZEROS));
  }

  private static SampleRequest rewritten(UnaryOperator<String> change) {
    return signed(listing()).changing("Authorization", change);
  }

  @Test
  void a_request_that_is_not_signed_lacks_authentication() {
    String message =
        "Missing Authentication Token. The request must be signed, in an Authorization header.";
    assertRefused(MissingAuthenticationTokenException.class, message, listing());
    assertRefused(
        MissingAuthenticationTokenException.class, message, listing().with("Authorization", " "));
    assertRefused(
        MissingAuthenticationTokenException.class,
        message,
        listing()
            .withQuery(
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20260110%2Fus-east-1"
                    + "%2Fglacier%2Faws4_request&X-Amz-Signature="
                    + ZEROS));
  }

  @Test
  void an_authorization_that_cannot_be_read_is_refused_with_its_fault() {
    assertInvalid(
        "The header Authorization was given more than once. Give it once.",
        signed(signed(listing())));
    assertInvalid(
        "The algorithm of the Authorization header is Basic. It must be AWS4-HMAC-SHA256.",
        listing().with("Authorization", "Basic dXNlcjpwYXNz"));
    for (String secret :
        List.of("x".repeat(500), "AWS4-HMAC-SHA256\tCredential=AKIA", "K7MDENG/b")) {
      assertInvalid(
          "The algorithm of the Authorization header is none. It must be AWS4-HMAC-SHA256.",
          listing().with("Authorization", secret));
    }
    assertUnreadable("it is longer than 8192 characters", text -> text + " ".repeat(9000) + ".");
    assertUnreadable("it has a component without '='", text -> "AWS4-HMAC-SHA256");
    assertUnreadable("it has a component without '='", text -> text + ",");
    assertUnreadable("it has a component twice", text -> text + ", Signature=" + ZEROS);
    assertUnreadable("it has no Credential", text -> text.replace("Credential", "credential"));
    assertUnreadable("it has no SignedHeaders", text -> text.replace("SignedHeaders", "S"));
    assertUnreadable("it has no Signature", text -> text.replaceAll(", Signature.*", ""));
    assertUnreadable(
        "it has more than Credential, SignedHeaders and Signature", text -> text + ", More=1");
    assertUnreadable(
        "its Signature is not 64 hexadecimal digits in lower case", text -> text + "0");
    assertUnreadable(
        "its Credential has 4 parts and not 5", text -> text.replace("/aws4_request", ""));
    assertUnreadable(
        "its Credential has 6 parts and not 5", text -> text.replace("AKID/", "AK/ID/"));
    assertUnreadable(
        "its SignedHeaders are not names in lower case with ';' between them",
        text -> text.replace("host;", "host;;"));
    assertUnreadable(
        "its SignedHeaders are not names in lower case with ';' between them",
        text -> text.replace("host;", "Host;"));
    assertUnreadable(
        "its SignedHeaders have a name twice", text -> text.replace("host;", "host;host;"));
  }

  private void assertUnreadable(String fault, UnaryOperator<String> change) {
    assertInvalid("The Authorization header cannot be read: " + fault + FORM, rewritten(change));
  }

  @Test
  void components_may_come_in_any_order_with_any_space() {
    assertTaken(KEY, rewritten(text -> text.replace(", ", ",")));
    assertTaken(
        KEY,
        rewritten(
            text ->
                text.replaceAll(
                    "(AWS4-HMAC-SHA256) (Credential=.*), (SignedHeaders=.*), (Signature=.*)",
                    "$1   $4  ,$3 , $2 ")));
  }

  @Test
  void headers_are_signed_in_the_clients_order() {
    assertTaken(KEY, signed(listing(), KEY, "x-amz-glacier-version;x-amz-date;host"));
    assertInvalid(
        MISMATCH,
        signed(listing(), KEY, "x-amz-glacier-version;x-amz-date;host")
            .changing(
                "Authorization",
                text -> text.replace("x-amz-glacier-version;x-amz-date;host", SIGNED)));
  }

  @Test
  void a_signed_header_that_did_not_come_is_an_empty_one() {
    assertTaken(KEY, signed(listing(), KEY, SIGNED + ";x-custom"));
    assertInvalid(
        MISMATCH,
        signed(listing().with("x-custom", "1"), KEY, SIGNED + ";x-custom").without("x-custom"));
  }

  @Test
  void a_key_that_is_not_there_is_refused_before_its_scope_is_looked_at() {
    assertRefused(
        UnrecognizedClientException.class,
        "The security token included in the request is invalid.",
        authorized("NOBODY/19990101/mars/s3/aws5", "accept"));
  }

  @Test
  void a_session_token_must_be_the_keys() {
    String all = SIGNED + ";x-amz-security-token";
    SampleRequest good = listing().with("x-amz-security-token", "token");
    assertTaken(TEMPORARY, signed(good, TEMPORARY, all));
    for (SampleRequest request :
        new SampleRequest[] {
          signed(listing(), TEMPORARY, SIGNED),
          signed(listing().with("x-amz-security-token", "Token"), TEMPORARY, all),
          signed(listing().with("x-amz-security-token", ""), TEMPORARY, all),
          signed(good, KEY, all)
        }) {
      assertRefused(
          UnrecognizedClientException.class,
          "The security token included in the request is invalid.",
          request);
    }
    assertInvalid(
        "The header x-amz-security-token is not among the SignedHeaders. The host, the date and the"
            + " x-amz- headers of the API must be.",
        signed(good, TEMPORARY, SIGNED));
  }

  @Test
  void a_session_token_ends_at_its_expiry() {
    SampleRequest request = listing().with("x-amz-security-token", "token");
    assertRefused(
        ExpiredTokenException.class,
        "The security token included in the request is expired. Ask for new credentials.",
        signed(request, OVER, SIGNED + ";x-amz-security-token"));
  }

  @ParameterizedTest
  @CsvSource({
    "/20260109/us-east-1/glacier/aws4_request, date, 20260109, 20260110",
    "/2026-01-10/us-east-1/glacier/aws4_request, date, 2026-01-10, 20260110",
    "/20260110/us-east-2/glacier/aws4_request, region, us-east-2, us-east-1",
    "/20260110/us-east-1/s3/aws4_request, service, s3, glacier",
    "/20260110/us-east-1/glacier/aws5_request, end, aws5_request, aws4_request",
    "/20260109/us-east-2/s3/aws5_request, date, 20260109, 20260110"
  })
  void a_scope_is_refused_with_its_first_wrong_part(
      String scope, String part, String given, String expected) {
    assertInvalid(
        "The " + part + " in the credential scope is " + given + ". It must be " + expected + ".",
        authorized(KEY.id() + scope, "accept"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20260110T115500Z", "20260110T120500Z"})
  void a_date_five_minutes_off_is_taken(String date) {
    assertTaken(KEY, signed(listing().changing("x-amz-date", now -> date)));
  }

  @Test
  void a_date_farther_off_is_refused_in_glaciers_words() {
    assertInvalid(
        "Signature expired: 20260110T115459Z is now earlier than 20260110T115500Z (20260110T120000Z"
            + " - 5 min.)",
        signed(listing().changing("x-amz-date", now -> "20260110T115459Z")));
    assertInvalid(
        "Signature not yet current: 20260110T120501Z is still later than 20260110T120500Z"
            + " (20260110T120000Z + 5 min.)",
        signed(listing().changing("x-amz-date", now -> "20260110T120501Z")));
  }

  @Test
  void a_date_header_serves_where_there_is_no_other_in_either_form() {
    for (String date : new String[] {HandSigned.DATE, "Sat, 10 Jan 2026 12:00:00 GMT"}) {
      SampleRequest request = listing().without("x-amz-date").with("Date", date);
      assertTaken(KEY, signed(request, KEY, "date;host;x-amz-glacier-version"));
    }
  }

  @Test
  void of_both_dates_that_of_x_amz_date_counts_and_must_be_signed() {
    SampleRequest both = listing().with("Date", "Thu, 01 Jan 1970 00:00:00 GMT");
    assertTaken(KEY, signed(both, KEY, SIGNED + ";date"));
    assertInvalid(
        "The header x-amz-date is not among the SignedHeaders. The host, the date and the x-amz-"
            + " headers of the API must be.",
        signed(both, KEY, "date;host;x-amz-glacier-version"));
  }

  @Test
  void what_is_no_date_is_refused() {
    assertInvalid(
        "The request has no date. It must have x-amz-date, as YYYYMMDDTHHMMSSZ, or Date.",
        signed(listing().without("x-amz-date")));
    for (String date :
        new String[] {
          "",
          "now",
          "20260230T000000Z",
          "20260110T240000Z",
          "2026-01-10T12:00:00Z",
          "\u0662\u0660260110T120000Z"
        }) {
      assertInvalid(
          "The header x-amz-date is not a date: "
              + date
              + ". It must be YYYYMMDDTHHMMSSZ, such as 20120525T002453Z.",
          signed(listing().changing("x-amz-date", now -> date)));
    }
    assertInvalid(
        "The header date is not a date: Fri, 10 Jan 2026 12:00:00 GMT. It must be YYYYMMDDTHHMMSSZ,"
            + " such as 20120525T002453Z, or Fri, 25 May 2012 00:24:53 GMT.",
        signed(
            listing().without("x-amz-date").with("Date", "Fri, 10 Jan 2026 12:00:00 GMT"),
            KEY,
            "date;host;x-amz-glacier-version"));
    assertInvalid(
        "The header x-amz-date was given more than once. Give it once.",
        signed(listing()).with("x-amz-date", HandSigned.DATE));
  }

  @Test
  void the_host_and_what_the_api_acts_on_must_be_signed_and_be_there_once() {
    assertInvalid(
        "The header host is not among the SignedHeaders. The host, the date and the x-amz- headers"
            + " of the API must be.",
        signed(listing(), KEY, "x-amz-date;x-amz-glacier-version"));
    for (String header : SignedHeaders.OF_THE_API) {
      if (!header.equals("x-amz-security-token")) {
        SampleRequest request = listing().without(header).with(header, "a,b");
        String others = SIGNED.replace(";" + header, "");
        assertInvalid(
            "The header "
                + header
                + " is not among the SignedHeaders. The host, the date and the x-amz- headers of the"
                + " API must be.",
            signed(request, KEY, others));
        assertInvalid(
            "The header " + header + " was given more than once. Give it once.",
            signed(request, KEY, others + ";" + header)
                .without(header)
                .with(header, "a")
                .with(header, "b"));
      }
    }
    assertTaken(KEY, signed(listing().with("x-amz-unknown", "1")));
  }

  @Test
  void a_declared_hash_is_there_before_the_body_and_is_held_against_it() {
    SampleRequest request = signed(listing().with("x-amz-content-sha256", EMPTY_HASH));
    SignatureClaim claim = verifier.claim(request.asReceived());
    assertEquals(Optional.of(request.bodyHash()), claim.declaredHash());
    assertEquals(KEY, claim.verify(claim.declaredHash().orElseThrow()));
    SampleRequest other = request.withBody("other");
    assertInvalid(
        "The value passed in as x-amz-content-sha256 does not match the computed payload hash."
            + " Computed digest: "
            + other.bodyHash()
            + " expected hash: "
            + EMPTY_HASH,
        other);
  }

  @Test
  void a_declared_hash_in_capital_digits_is_signed_as_it_stands() {
    String capitals = EMPTY_HASH.toUpperCase(Locale.ROOT);
    SampleRequest request = signed(listing().with("x-amz-content-sha256", capitals));
    assertTaken(KEY, request);
    assertInvalid(MISMATCH, request.changing("x-amz-content-sha256", hash -> EMPTY_HASH));
  }

  @Test
  void where_no_hash_is_declared_the_bodys_is_signed() {
    SampleRequest request = signed(listing().withBody("{}"));
    assertTrue(verifier.claim(request.asReceived()).declaredHash().isEmpty());
    assertTaken(KEY, request);
    assertInvalid(MISMATCH, request.withBody("{ }"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "", "12ab"})
  void a_payload_that_is_not_hashed_is_refused_before_the_signature_is_looked_at(String declared) {
    assertInvalid(
        "The value passed in as x-amz-content-sha256 is not a SHA-256 hash, 64 hexadecimal digits: "
            + declared,
        authorized(KEY.id() + SCOPE, SIGNED).with("x-amz-content-sha256", declared));
  }

  @Test
  void a_signature_that_is_wrong_is_refused_in_glaciers_words() {
    assertInvalid(MISMATCH, authorized(KEY.id() + SCOPE, SIGNED));
    assertInvalid(
        MISMATCH,
        rewritten(text -> text.substring(0, text.length() - 1) + (text.endsWith("0") ? "1" : "0")));
  }

  @Test
  void a_key_may_come_change_and_go_while_the_server_runs() {
    AtomicReference<Optional<AccessKey>> known = new AtomicReference<>(Optional.empty());
    SignatureVerifier asking =
        new SignatureVerifier(
            new Region("us-east-1"), Clock.fixed(HandSigned.NOW, UTC), id -> known.get());
    AccessKey changed = new AccessKey(KEY.id(), "changed", Optional.empty());
    SampleRequest before = signed(listing(), KEY, SIGNED);
    SampleRequest after = signed(listing(), changed, SIGNED);
    assertThrows(UnrecognizedClientException.class, () -> before.verifiedBy(asking));
    known.set(Optional.of(KEY));
    assertEquals(KEY, before.verifiedBy(asking));
    assertThrows(InvalidSignatureException.class, () -> after.verifiedBy(asking));
    known.set(Optional.of(changed));
    assertEquals(changed, after.verifiedBy(asking));
    assertThrows(InvalidSignatureException.class, () -> before.verifiedBy(asking));
    known.set(Optional.empty());
    assertThrows(UnrecognizedClientException.class, () -> after.verifiedBy(asking));
  }

  @Test
  void signing_keys_are_remembered_within_bounds() {
    SigningKeys keys = new SigningKeys();
    CredentialScope today = new CredentialScope("20260110", "us-east-1", "glacier", "aws4_request");
    CredentialScope tomorrow =
        new CredentialScope("20260111", "us-east-1", "glacier", "aws4_request");
    SigningKey first = keys.of(KEY, today);
    assertTrue(first == keys.of(KEY, today), "the same day is not computed again");
    assertFalse(first.sign("").equals(keys.of(KEY, tomorrow).sign("")));
    for (int i = 0; i < 25_000; i++) {
      keys.of(new AccessKey("AKID" + i, "secret", Optional.empty()), today);
      assertTrue(keys.size() <= 10_000);
    }
  }

  @Test
  void secrets_are_not_printed() {
    AccessKey key =
        new AccessKey("ASIA", "hush", Optional.of(new SessionToken("quiet", HandSigned.NOW)));
    assertEquals("AccessKey[ASIA, SessionToken[until 2026-01-10T12:00:00.999Z]]", key.toString());
    assertEquals("AccessKey[AKID]", KEY.toString());
  }

  @Test
  void what_cannot_be_an_access_key_is_refused() {
    for (String id : new String[] {"", "a/b", "a b", "a,b", "\u00e9", "x".repeat(129)}) {
      assertThrows(
          IllegalArgumentException.class, () -> new AccessKey(id, "secret", Optional.empty()));
    }
    assertThrows(IllegalArgumentException.class, () -> new AccessKey("a", "", Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> new SessionToken("", HandSigned.NOW));
  }
}
