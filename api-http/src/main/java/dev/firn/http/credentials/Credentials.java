// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The access keys of all accounts and their users: one whole, unmodifiable version of a credentials
 * file.
 */
public final class Credentials {
  private final Map<String, Credential> byAccessKeyId;

  private Credentials(Map<String, Credential> byAccessKeyId) {
    this.byAccessKeyId = Map.copyOf(byAccessKeyId);
  }

  /**
   * Returns the credentials of these keys.
   *
   * @throws IllegalArgumentException if two keys have the same id
   */
  public static Credentials of(List<Credential> keys) {
    Map<String, Credential> byAccessKeyId = new HashMap<>();
    for (Credential credential : keys) {
      if (byAccessKeyId.put(credential.key().id(), credential) != null) {
        throw new IllegalArgumentException(
            "Two keys have the id " + credential.key().id() + ". Each needs one of its own.");
      }
    }
    return new Credentials(byAccessKeyId);
  }

  /**
   * Reads what stands in a credentials file.
   *
   * @throws MalformedCredentialsException if anything in it is not as it should be; the message
   *     says where, and what would be right
   */
  public static Credentials read(byte[] json) throws MalformedCredentialsException {
    return of(CredentialsReader.read(json));
  }

  /** Returns the key with the id; whether it has expired is for the caller to see. */
  public Optional<Credential> find(String accessKeyId) {
    return Optional.ofNullable(byAccessKeyId.get(accessKeyId));
  }

  /** Returns how many keys there are. */
  public int size() {
    return byAccessKeyId.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Credentials that && byAccessKeyId.equals(that.byAccessKeyId);
  }

  @Override
  public int hashCode() {
    return byAccessKeyId.hashCode();
  }

  /** Returns how many keys there are, and nothing of them. */
  @Override
  public String toString() {
    return "Credentials[" + size() + " keys]";
  }
}
