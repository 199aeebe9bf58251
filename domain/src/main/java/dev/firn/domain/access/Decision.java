// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import dev.firn.domain.error.AccessDeniedException;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a request may be done, and what says so.
 *
 * @param verdict the outcome and its reason
 * @param statement the statement that decided; empty if none did
 */
public record Decision(Verdict verdict, Optional<StatementPlace> statement) {

  /** Refuses null. */
  public Decision {
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(statement, "statement");
  }

  static Decision of(Verdict verdict) {
    return new Decision(verdict, Optional.empty());
  }

  /** Tells whether the request may be done. */
  public boolean allowed() {
    return verdict.allows();
  }

  /**
   * Returns the refusal to give the caller, which does not tell what any policy says.
   *
   * @throws IllegalStateException if the request is allowed
   */
  public AccessDeniedException refusal(AccessRequest request) {
    String principal = request.principal().arn();
    String action = request.action();
    String resource = request.resource();
    return switch (verdict) {
      case DENIED_BY_IDENTITY_POLICY ->
          AccessDeniedException.explicitDeny(
              principal, action, resource, "an identity-based policy");
      case DENIED_BY_RESOURCE_POLICY ->
          AccessDeniedException.explicitDeny(
              principal, action, resource, "a resource-based policy");
      case NOT_ALLOWED_BY_IDENTITY_POLICY ->
          AccessDeniedException.noAllow(principal, action, resource, "identity-based policy");
      case NOT_ALLOWED_BY_RESOURCE_POLICY ->
          AccessDeniedException.noAllow(principal, action, resource, "resource-based policy");
      case ALLOWED_TO_ACCOUNT, ALLOWED_BY_IDENTITY_POLICY, ALLOWED_BY_RESOURCE_POLICY ->
          throw new IllegalStateException("What is allowed is not refused: " + request);
    };
  }
}
