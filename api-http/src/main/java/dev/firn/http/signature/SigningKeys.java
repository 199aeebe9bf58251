// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the signing keys of the day, one for each access key. Thread-safe. */
final class SigningKeys {
  private static final int MOST = 10_000;

  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** Returns the signing key of an access key that exists. */
  SigningKey of(AccessKey key, CredentialScope scope) {
    Known before = known.get(key.id());
    if (before != null && before.isOf(key, scope)) {
      return before.signingKey;
    }
    // Keys come and go for as long as the server runs; beginning anew is cheaper than to tell which
    // have gone.
    if (known.size() >= MOST) {
      known.clear();
    }
    Known now = new Known(key.secret(), scope, SigningKey.of(key.secret(), scope));
    known.put(key.id(), now);
    return now.signingKey;
  }

  int size() {
    return known.size();
  }

  private record Known(String secret, CredentialScope scope, SigningKey signingKey) {
    boolean isOf(AccessKey key, CredentialScope otherScope) {
      return secret.equals(key.secret()) && scope.equals(otherScope);
    }
  }
}
