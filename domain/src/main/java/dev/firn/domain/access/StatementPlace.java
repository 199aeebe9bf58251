// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.Objects;
import java.util.Optional;

/**
 * Which statement of which policy.
 *
 * @param policy the policy's name
 * @param index the statement's place in it, from 0
 * @param sid the statement's Sid, if it has one
 */
public record StatementPlace(String policy, int index, Optional<String> sid) {

  /** Refuses null. */
  public StatementPlace {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(sid, "sid");
  }

  @Override
  public String toString() {
    return policy + ".Statement[" + index + "]" + sid.map(text -> " (" + text + ")").orElse("");
  }
}
