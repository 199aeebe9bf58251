// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.lock;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.settings.LockId;
import dev.firn.domain.settings.PolicyText;
import dev.firn.domain.settings.VaultLocks;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;
import dev.firn.http.policy.VaultPolicyBody;
import java.io.IOException;

/** POST on the lock of a vault: see {@link VaultLocks#initiateVaultLock}. */
public final class InitiateVaultLockOperation implements Operation {
  private final VaultLocks locks;

  /** Creates the operation. */
  public InitiateVaultLockOperation(VaultLocks locks) {
    this.locks = locks;
  }

  @Override
  public Answer handle(Call call) throws IOException {
    PolicyText policy = VaultPolicyBody.read(call, InvalidParameterValueException::lockPolicy);
    LockId id = locks.initiateVaultLock(call.vault(), policy);
    return Answer.empty(201).with("x-amz-lock-id", id.text());
  }
}
