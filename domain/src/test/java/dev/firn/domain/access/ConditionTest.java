// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions hold for, operator by operator; {@link Written} says how to read one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConditionTest {

  private static boolean holds(String condition, String context, PolicyVersion version) {
    return Written.condition(condition)
        .holds(new Variables(version, Written.context(context)::value));
  }

  @ParameterizedTest(name = "{1} for {2}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          true  | StringEquals x:k a                              | x:k=a
          true  | StringEquals X:K a                              | x:k=a
          true  | StringEquals x:k b,a                            | x:k=a
          false | StringEquals x:k A                              | x:k=a
          false | StringEquals x:k a*                             | x:k=ab
          false | StringEquals x:k a                              | ""
          true  | StringEqualsIfExists x:k a                      | ""
          false | StringEqualsIfExists x:k a                      | x:k=b
          true  | StringEquals x:k ${aws:username}                | x:k=al;aws:username=al
          false | StringEquals x:k ${aws:username}                | x:k=al
          true  | StringEquals x:k ${aws:username},al             | x:k=al
          false | StringNotEquals x:k a                           | x:k=a
          true  | StringNotEquals x:k a                           | x:k=b
          false | StringNotEquals x:k b,a                         | x:k=a
          true  | StringNotEquals x:k a                           | ""
          true  | StringNotEqualsIfExists x:k a                   | ""
          false | StringNotEquals x:k ${aws:username}             | x:k=al
          false | StringNotEquals x:k ${aws:username},b           | x:k=al
          true  | StringEqualsIgnoreCase x:k AbC                  | x:k=aBc
          false | StringEqualsIgnoreCase x:k AbC                  | x:k=aB
          false | StringNotEqualsIgnoreCase x:k AbC               | x:k=aBc
          true  | StringNotEqualsIgnoreCase x:k AbC               | ""
          true  | StringLike x:k a*                               | x:k=ab
          true  | StringLike x:k *                                | x:k=ab
          true  | StringLike x:k a?c                              | x:k=abc
          false | StringLike x:k A*                               | x:k=ab
          false | StringLike x:k *                                | ""
          true  | StringLike x:k ${aws:username}-*                | x:k=al-1;aws:username=al
          false | StringLike x:k ${x:tag}                         | x:k=anything;x:tag=*
          true  | StringLike x:k ${x:tag}                         | x:k=*;x:tag=*
          true  | StringLike x:k a${*}c                           | x:k=a*c
          false | StringLike x:k a${*}c                           | x:k=abc
          true  | StringEquals x:k a${?}${$}                      | x:k=a?$
          false | StringNotLike x:k a*,b*                         | x:k=bc
          true  | StringNotLike x:k a*,b*                         | x:k=c
          true  | NumericEquals x:k 5                             | x:k=5.0
          false | NumericEquals x:k 5                             | x:k=6
          false | NumericEquals x:k 5                             | x:k=five
          false | NumericEquals x:k 5                             | ""
          false | NumericNotEquals x:k 5                          | x:k=5
          true  | NumericNotEquals x:k 5                          | x:k=-5
          true  | NumericNotEquals x:k 5                          | ""
          true  | NumericLessThan x:k 365                         | x:k=364
          false | NumericLessThan x:k 365                         | x:k=365
          false | NumericLessThan x:k 365                         | x:k=1000
          false | NumericLessThan x:k 365                         | ""
          true  | NumericLessThanIfExists x:k 365                 | ""
          true  | NumericLessThanEquals x:k 365                   | x:k=365
          false | NumericLessThanEquals x:k 365                   | x:k=365.5
          true  | NumericGreaterThan x:k 9                        | x:k=10
          false | NumericGreaterThan x:k 9                        | x:k=9
          true  | NumericGreaterThanEquals x:k 9                  | x:k=9
          false | NumericGreaterThanEquals x:k 9                  | x:k=8
          true  | DateEquals x:k 2026-01-10                       | x:k=2026-01-10T00:00:00Z
          true  | DateEquals x:k 2026-01-10T01:00:00+01:00        | x:k=2026-01-10T00:00:00Z
          true  | DateEquals x:k 1768003200                       | x:k=2026-01-10T00:00:00Z
          false | DateEquals x:k 1768003200                       | x:k=yesterday
          false | DateEquals x:k 2026-01-10                       | x:k=2026-01-11
          false | DateNotEquals x:k 2026-01-10                    | x:k=1768003200
          true  | DateNotEquals x:k 2026-01-10                    | x:k=1768003201
          true  | DateLessThan x:k 2026-01-10                     | x:k=2026-01-09T23:59:59.999Z
          false | DateLessThan x:k 2026-01-10                     | x:k=2026-01-10T00:00:00Z
          true  | DateLessThanEquals x:k 2026-01-10T00:00Z        | x:k=2026-01-10T00:00:00Z
          false | DateLessThanEquals x:k 2026-01-10T00:00Z        | x:k=2026-01-10T00:00:00.001Z
          true  | DateGreaterThan x:k 2026-01-10                  | x:k=2026-01-10T00:00:00.001Z
          false | DateGreaterThan x:k 2026-01-10                  | x:k=2026-01-10T00:00:00Z
          true  | DateGreaterThanEquals x:k 2026-01-10            | x:k=2026-01-10T00:00:00Z
          false | DateGreaterThanEquals x:k 2026-01-10            | x:k=2026-01-09T23:59:59.999Z
          false | DateGreaterThanEquals x:k 2026-01-10            | ""
          true  | Bool aws:SecureTransport true                   | aws:SecureTransport=true
          true  | Bool aws:SecureTransport True                   | aws:SecureTransport=true
          false | Bool aws:SecureTransport false                  | aws:SecureTransport=true
          false | Bool aws:SecureTransport false                  | ""
          true  | BoolIfExists aws:SecureTransport false          | ""
          true  | IpAddress aws:SourceIp 203.0.113.0/24           | aws:SourceIp=203.0.113.255
          false | IpAddress aws:SourceIp 203.0.113.0/24           | aws:SourceIp=203.0.114.0
          true  | IpAddress aws:SourceIp 203.0.113.77/24          | aws:SourceIp=203.0.113.1
          true  | IpAddress aws:SourceIp 203.0.113.7              | aws:SourceIp=203.0.113.7
          false | IpAddress aws:SourceIp 203.0.113.7              | aws:SourceIp=203.0.113.8
          true  | IpAddress aws:SourceIp 0.0.0.0/0                | aws:SourceIp=255.1.2.3
          false | IpAddress aws:SourceIp 0.0.0.0/0                | aws:SourceIp=2001:db8::1
          false | IpAddress aws:SourceIp ::/0                     | aws:SourceIp=10.0.0.1
          true  | IpAddress aws:SourceIp 10.0.0.0/8               | aws:SourceIp=::ffff:10.1.2.3
          true  | IpAddress aws:SourceIp 2001:db8::/32            | aws:SourceIp=2001:db8:ffff::1
          true  | IpAddress aws:SourceIp 2001:0DB8:0:0::1         | aws:SourceIp=2001:db8::1
          false | IpAddress aws:SourceIp 2001:db8::/33            | aws:SourceIp=2001:db8:8000::1
          true  | IpAddress aws:SourceIp ::1                      | aws:SourceIp=0:0:0:0:0:0:0:1
          true  | IpAddress aws:SourceIp 10.0.0.0/8,::1           | aws:SourceIp=::1
          false | IpAddress aws:SourceIp 10.0.0.0/8               | aws:SourceIp=somewhere
          false | IpAddress aws:SourceIp 10.0.0.0/8               | ""
          false | NotIpAddress aws:SourceIp 10.0.0.0/8            | aws:SourceIp=10.1.1.1
          true  | NotIpAddress aws:SourceIp 10.0.0.0/8            | aws:SourceIp=11.1.1.1
          true  | NotIpAddress aws:SourceIp 10.0.0.0/8            | ""
          true  | ArnEquals x:k arn:aws:iam::1:user/*             | x:k=arn:aws:iam::1:user/a
          true  | ArnLike x:k arn:aws:*:*:1:user/*                | x:k=arn:aws:iam::1:user/a:b
          true  | ArnLike x:k arn:aws:sns:*:*:*                   | x:k=arn:aws:sns:r:1:a:b
          false | ArnLike x:k arn:*:1:user/*:*:*                  | x:k=arn:aws:iam::1:user/a
          false | ArnLike x:k arn:aws:iam:*:user:a                | x:k=arn:aws:iam::1:user
          false | ArnLike x:k arn:aws:iam::1:user/*               | x:k=arn:aws:iam::1:group/a
          false | ArnLike x:k arn:aws:iam::*:user/a               | x:k=arn:aws:iam::1:2:user/a
          false | ArnLike x:k arn:aws:iam::1:user/*               | x:k=arn
          false | ArnLike x:k arn:aws:iam::1:user/*               | ""
          true  | ArnLike x:k ${aws:PrincipalArn}                 | x:k=arn:aws:iam::1:root;aws:PrincipalArn=arn:aws:iam::1:root
          true  | ArnLike x:k arn:aws:iam::1:user/${aws:username} | x:k=arn:aws:iam::1:user/al;aws:username=al
          false | ArnNotEquals x:k arn:aws:iam::1:user/*          | x:k=arn:aws:iam::1:user/a
          true  | ArnNotLike x:k arn:aws:iam::1:user/*            | x:k=arn:aws:iam::2:user/a
          true  | ArnNotLike x:k arn:aws:iam::1:user/*            | ""
          true  | Null x:k true                                   | ""
          false | Null x:k true                                   | x:k=a
          true  | Null x:k false                                  | x:k=a
          false | Null x:k false                                  | ""
          true  | StringEquals glacier:ResourceTag/Team ice       | glacier:resourcetag/team=ice
          """)
  void a_condition_holds_or_does_not(boolean holds, String condition, String context) {
    assertEquals(holds, holds(condition, context, PolicyVersion.V2012_10_17));
  }

  @Test
  void a_default_stands_in_for_an_absent_value() {
    Condition condition =
        new Condition(
            ConditionOperator.STRING_EQUALS,
            false,
            "x:k",
            List.of("${aws:PrincipalTag/team, 'none yet'}"));
    for (Map<String, String> context :
        List.of(Map.of("x:k", "none yet"), Map.of("x:k", "red", "aws:PrincipalTag/team", "red"))) {
      assertTrue(
          condition.holds(
              new Variables(PolicyVersion.V2012_10_17, new RequestContext(context)::value)));
    }
  }

  @Test
  void an_older_version_has_no_variables() {
    assertTrue(
        holds(
            "StringEquals x:k ${aws:username}", "x:k=${aws:username}", PolicyVersion.V2008_10_17));
    assertTrue(holds("StringLike x:k ${*}", "x:k=${all}", PolicyVersion.V2008_10_17));
  }

  @Test
  void conditions_of_a_statement_hold_together() {
    Statement statement =
        Written.statement("Allow * on * if Bool x:a true and NumericLessThan x:b 5,10");
    assertTrue(statement.matches(question("x:a=true;x:b=7"), PolicyVersion.V2012_10_17));
    assertFalse(statement.matches(question("x:a=true;x:b=10"), PolicyVersion.V2012_10_17));
    assertFalse(statement.matches(question("x:a=false;x:b=7"), PolicyVersion.V2012_10_17));
  }

  private static Question question(String context) {
    return new Question(
        new AccessRequest(
            Written.principal("alice"),
            "glacier:ListParts",
            Written.vault("photos"),
            Written.context(context)),
        Written.OWNER);
  }

  @Test
  void the_time_is_given_by_both_keys() {
    RequestContext context =
        RequestContext.of(Instant.parse("2026-01-10T12:00:00.5Z"), "192.0.2.7", true);
    assertEquals("2026-01-10T12:00:00.500Z", context.value("AWS:currenttime").orElseThrow());
    assertEquals("1768046400", context.value(RequestContext.EPOCH_TIME).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NumericEquals x:k five
          NumericEquals x:k 1e9
          NumericEquals x:k 0x10
          DateEquals x:k 2026
          DateEquals x:k 2026-13-01
          DateEquals x:k 2026-01-10T12:00:00
          DateEquals x:k tomorrow
          Bool x:k yes
          Null x:k 1
          NullIfExists x:k true
          IpAddress x:k 10.0.0
          IpAddress x:k 10.0.0.256
          IpAddress x:k 10.0.0.0/33
          IpAddress x:k 10.0.0.0/
          IpAddress x:k ::/129
          IpAddress x:k example.org
          IpAddress x:k fe80::1%eth0
          ArnEquals x:k *
          ArnEquals x:k arn:aws:iam::1
          StringEquals key a
          """)
  void what_cannot_be_compared_with_is_refused(String condition) {
    assertThrows(IllegalArgumentException.class, () -> Written.condition(condition));
  }
}
