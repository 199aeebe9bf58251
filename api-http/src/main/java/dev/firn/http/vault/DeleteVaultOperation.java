// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.vault;

import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/** DELETE on a vault: see {@link Vaults#deleteVault}. */
public final class DeleteVaultOperation implements Operation {
  private final Vaults vaults;

  /** Creates the operation. */
  public DeleteVaultOperation(Vaults vaults) {
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    vaults.deleteVault(call.vault());
    return Answer.empty(204);
  }
}
