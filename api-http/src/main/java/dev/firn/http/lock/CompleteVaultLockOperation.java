// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.lock;

import dev.firn.domain.settings.VaultLocks;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/** POST on the id of a vault lock: see {@link VaultLocks#completeVaultLock}. */
public final class CompleteVaultLockOperation implements Operation {
  private final VaultLocks locks;

  /** Creates the operation. */
  public CompleteVaultLockOperation(VaultLocks locks) {
    this.locks = locks;
  }

  @Override
  public Answer handle(Call call) {
    locks.completeVaultLock(call.vault(), call.parameter("lockId"));
    return Answer.empty(204);
  }
}
