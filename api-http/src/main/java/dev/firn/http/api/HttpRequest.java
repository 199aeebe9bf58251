// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A request as it came in, free of any HTTP engine.
 *
 * @param method the method, in upper case
 * @param path the path as it stands in the request line, still encoded
 * @param query what stands behind the question mark, still encoded; empty if there is none
 * @param headers gives all values of a header in their order, by its name in whatever case
 * @param body the body; empty if there is none
 * @param sender where it came from, and how
 * @param download takes a place for an answer whose body is read while it is sent, which the
 *     request has until it is answered; false if all are taken. To be asked once at most
 */
public record HttpRequest(
    String method,
    String path,
    String query,
    Function<String, List<String>> headers,
    InputStream body,
    Sender sender,
    BooleanSupplier download) {

  /**
   * Where a request came from, and how.
   *
   * @param address the client's address, or that of whatever forwards its requests
   * @param isSecure whether it came by TLS
   */
  public record Sender(String address, boolean isSecure) {}

  /**
   * Returns a header's value, or empty if it is not there; if it came more than once, all are one.
   */
  public Optional<String> header(String name) {
    List<String> values = headers.apply(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }
}
