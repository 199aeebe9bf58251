// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.accesspolicy;

import dev.firn.domain.settings.VaultAccessPolicies;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/**
 * DELETE on the access policy of a vault: see {@link VaultAccessPolicies#deleteVaultAccessPolicy}.
 */
public final class DeleteVaultAccessPolicyOperation implements Operation {
  private final VaultAccessPolicies policies;

  /** Creates the operation. */
  public DeleteVaultAccessPolicyOperation(VaultAccessPolicies policies) {
    this.policies = policies;
  }

  @Override
  public Answer handle(Call call) {
    policies.deleteVaultAccessPolicy(call.vault());
    return Answer.empty(204);
  }
}
