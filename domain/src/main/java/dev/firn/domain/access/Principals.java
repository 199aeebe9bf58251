// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.List;

/**
 * The principals that a statement of a resource's policy speaks of.
 *
 * @param excluded false if it speaks of those named (Principal), true if of all others
 *     (NotPrincipal)
 * @param names one at least; an unmodifiable copy
 */
public record Principals(boolean excluded, List<PrincipalName> names) {

  /**
   * Copies the names.
   *
   * @throws IllegalArgumentException if there is no name, or everyone is excluded
   */
  public Principals {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("There is no principal. Name one at least, or *.");
    }
    if (excluded && names.contains(PrincipalName.EVERYONE)) {
      throw new IllegalArgumentException("NotPrincipal * leaves nobody. Name accounts or users.");
    }
  }

  /**
   * Tells whether the statement speaks of this principal. An account that is excluded is excluded
   * itself, and not its users: each of them must be named, as IAM has it.
   *
   * @param wholeAccounts whether an account's name stands for all its users
   */
  boolean cover(Principal principal, boolean wholeAccounts) {
    return excluded
        ? names.stream().noneMatch(name -> name.isOf(principal))
        : names.stream()
            .anyMatch(
                name -> name.isOf(principal) || (wholeAccounts && name.isOfAccountOf(principal)));
  }
}
