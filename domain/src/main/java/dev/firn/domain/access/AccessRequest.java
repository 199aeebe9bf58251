// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who wants to do what to which resource, and how.
 *
 * @param principal who
 * @param action what, for example {@code glacier:ListMultipartUploads}
 * @param resource the resource's ARN
 * @param context what conditions can ask; the keys that tell of the principal ({@code
 *     aws:username}, {@code aws:PrincipalArn}, {@code aws:PrincipalAccount}, {@code
 *     aws:PrincipalType}, and an account's {@code aws:userid}) are the principal's own, whatever
 *     was given
 */
public record AccessRequest(
    Principal principal, String action, String resource, RequestContext context) {
  private static final Pattern ACTION = Pattern.compile("[a-zA-Z0-9-]+:[a-zA-Z0-9]+");

  /**
   * Checks the action's form.
   *
   * @throws IllegalArgumentException if the action lacks its form
   */
  public AccessRequest {
    Objects.requireNonNull(resource, "resource");
    if (!ACTION.matcher(action).matches()) {
      throw new IllegalArgumentException(
          "Invalid action: " + action + ". It must be SERVICE:NAME, such as glacier:ListVaults.");
    }
    Objects.requireNonNull(context, "context");
  }

  /** Returns the value of a condition key, whatever its case; empty if the request has none. */
  Optional<String> value(String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "aws:principalarn" -> Optional.of(principal.arn());
      case "aws:principalaccount" -> Optional.of(principal.account().value());
      case "aws:principaltype" -> Optional.of(principal.isRoot() ? "Account" : "User");
      case "aws:userid" ->
          Optional.of(principal.account().value()).filter(id -> principal.isRoot());
      case "aws:username" -> principal.user();
      default -> context.value(key);
    };
  }
}
