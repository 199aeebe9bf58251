// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.access;

import dev.firn.domain.access.Policy;
import dev.firn.domain.access.RequestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The policies of a vault that are in force, and its tags.
 *
 * @param access its access policy
 * @param lock the policy of its lock
 * @param tags the values of its tags by their keys, which conditions can ask for; an unmodifiable
 *     copy
 */
public record VaultPolicies(
    Optional<Policy> access, Optional<Policy> lock, Map<String, String> tags) {
  private static final VaultPolicies NONE =
      new VaultPolicies(Optional.empty(), Optional.empty(), Map.of());

  /** Copies the tags. */
  public VaultPolicies {
    tags = Map.copyOf(tags);
  }

  /** Returns the policies of what has none. */
  public static VaultPolicies none() {
    return NONE;
  }

  /** Returns both policies, but for the access policy if that is not to be asked. */
  List<Policy> all(boolean withoutAccess) {
    return Stream.concat(access.filter(policy -> !withoutAccess).stream(), lock.stream()).toList();
  }

  RequestContext context(RequestContext context) {
    Map<String, String> all = new HashMap<>();
    tags.forEach(
        (key, value) -> {
          all.put(RequestContext.RESOURCE_TAG + key, value);
          all.put(RequestContext.AWS_RESOURCE_TAG + key, value);
        });
    return context.withAll(all);
  }
}
