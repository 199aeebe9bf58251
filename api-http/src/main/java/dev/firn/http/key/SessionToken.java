// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.key;

import java.time.Instant;

/**
 * What makes an access key a temporary one.
 *
 * @param text what each request must carry in {@code x-amz-security-token}; as secret as a password
 * @param expiry the first moment at which it is not good any more
 */
public record SessionToken(String text, Instant expiry) {
  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  public SessionToken {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("The session token is empty.");
    }
  }

  /** Returns the expiry; never the text. */
  @Override
  public String toString() {
    return "SessionToken[until " + expiry + "]";
  }
}
