// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a secret gives for one credential scope. */
final class SigningKey {
  private static final String HMAC = "HmacSHA256";

  /**
   * Holds the key, and is never fed: each signature takes a copy, which costs less than a new one.
   */
  private final Mac keyed;

  private SigningKey(byte[] bytes) {
    try {
      keyed = Mac.getInstance(HMAC);
      keyed.init(new SecretKeySpec(bytes, HMAC));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + HMAC, e);
    }
  }

  static SigningKey of(String secret, CredentialScope scope) {
    return new SigningKey(("AWS4" + secret).getBytes(UTF_8))
        .next(scope.day())
        .next(scope.region())
        .next(scope.service())
        .next(scope.end());
  }

  private SigningKey next(String text) {
    return new SigningKey(hmac(text));
  }

  /** Returns the signature in hexadecimal digits, lower-case. */
  String sign(String text) {
    return HexFormat.of().formatHex(hmac(text));
  }

  private byte[] hmac(String text) {
    try {
      return ((Mac) keyed.clone()).doFinal(text.getBytes(UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The platform's " + HMAC + " cannot be copied", e);
    }
  }
}
