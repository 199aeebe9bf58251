// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.MissingParameterValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the operation that a request is for. */
final class Router {
  private Router() {}

  /** An operation, and the values of its path's parameters. */
  record Route(ApiOperation operation, Map<String, String> path) {}

  /**
   * Finds the operation for a method, a path as it stands in the request line, and a query.
   *
   * @throws MissingParameterValueException if the query does not tell which of two operations it is
   * @throws InvalidParameterValueException if it tells neither
   * @throws UnknownPathException if no operation has such a path
   * @throws BadRequestException if those that have it are called by other methods, or the path's
   *     encoding is broken
   */
  static Route route(String method, String path, Query query) {
    List<String> segments = segments(path);
    List<ApiOperation> there = new ArrayList<>();
    for (ApiOperation operation : ApiOperation.values()) {
      Optional<Map<String, String>> parameters = operation.match(segments);
      if (parameters.isPresent()) {
        if (operation.accepts(method, query)) {
          return new Route(operation, parameters.get());
        }
        there.add(operation);
      }
    }
    if (there.isEmpty()) {
      throw new UnknownPathException(path);
    }
    if (there.stream().anyMatch(operation -> operation.isCalledBy(method))) {
      String given =
          query
              .parameter("operation")
              .orElseThrow(() -> MissingParameterValueException.parameter("operation"));
      throw InvalidParameterValueException.tagOperation(given);
    }
    throw new BadRequestException(
        method
            + " "
            + path
            + " is no operation of the API. With this path there are: "
            + names(there));
  }

  /** Cuts a path at its slashes, and decodes only then: an encoded slash does not separate. */
  private static List<String> segments(String path) {
    return Stream.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1))
        .map(PercentDecoding::decode)
        .toList();
  }

  private static String names(List<ApiOperation> operations) {
    return String.join(", ", operations.stream().map(ApiOperation::apiName).toList());
  }
}
