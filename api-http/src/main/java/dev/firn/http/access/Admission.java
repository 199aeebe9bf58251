// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.access;

import dev.firn.domain.content.LinearHash;
import dev.firn.http.signature.SignedRequest;
import java.io.IOException;

/** Tells who makes a request, or refuses it. Thread-safe. */
@FunctionalInterface
public interface Admission {

  /** The hash of a request's whole body, for which it is read. */
  @FunctionalInterface
  interface BodyHash {
    /**
     * Reads the body.
     *
     * @throws IOException if it breaks off, or stalls
     */
    LinearHash compute() throws IOException;
  }

  /**
   * Tells who makes a request.
   *
   * @param bodyHash is asked only if the request does not declare the hash itself; if it does,
   *     whoever reads the body must hold it against that
   * @throws dev.firn.domain.error.GlacierException if that is nobody who is known
   * @throws IOException if the body breaks off, or stalls
   */
  Caller admit(SignedRequest request, BodyHash bodyHash) throws IOException;
}
