// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import dev.firn.domain.content.LinearHash;
import dev.firn.domain.vault.Region;
import dev.firn.http.key.AccessKey;
import dev.firn.http.key.SessionToken;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests that are signed in ways in which no SDK does it. */
final class HandSigned {
  static final Instant NOW = Instant.parse("2026-01-10T12:00:00.999Z");
  static final String DATE = "20260110T120000Z";
  static final AccessKey KEY = new AccessKey("AKID", "secret", Optional.empty());
  static final AccessKey TEMPORARY =
      new AccessKey("ASIA", "secret", Optional.of(new SessionToken("token", NOW.plusMillis(1))));
  static final AccessKey OVER =
      new AccessKey("ASIAOVER", "secret", Optional.of(new SessionToken("token", NOW)));

  private HandSigned() {}

  static SignatureVerifier verifier() {
    return new SignatureVerifier(
        new Region("us-east-1"),
        Clock.fixed(NOW, UTC),
        id -> Stream.of(KEY, TEMPORARY, OVER).filter(key -> key.id().equals(id)).findFirst());
  }

  /** Returns a request that lacks nothing but the signature. */
  static SampleRequest listing() {
    return new SampleRequest("GET", "/-/vaults", "limit=1")
        .with("Host", "localhost")
        .with("x-amz-date", DATE)
        .with("x-amz-glacier-version", "2012-06-01");
  }

  static SampleRequest signed(SampleRequest request) {
    return signed(request, KEY, "host;x-amz-date;x-amz-glacier-version");
  }

  /** Signs the request for the date of now, or for another if it has another. */
  static SampleRequest signed(SampleRequest request, AccessKey key, String signedHeaders) {
    String amzDate = request.header("x-amz-date");
    String date = amzDate.matches("[0-9]{8}T[0-9]{6}Z") ? amzDate : DATE;
    CredentialScope scope =
        new CredentialScope(date.substring(0, 8), "us-east-1", "glacier", "aws4_request");
    String declared = request.header("x-amz-content-sha256");
    String canonical =
        CanonicalRequest.of(
            request.asReceived(),
            SignedHeaders.parse(signedHeaders),
            declared.isEmpty() ? request.bodyHash().hex() : declared);
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + date
            + "\n"
            + scope.text()
            + "\n"
            + LinearHash.of(canonical.getBytes(UTF_8)).hex();
    return request.with(
        "Authorization",
        authorization(
            key.id() + "/" + scope.text(),
            signedHeaders,
            SigningKey.of(key.secret(), scope).sign(toSign)));
  }

  static String authorization(String credential, String signedHeaders, String signature) {
    return "AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=%s, Signature=%s"
        .formatted(credential, signedHeaders, signature);
  }
}
