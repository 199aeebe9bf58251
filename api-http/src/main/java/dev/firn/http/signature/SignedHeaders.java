// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import com.google.common.base.CharMatcher;
import dev.firn.domain.error.InvalidSignatureException;
import java.util.List;
import java.util.Set;

/**
 * The names of the headers that a signature covers, in lower case and the client's order, which is
 * the order in which they are signed.
 */
record SignedHeaders(List<String> names) {
  private static final CharMatcher OF_NAMES =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("!#$%&'*+.^_`|~-"))
          .precomputed();

  /**
   * What the API acts on. Whoever sees a signed request could put any of these into it if they
   * might be left unsigned, and cut a value at a comma by making two headers of one: the signature
   * is the same. Clients differ widely in what they sign, but all of them sign each x-amz- header
   * that they send. Not so with Content-Range and Range, which some leave unsigned; and the linear
   * hash is signed as the payload's, wherever else it stands.
   */
  static final List<String> OF_THE_API =
      List.of(
          "x-amz-archive-description",
          "x-amz-archive-size",
          "x-amz-glacier-version",
          "x-amz-part-size",
          "x-amz-security-token",
          "x-amz-sha256-tree-hash");

  /**
   * Reads names with semicolons between them.
   *
   * @throws InvalidSignatureException if one is no name in lower case, or is there twice
   */
  static SignedHeaders parse(String text) {
    List<String> names = List.of(text.split(";", -1));
    for (String name : names) {
      if (name.isEmpty() || !OF_NAMES.matchesAllOf(name)) {
        throw InvalidSignatureException.authorization(
            "its SignedHeaders are not names in lower case with ';' between them");
      }
    }
    if (Set.copyOf(names).size() < names.size()) {
      throw InvalidSignatureException.authorization("its SignedHeaders have a name twice");
    }
    return new SignedHeaders(names);
  }

  /**
   * Checks that nothing is left unsigned that matters.
   *
   * @param dateHeader the header that has the date
   * @throws InvalidSignatureException if something is
   */
  void mustCover(SignedRequest request, String dateHeader) {
    mustHave("host");
    mustHave(dateHeader);
    for (String header : OF_THE_API) {
      if (request.header(header).isPresent()) {
        mustHave(header);
      }
    }
  }

  private void mustHave(String header) {
    if (!names.contains(header)) {
      throw InvalidSignatureException.unsigned(header);
    }
  }

  String text() {
    return String.join(";", names);
  }
}
