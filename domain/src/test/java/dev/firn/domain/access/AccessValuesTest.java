// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are valid by construction: what those of policies take, and refuse. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccessValuesTest {

  @Test
  void a_principal_has_an_arn() {
    assertEquals("arn:aws:iam::111111111111:root", Written.principal("root").arn());
    assertEquals(
        "arn:aws:iam::111111111111:user/a+=,.@_-Z9",
        Principal.user(Written.OWNER, "a+=,.@_-Z9").arn());
    Principal.user(Written.OWNER, "a".repeat(64));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a*", "a:b", "é", "a\n"})
  void a_user_name_that_iam_would_not_take_is_refused(String name) {
    assertThrows(IllegalArgumentException.class, () -> Principal.user(Written.OWNER, name));
    assertThrows(
        IllegalArgumentException.class, () -> Principal.user(Written.OWNER, "a".repeat(65)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "111111111111",
        "arn:aws:iam::111111111111:root",
        "arn:aws:iam::111111111111:user/al.ice@x",
        "arn:aws:iam::111111111111:user/team/a/alice",
        "arn:aws:iam::111111111111:role/reader"
      })
  void a_policy_can_name_a_principal(String text) {
    assertEquals(text, new PrincipalName(text).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alice",
        "11111111111",
        "1111-1111-1111",
        "arn:aws:iam::111111111111:user/*",
        "arn:aws:iam::*:root",
        "arn:aws:iam::111111111111:user/",
        "arn:aws:iam::111111111111:group/g",
        "arn:aws:iam:us-east-1:111111111111:root",
        "arn:aws:iam::111111111111:user/te*m/alice"
      })
  void what_names_no_principal_is_refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> new PrincipalName(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ListParts", "*:*", "glac*:ListParts", "glacier:", "glacier:List Parts"})
  void what_is_no_action_is_refused(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> new Actions(false, List.of("*", pattern)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "arn:aws:glacier:us-east-1:111111111111:vaults/photos",
        "arn:aws:glacier:*:*:*",
        "arn:aws:glacier:*",
        "arn:aws:s3:::bucket/*",
        "arn:aws:glacier:us-east-1:111111111111:vaults/${aws:username}",
        "arn:aws:glacier:us-east-1:111111111111:${*}"
      })
  void a_resource_is_an_asterisk_or_an_arn(String pattern) {
    assertEquals(List.of(pattern), new Resources(false, List.of(pattern)).patterns());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "photos",
        "**",
        "arn",
        "arn:aws:glacier:us-east-1:111111111111",
        "vaults/*",
        "${aws:x}*"
      })
  void what_is_no_resource_is_refused(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> new Resources(false, List.of("*", pattern)));
  }

  @Test
  void nothing_is_empty() {
    assertThrows(IllegalArgumentException.class, () -> new Actions(false, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Resources(true, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Principals(false, List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Condition(ConditionOperator.BOOL, false, "x:k", List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Policy("p", PolicyVersion.V2012_10_17, List.of()));
  }

  @Test
  void nobody_is_allowed_for_not_being_named() {
    assertThrows(IllegalArgumentException.class, () -> Written.statement("Allow to !alice * on *"));
    assertThrows(IllegalArgumentException.class, () -> Written.statement("Deny to !* * on *"));
  }

  @Test
  void a_sid_is_given_once() {
    Statement plain = Written.statement("Allow * on *");
    Statement named =
        new Statement(
            Optional.of("one"),
            plain.effect(),
            plain.principals(),
            plain.actions(),
            plain.resources(),
            List.of());
    new Policy("p", PolicyVersion.V2012_10_17, List.of(plain, plain, named));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Policy("p", PolicyVersion.V2012_10_17, List.of(named, plain, named)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${", "a${aws:username", "${aws:username}${}", "${username}", "${x:k, d}"})
  void a_variable_that_cannot_be_read_is_refused_where_there_are_variables(String text) {
    Statement statement =
        new Statement(
            Optional.empty(),
            Effect.ALLOW,
            Optional.empty(),
            new Actions(false, List.of("*")),
            new Resources(false, List.of("arn:aws:s3:::a/" + text)),
            List.of());
    new Policy("p", PolicyVersion.V2008_10_17, List.of(statement));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Policy("p", PolicyVersion.V2012_10_17, List.of(statement)));
  }

  @Test
  void keys_of_a_request_differ_by_more_than_case() {
    assertThrows(
        IllegalArgumentException.class, () -> new RequestContext(Map.of("x:k", "1", "X:K", "2")));
  }

  @Test
  void all_operators_have_the_names_that_policies_use() {
    assertTrue(ConditionOperator.named("StringNotEqualsIgnoreCase").isPresent());
    assertTrue(ConditionOperator.named("NotIpAddress").isPresent());
    assertTrue(ConditionOperator.named("NumericGreaterThanEquals").isPresent());
    assertTrue(ConditionOperator.named("stringequals").isEmpty());
    assertEquals(26, ConditionOperator.values().length);
    assertEquals("DateLessThanEquals", ConditionOperator.DATE_LESS_THAN_EQUALS.policyName());
    assertTrue(ConditionOperator.STRING_LIKE.takesVariables());
    assertFalse(ConditionOperator.NUMERIC_EQUALS.takesVariables());
  }

  // Else a variable that is written wrongly would never be found out, and never match.
  @Test
  void a_variable_in_a_condition_is_checked_as_well() {
    Statement statement = Written.statement("Allow * on * if StringLike x:k ${aws:username");
    new Policy("p", PolicyVersion.V2008_10_17, List.of(statement));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Policy("p", PolicyVersion.V2012_10_17, List.of(statement)));
    assertEquals("2008-10-17", PolicyVersion.V2008_10_17.date());
  }

  @Test
  void a_request_tells_who_asks() {
    for (String name : List.of("root", "alice")) {
      AccessRequest request =
          new AccessRequest(
              Written.principal(name),
              "glacier:ListParts",
              Written.vault("photos"),
              RequestContext.empty().with("x:K", "1").with("X:k", "2"));
      boolean root = name.equals("root");
      assertEquals(Optional.of(root ? "Account" : "User"), request.value("aws:PrincipalType"));
      assertEquals(
          root ? Optional.of(Written.OWNER.value()) : Optional.empty(),
          request.value("aws:userid"));
      assertEquals(root ? Optional.empty() : Optional.of(name), request.value("aws:username"));
      assertEquals(Optional.of(Written.OWNER.value()), request.value("aws:PrincipalAccount"));
      assertEquals(Optional.of("2"), request.value("x:k"), "the value in place of any other");
    }
  }
}
