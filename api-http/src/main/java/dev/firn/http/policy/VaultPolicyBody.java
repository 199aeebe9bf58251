// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.policy;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.MissingParameterValueException;
import dev.firn.domain.settings.PolicyText;
import dev.firn.http.api.Call;
import java.io.IOException;
import java.util.function.Function;

/** The policy that a request brings for a vault: for its access, or its lock. */
public final class VaultPolicyBody {
  private static final String MEMBER = "Policy";

  private VaultPolicyBody() {}

  /**
   * Reads the policy, which is checked in all its parts.
   *
   * @param refusal makes of what is wrong with the policy the refusal of it
   * @throws MissingParameterValueException if there is none
   * @throws InvalidParameterValueException if it is no policy
   * @throws IOException if the body breaks off, or stalls
   */
  public static PolicyText read(Call call, Function<String, InvalidParameterValueException> refusal)
      throws IOException {
    String text =
        call.json(MEMBER)
            .text(MEMBER)
            .filter(each -> !each.isBlank())
            .orElseThrow(() -> MissingParameterValueException.parameter(MEMBER));
    try {
      PolicyReader.vaultPolicy(text, MEMBER);
    } catch (MalformedPolicyException e) {
      throw refusal.apply(String.valueOf(e.getMessage()));
    }
    return new PolicyText(text);
  }
}
