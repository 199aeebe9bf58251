// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Text with each byte of it percent-encoded. */
final class EncodedText {
  private EncodedText() {}

  static String of(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : text.getBytes(UTF_8)) {
      encoded.append("%%%02x".formatted(each));
    }
    return encoded.toString();
  }
}
