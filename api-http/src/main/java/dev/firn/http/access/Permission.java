// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.access;

import dev.firn.domain.access.AccessRequest;
import dev.firn.domain.access.ApplicablePolicies;
import dev.firn.domain.access.Authorization;
import dev.firn.domain.access.Decision;
import dev.firn.domain.access.Policy;
import dev.firn.domain.access.Principal;
import dev.firn.domain.access.RequestContext;
import dev.firn.domain.error.AccessDeniedException;
import dev.firn.domain.vault.AccountId;
import java.io.IOException;
import java.util.List;

/**
 * A permission that a call needs.
 *
 * @param action the action's name, for example {@code glacier:ListMultipartUploads}
 * @param owner the account that the resource belongs to
 * @param resource the resource's ARN
 * @param isForOtherAccounts whether another account can have it, by a policy of the resource
 * @param isAboutAccessPolicy whether the owner has it whatever the resource's access policy says
 */
public record Permission(
    String action,
    AccountId owner,
    String resource,
    boolean isForOtherAccounts,
    boolean isAboutAccessPolicy) {

  /** What conditions can ask about a call. */
  @FunctionalInterface
  public interface Context {
    /**
     * Finds it out.
     *
     * @throws IOException if the call's body, which may be asked for it, breaks off
     */
    RequestContext find() throws IOException;
  }

  /**
   * Checks that a caller has it. That does not depend on whether there is such a resource.
   *
   * @param vault the policies of the vault that the resource is
   * @param context is asked only if policies have to be
   * @throws AccessDeniedException if the caller has not
   * @throws IOException if the context cannot be found
   */
  public void require(Caller caller, VaultPolicies vault, Context context) throws IOException {
    // Where nobody is asked who they are, everybody is the account that it is about.
    Principal principal = caller.mayAll() ? Principal.root(owner) : caller.principal();
    boolean isOwn = principal.account().equals(owner);
    if (!isOwn && !isForOtherAccounts) {
      throw AccessDeniedException.account(owner.value());
    }
    boolean isRoot = isOwn && principal.isRoot();
    List<Policy> ofVault = vault.all(isRoot && isAboutAccessPolicy);
    if (isRoot && ofVault.isEmpty()) {
      return;
    }
    AccessRequest request =
        new AccessRequest(principal, action, resource, vault.context(context.find()));
    Decision decision =
        Authorization.decide(request, new ApplicablePolicies(caller.policies(), owner, ofVault));
    if (!decision.allowed()) {
      throw isOwn ? decision.refusal(request) : AccessDeniedException.account(owner.value());
    }
  }
}
