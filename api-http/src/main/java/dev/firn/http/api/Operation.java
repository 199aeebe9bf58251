// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import dev.firn.domain.access.RequestContext;
import java.io.IOException;

/**
 * One operation of the API: reads a call, does one thing in the domain, and writes the answer.
 * Thread-safe.
 */
@FunctionalInterface
public interface Operation {

  /**
   * Answers a call.
   *
   * @throws dev.firn.domain.error.GlacierException if the call is refused
   * @throws dev.firn.domain.error.StorageException if the storage fails
   * @throws IOException if the body breaks off, or stalls
   */
  Answer handle(Call call) throws IOException;

  /**
   * Returns what conditions of policies can ask about a call; is called before it is known that the
   * caller may make it, and must tell them nothing: what it throws is not told.
   *
   * @param context what they can ask about every call
   * @throws IOException if the body breaks off, or stalls
   */
  default RequestContext context(Call call, RequestContext context) throws IOException {
    return context;
  }
}
