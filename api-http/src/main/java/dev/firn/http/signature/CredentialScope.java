// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import dev.firn.domain.error.InvalidSignatureException;

/**
 * Where and when a signature is good, as the client says.
 *
 * @param end what each scope ends in
 */
record CredentialScope(String day, String region, String service, String end) {
  static final String END = "aws4_request";

  /**
   * Holds the scope against another.
   *
   * @throws InvalidSignatureException if they differ
   */
  void mustBe(CredentialScope expected) {
    check("date", day, expected.day);
    check("region", region, expected.region);
    check("service", service, expected.service);
    check("end", end, expected.end);
  }

  private static void check(String part, String given, String expected) {
    if (!given.equals(expected)) {
      throw InvalidSignatureException.scope(part, given, expected);
    }
  }

  String text() {
    return day + "/" + region + "/" + service + "/" + end;
  }
}
