// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.retrieval;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.MissingParameterValueException;
import dev.firn.domain.settings.DataRetrievalPolicies;
import dev.firn.domain.settings.RetrievalPolicy;
import dev.firn.domain.settings.RetrievalStrategy;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.JsonBody;
import dev.firn.http.api.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * PUT on the data retrieval policy of an account: see {@link
 * DataRetrievalPolicies#setDataRetrievalPolicy}.
 */
public final class SetDataRetrievalPolicyOperation implements Operation {
  private final DataRetrievalPolicies policies;

  /** Creates the operation. */
  public SetDataRetrievalPolicyOperation(DataRetrievalPolicies policies) {
    this.policies = policies;
  }

  @Override
  public Answer handle(Call call) throws IOException {
    List<JsonBody> rules =
        call.json("Policy")
            .object("Policy")
            .orElseThrow(() -> MissingParameterValueException.parameter("Policy"))
            .objects("Rules")
            .orElseThrow(() -> MissingParameterValueException.parameter("Rules"));
    if (rules.size() != 1) {
      throw InvalidParameterValueException.rules(rules.size());
    }
    policies.setDataRetrievalPolicy(call.account(), policy(rules.get(0)));
    return Answer.empty(204);
  }

  private static RetrievalPolicy policy(JsonBody rule) {
    String strategy =
        rule.text("Strategy")
            .orElseThrow(() -> MissingParameterValueException.parameter("Strategy"));
    Optional<String> bytesPerHour = rule.number("BytesPerHour");
    return new RetrievalPolicy(
        RetrievalStrategy.named(strategy)
            .orElseThrow(() -> InvalidParameterValueException.strategy(strategy)),
        bytesPerHour.isPresent()
            ? OptionalLong.of(number(strategy, bytesPerHour.get()))
            : OptionalLong.empty());
  }

  private static long number(String strategy, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw InvalidParameterValueException.bytesPerHour(strategy, text);
    }
  }
}
