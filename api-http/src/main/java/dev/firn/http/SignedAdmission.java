// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.domain.content.LinearHash;
import dev.firn.domain.error.UnrecognizedClientException;
import dev.firn.domain.vault.Region;
import dev.firn.http.access.Admission;
import dev.firn.http.access.Caller;
import dev.firn.http.credentials.Credential;
import dev.firn.http.credentials.Credentials;
import dev.firn.http.key.AccessKey;
import dev.firn.http.signature.SignatureClaim;
import dev.firn.http.signature.SignatureVerifier;
import dev.firn.http.signature.SignedRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Admits who has signed with an access key that is in force: see {@link SignatureVerifier}. */
final class SignedAdmission implements Admission {
  private final Supplier<Credentials> credentials;
  private final SignatureVerifier verifier;

  /**
   * Creates it.
   *
   * @param credentials gives those that are in force, each time anew
   */
  SignedAdmission(Region region, Clock clock, Supplier<Credentials> credentials) {
    this.credentials = credentials;
    this.verifier =
        new SignatureVerifier(region, clock, id -> credentials.get().find(id).map(Credential::key));
  }

  @Override
  public Caller admit(SignedRequest request, BodyHash bodyHash) throws IOException {
    SignatureClaim claim = verifier.claim(request);
    Optional<LinearHash> declared = claim.declaredHash();
    AccessKey key = claim.verify(declared.isPresent() ? declared.get() : bodyHash.compute());
    return credentials
        .get()
        .find(key.id())
        // Not another's who was given the same id at this moment.
        .filter(credential -> credential.key().equals(key))
        .map(credential -> Caller.known(credential.principal(), credential.policies()))
        .orElseThrow(UnrecognizedClientException::credentials);
  }
}
