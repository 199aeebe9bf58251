// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form that is signed, where no client can be asked for it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CanonicalRequestTest {

  @ParameterizedTest
  @CsvSource({
    "'', /",
    "*, /%2A",
    "/.., /",
    "/../a, /a",
    "/a/../../b/, /b/",
    "/a//../b, /b",
    "/a/., /a",
    "/a/./, /a/",
    "/a%2Fb, /a%252Fb",
    "/a/%2E%2E/b, /a/%252E%252E/b",
    "/a%, /a%25"
  })
  void a_path_is_resolved_and_encoded_again(String path, String canonical) {
    StringBuilder text = new StringBuilder();
    CanonicalRequest.appendPath(text, path);
    assertEquals(canonical, text.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "&&, ''",
    "a, a=",
    "=a, =a",
    "a=b=c, a=b%3Dc",
    "b&a=2&a=10&A, A=&a=10&a=2&b=",
    "ab=1&a=2&a-=3, a=2&a-=3&ab=1",
    "a=x+y&a=x%20y&a=x%2By, a=x%20y&a=x%20y&a=x%2By",
    "%61=%7e%2f, a=~%2F",
    "a=%&b=%4&c=%zz&d=%FF, a=%25&b=%254&c=%25zz&d=%FF"
  })
  void a_query_is_sorted_and_encoded_in_one_way(String query, String canonical) {
    assertEquals(canonical, CanonicalRequest.query(query));
  }
}
