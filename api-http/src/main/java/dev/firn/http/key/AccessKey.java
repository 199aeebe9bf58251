// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.key;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a caller signs requests with.
 *
 * @param id what names the key in a request; no secret
 * @param secret what the caller and the server alone know
 * @param session the token that must come with the key, if the key is a temporary one
 */
public record AccessKey(String id, String secret, Optional<SessionToken> session) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the id cannot stand in a request, or the secret is empty
   */
  public AccessKey {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "Invalid access key ID: "
              + id
              + ". It must be 1 to 128 of A-Z, a-z, 0-9, '_', '.' and '-'.");
    }
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("The secret of the access key " + id + " is empty.");
    }
  }

  /** Returns the id, and whether the key is a temporary one; never the secret. */
  @Override
  public String toString() {
    return "AccessKey[" + id + session.map(token -> ", " + token).orElse("") + "]";
  }
}
