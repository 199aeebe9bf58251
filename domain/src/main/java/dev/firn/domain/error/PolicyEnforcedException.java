// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/** A data retrieval policy does not let a job begin. */
public final class PolicyEnforcedException extends GlacierException {
  private PolicyEnforcedException(String message) {
    super(message);
  }

  /** Returns the refusal of a job that would retrieve more than the policy allows. */
  public static PolicyEnforcedException retrieval() {
    return new PolicyEnforcedException(
        "InitiateJob request denied by current data retrieval policy.");
  }
}
