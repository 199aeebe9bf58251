// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.lock;

import dev.firn.domain.settings.VaultLock;
import dev.firn.domain.settings.VaultLocks;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Json;
import dev.firn.http.api.Operation;

/** GET on the lock of a vault: see {@link VaultLocks#getVaultLock}. */
public final class GetVaultLockOperation implements Operation {
  private final VaultLocks locks;

  /** Creates the operation. */
  public GetVaultLockOperation(VaultLocks locks) {
    this.locks = locks;
  }

  @Override
  public Answer handle(Call call) {
    VaultLock lock = locks.getVaultLock(call.vault());
    return Answer.json(
        200,
        Json.bytes(
            1024,
            json -> {
              json.writeStartObject();
              json.writeStringField("CreationDate", Json.date(lock.creationDate()));
              json.writeStringField(
                  "ExpirationDate", lock.expirationDate().map(Json::date).orElse(null));
              json.writeStringField("Policy", lock.policy().text());
              json.writeStringField("State", lock.state().apiName());
              json.writeEndObject();
            }));
  }
}
