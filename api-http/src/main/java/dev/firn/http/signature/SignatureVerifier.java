// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.domain.error.ExpiredTokenException;
import dev.firn.domain.error.InvalidSignatureException;
import dev.firn.domain.error.MissingAuthenticationTokenException;
import dev.firn.domain.error.UnrecognizedClientException;
import dev.firn.domain.vault.Region;
import dev.firn.http.key.AccessKey;
import dev.firn.http.key.SessionToken;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells who signed a request, by AWS Signature Version 4. A server has one of these. Thread-safe.
 *
 * <pre>{@code
 * SignatureClaim claim = verifier.claim(request);
 * AccessKey signer = claim.verify(claim.declaredHash().orElseGet(() -> hashOfBody()));
 * }</pre>
 */
public final class SignatureVerifier {
  private final Region region;
  private final String service;
  private final Clock clock;
  private final Function<String, Optional<AccessKey>> keys;
  private final SigningKeys signingKeys = new SigningKeys();

  /**
   * Creates a verifier.
   *
   * @param region what requests must be signed for
   * @param clock what the dates of requests and the expiry of tokens are held against
   * @param keys finds an access key by whatever text a client gives as its id. It is asked for each
   *     request, so that a key may come, change and go at any time
   */
  public SignatureVerifier(Region region, Clock clock, Function<String, Optional<AccessKey>> keys) {
    this(region, "glacier", clock, keys);
  }

  SignatureVerifier(
      Region region, String service, Clock clock, Function<String, Optional<AccessKey>> keys) {
    this.region = region;
    this.service = service;
    this.clock = clock;
    this.keys = keys;
  }

  /**
   * Checks of a request all that can be checked without its body and the secret: in this order the
   * Authorization header, the access key, the session token, the credential scope, the date, which
   * headers are signed, and the form of the payload's declared hash.
   *
   * @throws MissingAuthenticationTokenException if there is no Authorization header, and so also if
   *     the signature is in the query
   * @throws UnrecognizedClientException if the access key is not known, or the session token is not
   *     the key's
   * @throws ExpiredTokenException if it was the key's until now
   * @throws InvalidSignatureException if anything else is wrong
   */
  public SignatureClaim claim(SignedRequest request) {
    Authorization authorization = Authorization.of(request);
    // That a key is unknown shows in the answer, so it need not be hidden in the time it takes.
    AccessKey key =
        keys.apply(authorization.keyId()).orElseThrow(UnrecognizedClientException::credentials);
    Instant now = clock.instant();
    checkToken(key, request.header("x-amz-security-token"), now);
    RequestDate date = RequestDate.of(request);
    authorization
        .scope()
        .mustBe(new CredentialScope(date.day(), region.value(), service, CredentialScope.END));
    date.mustBeFreshAt(now);
    authorization.signedHeaders().mustCover(request, date.header());
    Optional<String> declared = request.header("x-amz-content-sha256");
    return new SignatureClaim(request, authorization, date, declared, key, signingKeys);
  }

  private static void checkToken(AccessKey key, Optional<String> given, Instant now) {
    if (key.session().isEmpty() && given.isEmpty()) {
      return;
    }
    SessionToken expected = key.session().orElseThrow(UnrecognizedClientException::credentials);
    boolean same =
        MessageDigest.isEqual(expected.text().getBytes(UTF_8), given.orElse("").getBytes(UTF_8));
    if (!same) {
      throw UnrecognizedClientException.credentials();
    }
    if (!now.isBefore(expected.expiry())) {
      throw ExpiredTokenException.sessionToken();
    }
  }
}
