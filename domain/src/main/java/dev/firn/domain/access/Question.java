// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import dev.firn.domain.vault.AccountId;

/**
 * A request as a statement sees it.
 *
 * @param request who wants to do what
 * @param owner the account that the resource belongs to
 */
record Question(AccessRequest request, AccountId owner) {

  /**
   * Tells whether a statement that names an account speaks of all its users. Denying does. Allowing
   * does so for another account only, whose own policies must then allow the user as well; to its
   * own account it adds nothing that the users' policies would not have to say.
   */
  boolean reachesUsersOfNamedAccounts(Effect effect) {
    return effect == Effect.DENY || !request.principal().account().equals(owner);
  }
}
