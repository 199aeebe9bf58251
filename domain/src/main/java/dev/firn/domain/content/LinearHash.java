// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The SHA-256 hash of bytes from their first to their last: what the API calls {@code
 * x-amz-content-sha256}.
 *
 * @param hex 64 hexadecimal digits, lower-case
 */
public record LinearHash(String hex) {

  /**
   * Turns capital digits into small ones.
   *
   * @throws IllegalArgumentException if the text is not 64 hexadecimal digits
   */
  public LinearHash {
    hex = Sha256.requireHex(hex);
  }

  /** Returns the hash that a text is, or empty if it is none. */
  public static Optional<LinearHash> parse(String text) {
    return Sha256.isHex(text) ? Optional.of(new LinearHash(text)) : Optional.empty();
  }

  /** Returns the hash of some bytes. */
  public static LinearHash of(byte[] bytes) {
    return new LinearHash(HexFormat.of().formatHex(Sha256.digest().digest(bytes)));
  }

  @Override
  public String toString() {
    return hex;
  }
}
