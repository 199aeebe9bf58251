// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A policy, of an identity or of a resource.
 *
 * @param name where it comes from, for messages
 * @param version the language that its statements are written in
 * @param statements what it allows and denies, one at least; an unmodifiable copy
 */
public record Policy(String name, PolicyVersion version, List<Statement> statements) {

  /**
   * Copies the statements.
   *
   * @throws IllegalArgumentException if there is no statement, two have the same Sid, or a variable
   *     in one cannot be read
   */
  public Policy {
    Objects.requireNonNull(name, "name");
    statements = List.copyOf(statements);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException(name + " has no statement. A policy has one at least.");
    }
    List<String> sids = statements.stream().flatMap(one -> one.sid().stream()).toList();
    if (sids.stream().distinct().count() < sids.size()) {
      throw new IllegalArgumentException(
          name + " has two statements with the same Sid: " + sids + ". A Sid is given once.");
    }
    statements.stream().flatMap(Statement::templates).forEach(version::checkVariables);
  }

  /** Tells whether every statement names principals, as those of a resource's policy do. */
  boolean isOfResource() {
    return statements.stream().allMatch(statement -> statement.principals().isPresent());
  }

  /** Tells whether no statement names principals, as those of an identity's policy do not. */
  boolean isOfIdentity() {
    return statements.stream().allMatch(statement -> statement.principals().isEmpty());
  }

  /** Returns the first statement with this effect that matches the request. */
  Optional<StatementPlace> find(Effect effect, Question question) {
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (statement.effect() == effect && statement.matches(question, version)) {
        return Optional.of(new StatementPlace(name, i, statement.sid()));
      }
    }
    return Optional.empty();
  }
}
