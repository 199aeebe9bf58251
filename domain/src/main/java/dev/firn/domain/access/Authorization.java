// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.List;
import java.util.Optional;

/**
 * Decides who may do what, by IAM's rules: what a statement denies is denied; an account may do all
 * in itself; a user may do there what a policy of the user or of the resource allows; another
 * account, what the resource's policies allow it, and its users what their own allow as well. All
 * else is denied.
 */
public final class Authorization {
  private Authorization() {}

  /**
   * Decides on a request. The answer depends on the arguments alone: the time, too, is a condition
   * key of the request.
   */
  public static Decision decide(AccessRequest request, ApplicablePolicies policies) {
    Question question = new Question(request, policies.owner());
    return find(Effect.DENY, policies.ofCaller(), question, Verdict.DENIED_BY_IDENTITY_POLICY)
        .or(
            () ->
                find(
                    Effect.DENY,
                    policies.ofResource(),
                    question,
                    Verdict.DENIED_BY_RESOURCE_POLICY))
        .orElseGet(() -> decideUndenied(question, policies));
  }

  private static Decision decideUndenied(Question question, ApplicablePolicies policies) {
    Principal principal = question.request().principal();
    boolean owned = principal.account().equals(policies.owner());
    if (owned && principal.isRoot()) {
      return Decision.of(Verdict.ALLOWED_TO_ACCOUNT);
    }
    Optional<Decision> own =
        find(Effect.ALLOW, policies.ofCaller(), question, Verdict.ALLOWED_BY_IDENTITY_POLICY);
    Optional<Decision> resources =
        find(Effect.ALLOW, policies.ofResource(), question, Verdict.ALLOWED_BY_RESOURCE_POLICY);
    if (owned) {
      return own.or(() -> resources).orElse(Decision.of(Verdict.NOT_ALLOWED_BY_IDENTITY_POLICY));
    }
    if (own.isEmpty() && !principal.isRoot()) {
      return Decision.of(Verdict.NOT_ALLOWED_BY_IDENTITY_POLICY);
    }
    return resources.orElse(Decision.of(Verdict.NOT_ALLOWED_BY_RESOURCE_POLICY));
  }

  private static Optional<Decision> find(
      Effect effect, List<Policy> policies, Question question, Verdict verdict) {
    for (Policy policy : policies) {
      Optional<StatementPlace> statement = policy.find(effect, question);
      if (statement.isPresent()) {
        return Optional.of(new Decision(verdict, statement));
      }
    }
    return Optional.empty();
  }
}
