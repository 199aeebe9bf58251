// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.vault;

import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/** PUT on a vault: see {@link Vaults#createVault}. */
public final class CreateVaultOperation implements Operation {
  private final Vaults vaults;

  /** Creates the operation. */
  public CreateVaultOperation(Vaults vaults) {
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    VaultKey vault = new VaultKey(call.account(), new VaultName(call.parameter("vaultName")));
    vaults.createVault(vault);
    return Answer.empty(201).with("Location", "/" + vault.account() + "/vaults/" + vault.name());
  }
}
