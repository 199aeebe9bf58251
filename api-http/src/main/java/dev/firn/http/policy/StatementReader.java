// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.policy;

import dev.firn.domain.access.Actions;
import dev.firn.domain.access.Condition;
import dev.firn.domain.access.Effect;
import dev.firn.domain.access.PolicyVersion;
import dev.firn.domain.access.PrincipalName;
import dev.firn.domain.access.Principals;
import dev.firn.domain.access.Resources;
import dev.firn.domain.access.Statement;
import dev.firn.http.api.ApiOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one statement.
 *
 * @param version the version of the policy that it is in
 * @param ofVault whether that is a vault's policy, which names principals, or an identity's
 */
record StatementReader(PolicyVersion version, boolean ofVault) {
  private static final Set<String> MEMBERS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  Statement read(Located statement) {
    statement.object(MEMBERS);
    Optional<String> sid = statement.member("Sid").map(Located::text);
    Effect effect = effect(statement.required("Effect"));
    Optional<Principals> principals = principals(statement);
    Actions actions = actions(statement.either("Action", "NotAction"));
    Resources resources = resources(statement.either("Resource", "NotResource"));
    List<Condition> conditions =
        statement.member("Condition").map(new ConditionReader(version)::read).orElse(List.of());
    return statement.checked(
        () -> new Statement(sid, effect, principals, actions, resources, conditions));
  }

  private static Effect effect(Located effect) {
    return switch (effect.text()) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default ->
          throw effect.malformed(
              "there is no effect " + effect.text() + "; there are Allow and Deny");
    };
  }

  private Optional<Principals> principals(Located statement) {
    if (ofVault) {
      return Optional.of(principalsOf(statement.either("Principal", "NotPrincipal")));
    }
    statement
        .member("Principal")
        .or(() -> statement.member("NotPrincipal"))
        .ifPresent(
            found -> {
              throw found.malformed(
                  "the policy of an identity names no principals; it speaks of that identity");
            });
    return Optional.empty();
  }

  private static Principals principalsOf(Located member) {
    boolean excluded = member.isNegated();
    if (member.json().isTextual()) {
      if (!member.text().equals("*")) {
        throw member.malformed("it must be \"*\" or an object with the member AWS");
      }
      return member.checked(() -> new Principals(excluded, List.of(PrincipalName.EVERYONE)));
    }
    List<PrincipalName> names =
        member.object(Set.of("AWS")).required("AWS").items().stream()
            .map(name -> name.checked(() -> new PrincipalName(name.text())))
            .toList();
    return member.checked(() -> new Principals(excluded, names));
  }

  private static Actions actions(Located member) {
    List<String> patterns = member.items().stream().map(StatementReader::action).toList();
    return member.checked(() -> new Actions(member.isNegated(), patterns));
  }

  private static String action(Located item) {
    String pattern = item.text();
    item.checked(
        () -> {
          Actions.check(pattern);
          return pattern;
        });
    boolean exact = pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    if (exact && pattern.toLowerCase(Locale.ROOT).startsWith("glacier:") && !isOperation(pattern)) {
      throw item.malformed(
          "there is no action "
              + pattern
              + "; an action of glacier is that of an operation of the"
              + " API, such as glacier:ListMultipartUploads, or has wildcards");
    }
    return pattern;
  }

  private static boolean isOperation(String action) {
    return Arrays.stream(ApiOperation.values())
        .anyMatch(operation -> operation.actionName().equalsIgnoreCase(action));
  }

  private Resources resources(Located member) {
    List<String> patterns = member.items().stream().map(this::resource).toList();
    return member.checked(() -> new Resources(member.isNegated(), patterns));
  }

  private String resource(Located item) {
    String pattern = item.text();
    return item.checked(
        () -> {
          Resources.check(pattern);
          version.checkVariables(pattern);
          return pattern;
        });
  }
}
