// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.domain.access.Actions;
import dev.firn.domain.access.Condition;
import dev.firn.domain.access.ConditionOperator;
import dev.firn.domain.access.Effect;
import dev.firn.domain.access.Policy;
import dev.firn.domain.access.PolicyVersion;
import dev.firn.domain.access.PrincipalName;
import dev.firn.domain.access.Principals;
import dev.firn.domain.access.Resources;
import dev.firn.domain.access.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader makes of a policy, and what it refuses, each time with the place. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PolicyReaderTest {
  private static final String RULE = "'Effect':'Allow','Action':'*','Resource':'*'";
  private static final String VAULT_RULE = RULE + ",'Principal':'*'";

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String policy(String statement) {
    return json("{'Version':'2012-10-17','Statement':[{" + RULE + "},{" + statement + "}]}");
  }

  private static String vaultPolicy(String statement) {
    return json("{'Version':'2012-10-17','Statement':{" + statement + "}}");
  }

  private static String refusalOf(String text) {
    return message(
        assertThrows(
            MalformedPolicyException.class,
            () -> PolicyReader.identityPolicy(text, "users[0].policies[1]"),
            text));
  }

  private static String refusalOfVaults(String text) {
    return message(
        assertThrows(
            MalformedPolicyException.class, () -> PolicyReader.vaultPolicy(text, "lock"), text));
  }

  private static String message(MalformedPolicyException refusal) {
    return String.valueOf(refusal.getMessage());
  }

  @Test
  void the_policy_of_an_identity_is_read_in_all_its_parts() {
    String text =
        json(
            """
            {'Version':'2012-10-17','Id':'any','Statement':[
              {'Sid':'list','Effect':'Allow','Action':['glacier:List*','s3:GetObject'],
               'Resource':'arn:aws:glacier:us-east-1:111111111111:vaults/${aws:username}',
               'Condition':{'NumericLessThanIfExists':{'glacier:ArchiveAgeInDays':[365,'400']},
                            'Bool':{'aws:SecureTransport':true}}},
              {'Effect':'Deny','NotAction':'glacier:listparts','NotResource':['*','arn:aws:s3:::b'],
               'Condition':{}}]}
            """);
    Policy expected =
        new Policy(
            "p",
            PolicyVersion.V2012_10_17,
            List.of(
                new Statement(
                    Optional.of("list"),
                    Effect.ALLOW,
                    Optional.empty(),
                    new Actions(false, List.of("glacier:List*", "s3:GetObject")),
                    new Resources(
                        false,
                        List.of("arn:aws:glacier:us-east-1:111111111111:vaults/${aws:username}")),
                    List.of(
                        new Condition(
                            ConditionOperator.NUMERIC_LESS_THAN,
                            true,
                            "glacier:ArchiveAgeInDays",
                            List.of("365", "400")),
                        new Condition(
                            ConditionOperator.BOOL,
                            false,
                            "aws:SecureTransport",
                            List.of("true")))),
                new Statement(
                    Optional.empty(),
                    Effect.DENY,
                    Optional.empty(),
                    new Actions(true, List.of("glacier:listparts")),
                    new Resources(true, List.of("*", "arn:aws:s3:::b")),
                    List.of())));
    assertEquals(expected, PolicyReader.identityPolicy(text, "p"));
  }

  @Test
  void the_policy_of_a_vault_names_principals() {
    String text =
        json(
            """
            {'Statement':[
              {'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'},
              {'Effect':'Allow','Principal':{'AWS':'*'},'Action':'*','Resource':'*'},
              {'Effect':'Allow','Principal':{'AWS':['111111111111','arn:aws:iam::222222222222:user/bob']},
               'Action':'*','Resource':'*'},
              {'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::111111111111:root'},
               'Action':'*','Resource':'*'}]}
            """);
    Policy policy = PolicyReader.vaultPolicy(text, "p");
    assertEquals(PolicyVersion.V2008_10_17, policy.version());
    Principals everyone = new Principals(false, List.of(PrincipalName.EVERYONE));
    assertEquals(
        List.of(
            everyone,
            everyone,
            new Principals(
                false,
                List.of(
                    new PrincipalName("111111111111"),
                    new PrincipalName("arn:aws:iam::222222222222:user/bob"))),
            new Principals(true, List.of(new PrincipalName("arn:aws:iam::111111111111:root")))),
        policy.statements().stream()
            .map(Statement::principals)
            .map(Optional::orElseThrow)
            .toList());
  }

  @Test
  void a_node_is_read_as_text_is() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    String identity = policy(RULE);
    String vault = vaultPolicy(VAULT_RULE);
    assertEquals(
        PolicyReader.identityPolicy(identity, "p"),
        PolicyReader.identityPolicy(mapper.readTree(identity), "p"));
    assertEquals(
        PolicyReader.vaultPolicy(vault, "p"),
        PolicyReader.vaultPolicy(mapper.readTree(vault), "p"));
    assertThrows(
        MalformedPolicyException.class,
        () -> PolicyReader.vaultPolicy(mapper.readTree(identity), "p"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                                   | it is not valid JSON: Unexpected | {'Statement':[{'Effect':'Allow'
          ""                                   | it is not valid JSON             | {'Statement':}
          ""                                   | it must be an object             | ""
          ""                                   | it must be an object             | []
          ""                                   | it must be an object             | 'Allow'
          ""                                   | it must be an object             | null
          ""                                   | it has no Statement              | {}
          .Statement                           | it is an empty list              | {'Statement':[]}
          .Statement                           | it must be an object             | {'Statement':'Allow'}
          .Statement[0]                        | it must be an object             | {'Statement':[[]]}
          .Statements                          | there is no such member          | {'Statements':[]}
          .Version                             | there is no version 2012-10-18   | {'Version':'2012-10-18','Statement':[]}
          .Version                             | it must be text                  | {'Version':20121017,'Statement':[]}
          .Id                                  | it must be text                  | {'Id':{},'Statement':[]}
          """)
  void what_is_no_policy_is_refused(String place, String fault, String text) {
    String message = refusalOf(json(text));
    assertTrue(message.startsWith("users[0].policies[1]" + place + ": " + fault), message);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                                 | it has no Effect                          | 'Action':'*','Resource':'*'
          .Effect                            | there is no effect Perhaps; there are     | 'Effect':'Perhaps','Action':'*','Resource':'*'
          .Effect                            | there is no effect allow                  | 'Effect':'allow','Action':'*','Resource':'*'
          .effect                            | there is no such member; there are Action | 'effect':'Allow','Action':'*','Resource':'*'
          .Sid                               | it must be text                           | 'Sid':1,'Effect':'Allow','Action':'*','Resource':'*'
          .Principal                         | the policy of an identity names no        | 'Principal':'*','Effect':'Allow','Action':'*','Resource':'*'
          .NotPrincipal                      | the policy of an identity names no        | 'NotPrincipal':'*','Effect':'Deny','Action':'*','Resource':'*'
          ""                                 | it has neither Action nor NotAction       | 'Effect':'Allow','Resource':'*'
          ""                                 | it has both Action and NotAction          | 'Effect':'Allow','Action':'*','NotAction':'*','Resource':'*'
          ""                                 | it has neither Resource nor NotResource   | 'Effect':'Allow','Action':'*'
          ""                                 | it has both Resource and NotResource      | 'Effect':'Allow','Action':'*','NotResource':'*','Resource':'*'
          .Action                            | it is an empty list                       | 'Effect':'Allow','Action':[],'Resource':'*'
          .NotAction                         | it is an empty list                       | 'Effect':'Allow','NotAction':[],'Resource':'*'
          .Resource                          | it is an empty list                       | 'Effect':'Allow','Action':'*','Resource':[]
          .Action[1]                         | it must be text                           | 'Effect':'Allow','Action':['*',1],'Resource':'*'
          .Action                            | it must be text                           | 'Effect':'Allow','Action':{'a':'*'},'Resource':'*'
          .Action                            | ListParts is no action.                   | 'Effect':'Allow','Action':'ListParts','Resource':'*'
          .Action                            | *:List* is no action.                     | 'Effect':'Allow','Action':'*:List*','Resource':'*'
          .Action[1]                         | there is no action glacier:ListPart;      | 'Effect':'Allow','Action':['*','glacier:ListPart'],'Resource':'*'
          .NotAction                         | there is no action Glacier:listpart;      | 'Effect':'Allow','NotAction':'Glacier:listpart','Resource':'*'
          .Resource                          | photos is no resource.                    | 'Effect':'Allow','Action':'*','Resource':'photos'
          .NotResource[1]                    | arn:aws:glacier is no resource.           | 'Effect':'Allow','Action':'*','NotResource':['*','arn:aws:glacier']
          .Resource                          | arn:aws:s3:::${x has a policy variable    | 'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::${x'
          .Condition                         | it must be an object                      | 'Effect':'Allow','Action':'*','Resource':'*','Condition':[]
          .Condition.StringLik               | there is no condition operator StringLik; there are StringEquals, StringNotEquals, | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringLik':{'x:k':'a'}}
          .Condition.stringLike              | there is no condition operator            | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'stringLike':{'x:k':'a'}}
          .Condition.BinaryEquals            | there is no condition operator            | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'BinaryEquals':{'x:k':'QQ=='}}
          .Condition.ForAnyValue:StringLike  | there is no condition operator ForAny     | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'ForAnyValue:StringLike':{'x:k':'a'}}
          .Condition.ForAllValues:StringLike | there is no condition operator ForAll     | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'ForAllValues:StringLike':{'x:k':'a'}}
          .Condition.NullIfExists.x:k        | Null asks itself                          | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NullIfExists':{'x:k':'true'}}
          .Condition.Bool                    | it must be an object                      | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':true}
          .Condition.Bool                    | it has no condition key                   | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{}}
          .Condition.Bool.secure             | secure is no condition key.               | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'secure':true}}
          .Condition.Bool.X:K                | the key is there already                  | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'x:k':true,'X:K':true}}
          .Condition.NumericLessThan.glacier:ArchiveAge | there is no condition key      | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NumericLessThan':{'glacier:ArchiveAge':1}}
          .Condition.Bool.x:k                | it is an empty list                       | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'x:k':[]}}
          .Condition.Bool.x:k                | it must be text, a number or a boolean    | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'x:k':null}}
          .Condition.Bool.x:k[0]             | it must be text, a number or a boolean    | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'x:k':[[]]}}
          .Condition.Bool.x:k[1]             | yes is not true or false.                 | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'x:k':[true,'yes']}}
          .Condition.Null.x:k                | yes is not true or false.                 | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Null':{'x:k':'yes'}}
          .Condition.NumericEquals.x:k       | five is not a number                      | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NumericEquals':{'x:k':'five'}}
          .Condition.DateEquals.x:k          | 2026-13-01 is not a date                  | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateEquals':{'x:k':'2026-13-01'}}
          .Condition.IpAddress.x:k           | 10.0.0.0/33 is no IP address              | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddress':{'x:k':'10.0.0.0/33'}}
          .Condition.ArnLike.x:k             | photos is no ARN.                         | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'ArnLike':{'x:k':'photos'}}
          .Condition.StringLike.x:k          | a${b has a policy variable                | 'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringLike':{'x:k':'a${b'}}
          """)
  void what_is_no_statement_is_refused(String place, String fault, String statement) {
    String message = refusalOf(policy(statement));
    assertTrue(
        message.startsWith("users[0].policies[1].Statement[1]" + place + ": " + fault), message);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                | it has neither Principal nor NotPrincipal | 'Effect':'Deny'
          ""                | it has both Principal and NotPrincipal    | 'Effect':'Deny','Principal':'*','NotPrincipal':{'AWS':'111111111111'}
          ""                | NotPrincipal does not go with the Effect  | 'Effect':'Allow','NotPrincipal':{'AWS':'111111111111'}
          .NotPrincipal     | NotPrincipal * leaves nobody.             | 'Effect':'Deny','NotPrincipal':'*'
          .Principal        | it must be "*" or an object               | 'Effect':'Deny','Principal':'111111111111'
          .Principal        | it must be an object                      | 'Effect':'Deny','Principal':['*']
          .Principal        | it has no AWS                             | 'Effect':'Deny','Principal':{}
          .Principal.Service | there is no such member; there are AWS   | 'Effect':'Deny','Principal':{'AWS':'*','Service':'sns.amazonaws.com'}
          .Principal.AWS    | it is an empty list                       | 'Effect':'Deny','Principal':{'AWS':[]}
          .Principal.AWS[1] | 1 is no principal.                        | 'Effect':'Deny','Principal':{'AWS':['*','1']}
          .Principal.AWS    | it must be text                           | 'Effect':'Deny','Principal':{'AWS':111111111111}
          """)
  void what_names_no_principals_is_refused(String place, String fault, String principals) {
    String message =
        refusalOfVaults(vaultPolicy(principals + ",'Action':'glacier:*','Resource':'*'"));
    assertTrue(message.startsWith("lock.Statement" + place + ": " + fault), message);
  }

  @Test
  void nothing_is_there_twice() {
    String twice = refusalOf(policy("'Effect':'Deny'," + RULE));
    assertTrue(twice.startsWith("users[0].policies[1]: it is not valid JSON: Duplicate"), twice);
    assertTrue(twice.contains("'Effect'") && twice.contains("(line 1, column "), twice);
    String sids =
        json(
            "{'Statement':[{'Sid':'a',"
                + RULE
                + "},{'Sid':'b',"
                + RULE
                + "},{'Sid':'a',"
                + RULE
                + "}]}");
    assertEquals(
        "users[0].policies[1].Statement[2].Sid: the Sid a is that of an earlier statement",
        refusalOf(sids));
  }

  @Test
  void nothing_follows_the_policy() {
    String more = refusalOf(policy(RULE) + "{}");
    assertTrue(more.contains("it is not valid JSON: Trailing token"), more);
  }

  @Test
  void a_policy_has_at_most_20_kilobytes() {
    String text = vaultPolicy(VAULT_RULE);
    String spaces = " ".repeat(20 * 1024 - text.length());
    PolicyReader.vaultPolicy(text + spaces, "lock");
    assertEquals(
        "lock: it has 20481 bytes; a policy has at most 20480",
        refusalOfVaults(text + spaces + " "));
    String long16Bit = vaultPolicy("'Sid':'" + "é".repeat(10_240) + "'," + VAULT_RULE);
    assertTrue(refusalOfVaults(long16Bit).contains("bytes; a policy has at most 20480"));
  }

  @Test
  void a_policy_that_is_nested_deeply_is_refused_and_a_long_fault_is_cut() {
    String deep = refusalOf("[".repeat(10_000) + "]".repeat(10_000));
    assertTrue(deep.contains("it is not valid JSON: Document nesting depth"), deep);
    String wordy = refusalOf(json("{'Version':'" + "2".repeat(20_000) + "','Statement':[]}"));
    assertEquals(1_003, wordy.length());
  }
}
