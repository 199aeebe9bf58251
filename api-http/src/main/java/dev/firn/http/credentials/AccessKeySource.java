// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import dev.firn.http.key.AccessKey;
import dev.firn.http.key.SessionToken;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes access keys that look like Amazon's, as some clients check, and that nobody can guess.
 * Thread-safe.
 */
public final class AccessKeySource {
  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int ID_LENGTH = 16;

  /** Give 40 characters of base64. */
  private static final int SECRET_BYTES = 30;

  /** Give 128 characters of base64. */
  private static final int TOKEN_BYTES = 96;

  private final SecureRandom random = new SecureRandom();

  /** Returns a new key; a temporary one if it has an expiry. */
  public AccessKey next(Optional<Instant> expiry) {
    return new AccessKey(
        expiry.isPresent() ? id("ASIA") : id("AKIA"),
        text(SECRET_BYTES),
        expiry.map(time -> new SessionToken(text(TOKEN_BYTES), time)));
  }

  private String id(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
    }
    return id.toString();
  }

  private String text(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
