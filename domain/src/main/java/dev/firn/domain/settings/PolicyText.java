// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.MissingParameterValueException;

/**
 * The text of a vault's policy, as the client wrote it. That it is a policy is for whoever reads
 * the language to check before it is set.
 *
 * @param text 1 byte to 20 KiB, in UTF-8
 */
public record PolicyText(String text) {
  private static final int MOST_BYTES = 20 << 10;

  /**
   * Checks the length.
   *
   * @throws MissingParameterValueException if it is blank
   * @throws InvalidParameterValueException if it is too long, or not Unicode
   */
  public PolicyText {
    if (text.isBlank()) {
      throw MissingParameterValueException.parameter("Policy");
    }
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw InvalidParameterValueException.policy("it has half a character, a lone surrogate");
    }
    int bytes = text.getBytes(UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw InvalidParameterValueException.policy(
          "it has " + bytes + " bytes; a policy has at most " + MOST_BYTES);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
