// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import dev.firn.domain.vault.AccountId;
import java.util.List;
import java.util.Objects;

/**
 * All policies that bear on a request. A resource whose policies cannot be read is for the caller
 * of this to refuse: a policy that is left out denies nothing.
 *
 * @param ofCaller the policies of the identity that makes the request; an unmodifiable copy
 * @param owner the account that the resource belongs to
 * @param ofResource the policies of the resource, such as a vault's access policy and its lock; an
 *     unmodifiable copy
 */
public record ApplicablePolicies(List<Policy> ofCaller, AccountId owner, List<Policy> ofResource) {

  /**
   * Copies the policies.
   *
   * @throws IllegalArgumentException if a policy of the caller names principals, or a statement of
   *     one of the resource's does not
   */
  public ApplicablePolicies {
    Objects.requireNonNull(owner, "owner");
    ofCaller = List.copyOf(ofCaller);
    ofResource = List.copyOf(ofResource);
    for (Policy policy : ofCaller) {
      if (!policy.isOfIdentity()) {
        throw new IllegalArgumentException(
            policy.name() + " names principals, which the policy of an identity does not.");
      }
    }
    for (Policy policy : ofResource) {
      if (!policy.isOfResource()) {
        throw new IllegalArgumentException(
            policy.name() + " has a statement without principals, as no policy of a resource has.");
      }
    }
  }
}
