// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.Optional;
import java.util.function.Predicate;

/** Comparisons of IP addresses. */
enum AddressComparison implements Comparison {
  IN_BLOCK;

  @Override
  public void check(String value) {
    if (AddressBlock.parse(value).isEmpty()) {
      throw new IllegalArgumentException(
          value
              + " is no IP address or block of them, such as 203.0.113.7, 203.0.113.0/24 or"
              + " 2001:db8::/32.");
    }
  }

  @Override
  public Optional<Predicate<String>> matcher(String value, Variables variables) {
    return AddressBlock.parse(value)
        .map(block -> actual -> AddressBlock.parse(actual).filter(block::contains).isPresent());
  }
}
