// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.domain.content.LinearHash;
import dev.firn.domain.error.InvalidSignatureException;
import dev.firn.http.key.AccessKey;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A request's claim to come from the holder of an access key. All about it has been checked but the
 * signature, which needs the hash of the payload; until then nothing that the request says is true.
 */
public final class SignatureClaim {
  private final SignedRequest request;
  private final Authorization authorization;
  private final RequestDate date;
  private final Optional<String> declared;
  private final Optional<LinearHash> declaredHash;
  private final AccessKey key;
  private final SigningKeys signingKeys;

  /** Checks the form of the hash that is declared. */
  SignatureClaim(
      SignedRequest request,
      Authorization authorization,
      RequestDate date,
      Optional<String> declared,
      AccessKey key,
      SigningKeys signingKeys) {
    this.request = request;
    this.authorization = authorization;
    this.date = date;
    this.declared = declared;
    this.declaredHash = declared.map(SignatureClaim::hash);
    this.key = key;
    this.signingKeys = signingKeys;
  }

  private static LinearHash hash(String declared) {
    return LinearHash.parse(declared)
        .orElseThrow(() -> InvalidSignatureException.contentHash(declared));
  }

  /**
   * Returns the payload's hash as {@code x-amz-content-sha256} declares it. If there is one, the
   * signature can be checked before anything of the body has come, and whoever reads the body must
   * hold it against this hash. If there is none, the body must be read and hashed first.
   */
  public Optional<LinearHash> declaredHash() {
    return declaredHash;
  }

  /**
   * Checks the signature.
   *
   * @param payloadHash the declared hash, or that of the whole body
   * @return the access key that the request was signed with
   * @throws InvalidSignatureException if the signature is another, or the hash is another than the
   *     declared one
   */
  public AccessKey verify(LinearHash payloadHash) {
    if (declaredHash.isPresent() && !declaredHash.get().equals(payloadHash)) {
      throw InvalidSignatureException.contentHash(payloadHash.hex(), declaredHash.get().hex());
    }
    // A declared hash is signed as it stands in its header, be its digits capital.
    String canonical =
        CanonicalRequest.of(
            request, authorization.signedHeaders(), declared.orElse(payloadHash.hex()));
    CredentialScope scope = authorization.scope();
    String toSign =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            date.text(),
            scope.text(),
            LinearHash.of(canonical.getBytes(UTF_8)).hex());
    String signature = signingKeys.of(key, scope).sign(toSign);
    if (!MessageDigest.isEqual(
        signature.getBytes(US_ASCII), authorization.signature().getBytes(US_ASCII))) {
      throw InvalidSignatureException.signature();
    }
    return key;
  }
}
