// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.accesspolicy;

import dev.firn.domain.settings.PolicyText;
import dev.firn.domain.settings.VaultAccessPolicies;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Json;
import dev.firn.http.api.Operation;

/** GET on the access policy of a vault: see {@link VaultAccessPolicies#getVaultAccessPolicy}. */
public final class GetVaultAccessPolicyOperation implements Operation {
  private final VaultAccessPolicies policies;

  /** Creates the operation. */
  public GetVaultAccessPolicyOperation(VaultAccessPolicies policies) {
    this.policies = policies;
  }

  @Override
  public Answer handle(Call call) {
    PolicyText policy = policies.getVaultAccessPolicy(call.vault());
    return Answer.json(
        200,
        Json.bytes(
            1024,
            json -> {
              json.writeStartObject();
              json.writeStringField("Policy", policy.text());
              json.writeEndObject();
            }));
  }
}
