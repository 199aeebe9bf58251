// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.capacity;

import dev.firn.domain.settings.CapacityUnit;
import dev.firn.domain.settings.ProvisionedCapacity;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Json;
import dev.firn.http.api.Operation;
import java.util.List;

/**
 * GET on the provisioned capacity of an account: see {@link
 * ProvisionedCapacity#listProvisionedCapacity}.
 */
public final class ListProvisionedCapacityOperation implements Operation {
  private final ProvisionedCapacity capacity;

  /** Creates the operation. */
  public ListProvisionedCapacityOperation(ProvisionedCapacity capacity) {
    this.capacity = capacity;
  }

  @Override
  public Answer handle(Call call) {
    List<CapacityUnit> units = capacity.listProvisionedCapacity(call.account());
    return Answer.json(
        200,
        Json.bytes(
            512,
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("ProvisionedCapacityList");
              for (CapacityUnit unit : units) {
                json.writeStartObject();
                json.writeStringField("CapacityId", unit.id().text());
                json.writeStringField("ExpirationDate", Json.date(unit.expirationDate()));
                json.writeStringField("StartDate", Json.date(unit.startDate()));
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }
}
