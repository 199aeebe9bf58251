// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.vault;

import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Json;
import dev.firn.http.api.Operation;

/** GET on a vault: see {@link Vaults#describeVault}. */
public final class DescribeVaultOperation implements Operation {
  private final Vaults vaults;

  /** Creates the operation. */
  public DescribeVaultOperation(Vaults vaults) {
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    Vault vault = vaults.describeVault(call.vault());
    return Answer.json(
        200, Json.bytes(512, json -> VaultJson.write(json, vault, vaults.arn(vault.key()))));
  }
}
