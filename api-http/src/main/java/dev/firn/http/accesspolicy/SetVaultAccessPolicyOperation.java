// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.accesspolicy;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.settings.PolicyText;
import dev.firn.domain.settings.VaultAccessPolicies;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;
import dev.firn.http.policy.VaultPolicyBody;
import java.io.IOException;

/** PUT on the access policy of a vault: see {@link VaultAccessPolicies#setVaultAccessPolicy}. */
public final class SetVaultAccessPolicyOperation implements Operation {
  private final VaultAccessPolicies policies;

  /** Creates the operation. */
  public SetVaultAccessPolicyOperation(VaultAccessPolicies policies) {
    this.policies = policies;
  }

  @Override
  public Answer handle(Call call) throws IOException {
    PolicyText policy = VaultPolicyBody.read(call, InvalidParameterValueException::policy);
    policies.setVaultAccessPolicy(call.vault(), policy);
    return Answer.empty(204);
  }
}
