// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a request in the one form that client and server both sign. */
final class CanonicalRequest {
  private CanonicalRequest() {}

  /**
   * Returns the form of a request.
   *
   * @param payloadHash the hash of the payload, as it was declared if it was
   */
  static String of(SignedRequest request, SignedHeaders signedHeaders, String payloadHash) {
    StringBuilder text = new StringBuilder(1024);
    text.append(request.method()).append('\n');
    appendPath(text, request.path());
    text.append('\n');
    text.append(query(request.query())).append('\n');
    for (String name : signedHeaders.names()) {
      text.append(name).append(':');
      appendValues(text, request.headers().apply(name));
      text.append('\n');
    }
    return text.append('\n')
        .append(signedHeaders.text())
        .append('\n')
        .append(payloadHash)
        .toString();
  }

  /**
   * Dots and empty segments are resolved, and then each segment is encoded, although it is already.
   * What goes up beyond the root stays there.
   */
  static void appendPath(StringBuilder text, String path) {
    String[] segments = path.split("/", -1);
    String[] kept = new String[segments.length];
    int size = 0;
    for (String segment : segments) {
      if (segment.equals("..")) {
        size = Math.max(0, size - 1);
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept[size++] = segment;
      }
    }
    for (int i = 0; i < size; i++) {
      text.append('/');
      PercentEncoding.append(text, kept[i]);
    }
    if (size == 0 || path.endsWith("/")) {
      text.append('/');
    }
  }

  /** Sorted by name and then by value, both encoded; a flag without '=' has an empty value. */
  static String query(String query) {
    if (query.isEmpty()) {
      return "";
    }
    return Stream.of(query.split("&", -1))
        .filter(parameter -> !parameter.isEmpty())
        .map(Parameter::parse)
        .sorted()
        .map(Parameter::text)
        .collect(Collectors.joining("&"));
  }

  /** Both are encoded. */
  private record Parameter(String name, String value) implements Comparable<Parameter> {
    static Parameter parse(String text) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      String value = equals < 0 ? "" : text.substring(equals + 1);
      return new Parameter(PercentEncoding.recode(name), PercentEncoding.recode(value));
    }

    @Override
    public int compareTo(Parameter other) {
      int order = name.compareTo(other.name);
      return order == 0 ? value.compareTo(other.value) : order;
    }

    String text() {
      return name + "=" + value;
    }
  }

  /** Values of one name are joined, in the order in which they came; there may be none at all. */
  private static void appendValues(StringBuilder text, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      appendCollapsed(text, values.get(i));
    }
  }

  /** White space vanishes at both ends and is a single space within. */
  private static void appendCollapsed(StringBuilder text, String value) {
    int start = text.length();
    boolean space = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        space = text.length() > start;
      } else {
        if (space) {
          text.append(' ');
          space = false;
        }
        text.append(c);
      }
    }
  }
}
