// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Optional;

/**
 * What the policy variables of one policy stand for in one request.
 *
 * @param version the policy's version: an older one has no variables
 * @param context the values of the request's condition keys
 */
record Variables(PolicyVersion version, RequestContext context) {

  /**
   * Returns the pattern that a text of the policy writes, or empty if a variable in it has no
   * value.
   *
   * @param wildcards whether {@code *} and {@code ?} are wildcards
   */
  Optional<Glob> resolve(String text, boolean wildcards) {
    if (version == PolicyVersion.V2012_10_17) {
      return Template.resolve(text, wildcards, context::value);
    }
    ImmutableIntArray.Builder tokens = ImmutableIntArray.builder(text.length());
    Template.addText(tokens, text, wildcards);
    return Optional.of(new Glob(tokens.build()));
  }
}
