// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with parameters in braces, each a whole segment. */
final class PathTemplate {
  private final List<String> segments;

  PathTemplate(String path) {
    segments = List.of(path.substring(1).split("/", -1));
  }

  private boolean isParameter(int segment) {
    return segments.get(segment).startsWith("{");
  }

  /**
   * Returns the parameters' values by their names, empty ones too, if the segments fit; else empty.
   */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < path.size(); i++) {
      if (!isParameter(i) && !segments.get(i).equals(path.get(i))) {
        return Optional.empty();
      }
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      if (isParameter(i)) {
        String segment = segments.get(i);
        parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
      }
    }
    return Optional.of(parameters);
  }
}
