// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file, not decoded yet.
 *
 * @param label what stands after BEGIN
 * @param body what stands between the first line and the last
 */
record PemBlock(String label, String body) {
  private static final Pattern FORM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /** Returns the blocks of a file in their order; text around them is ignored. */
  static List<PemBlock> in(byte[] file) {
    List<PemBlock> blocks = new ArrayList<>();
    Matcher matcher = FORM.matcher(new String(file, ISO_8859_1));
    while (matcher.find()) {
      blocks.add(new PemBlock(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }

  /**
   * Returns what the block encodes.
   *
   * @throws IllegalArgumentException if it is not base64
   */
  byte[] der() {
    return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
  }

  /** Names the block without its content, which may be secret. */
  @Override
  public String toString() {
    return "PEM block " + label;
  }
}
