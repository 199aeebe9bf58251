// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.retrieval;

import dev.firn.domain.settings.DataRetrievalPolicies;
import dev.firn.domain.settings.RetrievalPolicy;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Json;
import dev.firn.http.api.Operation;

/**
 * GET on the data retrieval policy of an account: see {@link
 * DataRetrievalPolicies#getDataRetrievalPolicy}.
 */
public final class GetDataRetrievalPolicyOperation implements Operation {
  private final DataRetrievalPolicies policies;

  /** Creates the operation. */
  public GetDataRetrievalPolicyOperation(DataRetrievalPolicies policies) {
    this.policies = policies;
  }

  @Override
  public Answer handle(Call call) {
    RetrievalPolicy policy = policies.getDataRetrievalPolicy(call.account());
    return Answer.json(
        200,
        Json.bytes(
            256,
            json -> {
              json.writeStartObject();
              json.writeObjectFieldStart("Policy");
              json.writeArrayFieldStart("Rules");
              json.writeStartObject();
              json.writeFieldName("BytesPerHour");
              if (policy.bytesPerHour().isPresent()) {
                json.writeNumber(policy.bytesPerHour().getAsLong());
              } else {
                json.writeNull();
              }
              json.writeStringField("Strategy", policy.strategy().apiName());
              json.writeEndObject();
              json.writeEndArray();
              json.writeEndObject();
              json.writeEndObject();
            }));
  }
}
