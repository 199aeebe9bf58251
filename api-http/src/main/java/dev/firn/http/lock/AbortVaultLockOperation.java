// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.lock;

import dev.firn.domain.settings.VaultLocks;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/** DELETE on the lock of a vault: see {@link VaultLocks#abortVaultLock}. */
public final class AbortVaultLockOperation implements Operation {
  private final VaultLocks locks;

  /** Creates the operation. */
  public AbortVaultLockOperation(VaultLocks locks) {
    this.locks = locks;
  }

  @Override
  public Answer handle(Call call) {
    locks.abortVaultLock(call.vault());
    return Answer.empty(204);
  }
}
