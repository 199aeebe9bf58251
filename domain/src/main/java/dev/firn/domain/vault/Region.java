// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.vault;

import dev.firn.domain.error.InvalidParameterValueException;
import java.util.regex.Pattern;

/**
 * The region that stands in the ARNs of vaults.
 *
 * @param value for example {@code us-east-1}
 */
public record Region(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,63}");

  /**
   * Checks the form.
   *
   * @throws InvalidParameterValueException if the text cannot be a region's name
   */
  public Region {
    if (!FORM.matcher(value).matches()) {
      throw InvalidParameterValueException.region(value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
