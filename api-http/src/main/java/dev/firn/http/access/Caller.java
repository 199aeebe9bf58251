// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.access;

import dev.firn.domain.access.Policy;
import dev.firn.domain.access.Principal;
import dev.firn.domain.vault.AccountId;
import java.util.List;
import java.util.Objects;

/**
 * Who makes a request.
 *
 * @param principal the account, or its user
 * @param policies the user's own policies
 * @param mayAll whether nobody is asked who they are, so that everybody may do everything
 */
public record Caller(Principal principal, List<Policy> policies, boolean mayAll) {

  /** Copies the policies. */
  public Caller {
    Objects.requireNonNull(principal, "principal");
    policies = List.copyOf(policies);
  }

  /** Returns whoever it is that calls a server which asks nobody; for {@code -} they are this. */
  public static Caller anybody(AccountId account) {
    return new Caller(Principal.root(account), List.of(), true);
  }

  /** Returns who has proved to be this. */
  public static Caller known(Principal principal, List<Policy> policies) {
    return new Caller(principal, policies, false);
  }
}
