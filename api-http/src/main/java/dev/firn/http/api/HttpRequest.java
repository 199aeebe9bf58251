// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as it came in, free of any HTTP engine.
 *
 * @param method the method, in upper case
 * @param path the path as it stands in the request line, still encoded
 * @param query what stands behind the question mark, still encoded; empty if there is none
 * @param headers gives a header's value by its name, in whatever case
 * @param body the body; empty if there is none
 */
public record HttpRequest(
    String method,
    String path,
    String query,
    Function<String, Optional<String>> headers,
    InputStream body) {}
