// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/** What was signed, or the hash of it, is not what came. */
public final class InvalidSignatureException extends GlacierException {
  private InvalidSignatureException(String message) {
    super(message);
  }

  /** Returns the refusal of a payload whose linear hash is not the one that was declared. */
  public static InvalidSignatureException contentHash(String computed, String expected) {
    return new InvalidSignatureException(
        "The value passed in as x-amz-content-sha256 does not match the computed payload hash."
            + " Computed digest: "
            + computed
            + " expected hash: "
            + expected);
  }

  /** Returns the refusal of a declared linear hash that no payload can have. */
  public static InvalidSignatureException contentHash(String given) {
    return new InvalidSignatureException(
        "The value passed in as x-amz-content-sha256 is not a SHA-256 hash, 64 hexadecimal digits: "
            + given);
  }
}
