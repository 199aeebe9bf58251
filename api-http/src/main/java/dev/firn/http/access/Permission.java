// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.access;

import dev.firn.domain.access.AccessRequest;
import dev.firn.domain.access.ApplicablePolicies;
import dev.firn.domain.access.Authorization;
import dev.firn.domain.access.Decision;
import dev.firn.domain.access.Principal;
import dev.firn.domain.access.RequestContext;
import dev.firn.domain.error.AccessDeniedException;
import dev.firn.domain.vault.AccountId;
import java.util.List;
import java.util.function.Supplier;

/**
 * A permission that a call needs.
 *
 * @param action the action's name, for example {@code glacier:ListMultipartUploads}
 * @param owner the account that the resource belongs to
 * @param resource the resource's ARN
 */
public record Permission(String action, AccountId owner, String resource) {

  /**
   * Checks that a caller has it. That does not depend on whether there is such a resource.
   *
   * @param context is asked only if policies have to be
   * @throws AccessDeniedException if the caller has not
   */
  public void require(Caller caller, Supplier<RequestContext> context) {
    Principal principal = caller.principal();
    boolean isOwn = principal.account().equals(owner);
    if (caller.mayAll() || (isOwn && principal.isRoot())) {
      return;
    }
    AccessRequest request = new AccessRequest(principal, action, resource, context.get());
    Decision decision =
        Authorization.decide(request, new ApplicablePolicies(caller.policies(), owner, List.of()));
    if (!decision.allowed()) {
      throw isOwn ? decision.refusal(request) : AccessDeniedException.account(owner.value());
    }
  }
}
