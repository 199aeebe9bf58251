// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.Optional;
import java.util.function.Function;

/**
 * What the policy variables of one policy stand for in one request.
 *
 * @param version the policy's version: an older one has no variables
 * @param valueOf gives the value of a condition key of the request
 */
record Variables(PolicyVersion version, Function<String, Optional<String>> valueOf) {

  /**
   * Returns the pattern that a text of the policy writes, or empty if a variable in it has no
   * value.
   *
   * @param wildcards whether {@code *} and {@code ?} are wildcards
   */
  Optional<Glob> resolve(String text, boolean wildcards) {
    return version == PolicyVersion.V2012_10_17 && Template.isIn(text)
        ? Template.resolve(text, wildcards, valueOf)
        : Optional.of(Glob.of(text, wildcards));
  }
}
