// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One rule of a policy. It matches a request if its principals, actions, resources and each of its
 * conditions do.
 *
 * @param sid the statement's own name, if it has one
 * @param effect what happens to requests that match
 * @param principals whom it speaks of; empty in the policy of an identity, which speaks of that
 * @param actions what it speaks of doing
 * @param resources what it speaks of doing it to
 * @param conditions what must hold besides; an unmodifiable copy
 */
public record Statement(
    Optional<String> sid,
    Effect effect,
    Optional<Principals> principals,
    Actions actions,
    Resources resources,
    List<Condition> conditions) {

  /**
   * Copies the conditions.
   *
   * @throws IllegalArgumentException if the statement allows all principals but some, which IAM
   *     does not have
   */
  public Statement {
    Objects.requireNonNull(sid, "sid");
    Objects.requireNonNull(effect, "effect");
    Objects.requireNonNull(actions, "actions");
    Objects.requireNonNull(resources, "resources");
    conditions = List.copyOf(conditions);
    if (effect == Effect.ALLOW && principals.filter(Principals::excluded).isPresent()) {
      throw new IllegalArgumentException(
          "NotPrincipal does not go with the Effect Allow. Name a Principal, or use Deny.");
    }
  }

  /** Tells whether this statement of a policy of that version speaks of the request. */
  boolean matches(Question question, PolicyVersion version) {
    AccessRequest request = question.request();
    Variables variables = new Variables(version, request::value);
    boolean wholeAccounts = question.reachesUsersOfNamedAccounts(effect);
    return principals.map(all -> all.cover(request.principal(), wholeAccounts)).orElse(true)
        && actions.cover(request.action())
        && resources.cover(request.resource(), variables, principals.isPresent())
        && conditions.stream().allMatch(condition -> condition.holds(variables));
  }

  /** Returns the texts that may have policy variables in them. */
  Stream<String> templates() {
    return Stream.concat(
        resources.patterns().stream(), conditions.stream().flatMap(Condition::templates));
  }
}
