// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

/**
 * A request that is one too many, and may be tried again: the API's {@code ThrottlingException}.
 */
public final class ThrottlingException extends RuntimeException {

  /** Creates the refusal. */
  ThrottlingException() {
    super("All places for downloads are taken");
  }
}
