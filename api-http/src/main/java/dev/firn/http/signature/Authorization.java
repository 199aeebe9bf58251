// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import com.google.common.base.CharMatcher;
import dev.firn.domain.error.InvalidSignatureException;
import dev.firn.domain.error.MissingAuthenticationTokenException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An Authorization header, taken apart.
 *
 * @param keyId the id of an access key that may or may not exist
 * @param signature 64 hexadecimal digits, as the client gave them
 */
record Authorization(
    String keyId, CredentialScope scope, SignedHeaders signedHeaders, String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final int MOST_CHARACTERS = 8 << 10;
  private static final int SIGNATURE_DIGITS = 64;
  private static final CharMatcher LOWER_HEX =
      CharMatcher.inRange('0', '9').or(CharMatcher.inRange('a', 'f'));

  /**
   * Reads the header of a request.
   *
   * @throws MissingAuthenticationTokenException if there is none
   * @throws InvalidSignatureException if there are several, or it cannot be read
   */
  static Authorization of(SignedRequest request) {
    String text =
        request
            .header("Authorization")
            .filter(value -> !value.isEmpty())
            .orElseThrow(MissingAuthenticationTokenException::authorization);
    if (text.length() > MOST_CHARACTERS) {
      throw InvalidSignatureException.authorization(
          "it is longer than " + MOST_CHARACTERS + " characters");
    }
    int space = text.indexOf(' ');
    String algorithm = space < 0 ? text : text.substring(0, space);
    if (!algorithm.equals(ALGORITHM)) {
      throw InvalidSignatureException.algorithm(algorithm, ALGORITHM);
    }
    return of(components(text.substring(ALGORITHM.length())));
  }

  private static Authorization of(Map<String, String> components) {
    String credential = component(components, "Credential");
    SignedHeaders signedHeaders = SignedHeaders.parse(component(components, "SignedHeaders"));
    String signature = component(components, "Signature");
    if (components.size() > 3) {
      throw InvalidSignatureException.authorization(
          "it has more than Credential, SignedHeaders and Signature");
    }
    if (signature.length() != SIGNATURE_DIGITS || !LOWER_HEX.matchesAllOf(signature)) {
      throw InvalidSignatureException.authorization(
          "its Signature is not 64 hexadecimal digits in lower case");
    }
    String[] parts = credential.split("/", -1);
    if (parts.length != 5) {
      throw InvalidSignatureException.authorization(
          "its Credential has " + parts.length + " parts and not 5");
    }
    return new Authorization(
        parts[0],
        new CredentialScope(parts[1], parts[2], parts[3], parts[4]),
        signedHeaders,
        signature);
  }

  /** Some clients put a space behind each comma, and some none. */
  private static Map<String, String> components(String text) {
    Map<String, String> components = new HashMap<>();
    for (String component : text.split(",", -1)) {
      int equals = component.indexOf('=');
      if (equals < 0) {
        throw InvalidSignatureException.authorization("it has a component without '='");
      }
      String name = component.substring(0, equals).strip();
      if (components.putIfAbsent(name, component.substring(equals + 1).strip()) != null) {
        throw InvalidSignatureException.authorization("it has a component twice");
      }
    }
    return components;
  }

  private static String component(Map<String, String> components, String name) {
    return Optional.ofNullable(components.get(name))
        .orElseThrow(() -> InvalidSignatureException.authorization("it has no " + name));
  }
}
