// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import dev.firn.domain.access.Policy;
import dev.firn.domain.access.Principal;
import dev.firn.http.key.AccessKey;
import java.util.List;

/**
 * An access key, and who has it.
 *
 * @param key the key, with its secret
 * @param principal who signs with it
 * @param policies the principal's own policies; none for an account, which needs none
 */
public record Credential(AccessKey key, Principal principal, List<Policy> policies) {

  /** Copies the policies. */
  public Credential {
    policies = List.copyOf(policies);
  }
}
