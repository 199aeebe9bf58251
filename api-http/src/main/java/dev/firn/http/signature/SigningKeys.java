// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import dev.firn.http.key.AccessKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the signing keys of the day, one for each access key. Thread-safe. */
final class SigningKeys {
  private static final int MOST = 10_000;

  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** Returns the signing key of an access key that exists. */
  SigningKey of(AccessKey key, CredentialScope scope) {
    Known before = known.get(key.id());
    if (before != null && before.key.equals(key) && before.scope.equals(scope)) {
      return before.signingKey;
    }
    // Keys come and go for as long as the server runs; beginning anew is cheaper than to tell which
    // have gone.
    if (known.size() >= MOST) {
      known.clear();
    }
    Known now = new Known(key, scope, SigningKey.of(key.secret(), scope));
    known.put(key.id(), now);
    return now.signingKey;
  }

  int size() {
    return known.size();
  }

  private record Known(AccessKey key, CredentialScope scope, SigningKey signingKey) {}
}
