// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.vault;

import dev.firn.domain.page.Marker;
import dev.firn.domain.page.Page;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Json;
import dev.firn.http.api.Operation;

/** GET on an account's vaults: see {@link Vaults#listVaults}. */
public final class ListVaultsOperation implements Operation {
  private final Vaults vaults;

  /** Creates the operation. */
  public ListVaultsOperation(Vaults vaults) {
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    Page<Vault> page = vaults.listVaults(call.account(), call.page(Vaults.PAGE_MAXIMUM));
    return Answer.json(
        200,
        Json.bytes(
            4096,
            json -> {
              json.writeStartObject();
              json.writeFieldName("Marker");
              json.writeString(page.next().map(Marker::text).orElse(null));
              json.writeArrayFieldStart("VaultList");
              for (Vault vault : page.items()) {
                VaultJson.write(json, vault, vaults.arn(vault.key()));
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }
}
