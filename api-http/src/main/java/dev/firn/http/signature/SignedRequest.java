// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import dev.firn.domain.error.InvalidSignatureException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What of a request is verified. All of it must be as it was received: a front that rewrites a path
 * or a header breaks the signature.
 *
 * @param method the method, as in the request line
 * @param path the path, as in the request line, still encoded
 * @param query what stands behind the question mark in the request line, still encoded; empty if
 *     there is none
 * @param headers gives all values of a header in their order, by its name in whatever case; none if
 *     it is not there
 */
public record SignedRequest(
    String method, String path, String query, Function<String, List<String>> headers) {

  /**
   * Returns the value of a header that has no more than one, without space around it.
   *
   * @throws InvalidSignatureException if it has
   */
  Optional<String> header(String name) {
    List<String> values = headers.apply(name);
    if (values.size() > 1) {
      throw InvalidSignatureException.repeated(name);
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0).strip());
  }
}
