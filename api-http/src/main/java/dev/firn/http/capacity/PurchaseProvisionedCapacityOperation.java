// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.capacity;

import dev.firn.domain.settings.CapacityId;
import dev.firn.domain.settings.ProvisionedCapacity;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/**
 * POST on the provisioned capacity of an account: see {@link
 * ProvisionedCapacity#purchaseProvisionedCapacity}.
 */
public final class PurchaseProvisionedCapacityOperation implements Operation {
  private final ProvisionedCapacity capacity;

  /** Creates the operation. */
  public PurchaseProvisionedCapacityOperation(ProvisionedCapacity capacity) {
    this.capacity = capacity;
  }

  @Override
  public Answer handle(Call call) {
    CapacityId id = capacity.purchaseProvisionedCapacity(call.account());
    return Answer.empty(201).with("x-amz-capacity-id", id.text());
  }
}
