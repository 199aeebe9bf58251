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

  private final SecretKeySpec key;

  private SigningKey(byte[] bytes) {
    key = new SecretKeySpec(bytes, HMAC);
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
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + HMAC, e);
    }
  }
}
