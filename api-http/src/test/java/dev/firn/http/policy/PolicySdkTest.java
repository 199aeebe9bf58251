// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.access.AccessRequest;
import dev.firn.domain.access.ApplicablePolicies;
import dev.firn.domain.access.Authorization;
import dev.firn.domain.access.ConditionOperator;
import dev.firn.domain.access.Policy;
import dev.firn.domain.access.Principal;
import dev.firn.domain.access.RequestContext;
import dev.firn.domain.access.Verdict;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Region;
import dev.firn.domain.vault.VaultArn;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.api.ApiOperation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPolicyWriter;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Policies that the AWS SDK writes are read, and decide as they are meant to. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PolicySdkTest {
  private static final AccountId OWNER = new AccountId("111111111111");
  private static final Principal ALICE = Principal.user(OWNER, "alice");
  private static final Principal BOB = Principal.user(new AccountId("222222222222"), "bob");

  private static String vault(String name) {
    return new VaultArn(new Region("us-east-1"), VaultKey.of(OWNER.value(), name)).toString();
  }

  private static List<Policy> identity(IamStatement... statements) {
    IamPolicy policy = IamPolicy.builder().id("made").statements(List.of(statements)).build();
    Policy read = PolicyReader.identityPolicy(policy.toJson(), "own");
    String pretty = policy.toJson(IamPolicyWriter.builder().prettyPrint(true).build());
    assertEquals(read, PolicyReader.identityPolicy(pretty, "own"));
    return List.of(read);
  }

  private static List<Policy> ofVault(IamStatement... statements) {
    String text = IamPolicy.create(List.of(statements)).toJson();
    return List.of(PolicyReader.vaultPolicy(text, "vault"));
  }

  private static IamStatement.Builder allow(String action, String resource) {
    return IamStatement.builder().effect(IamEffect.ALLOW).addAction(action).addResource(resource);
  }

  private static Verdict decide(
      Principal caller,
      ApiOperation operation,
      String vault,
      RequestContext context,
      List<Policy> own,
      List<Policy> ofVault) {
    return Authorization.decide(
            new AccessRequest(caller, operation.actionName(), vault(vault), context),
            new ApplicablePolicies(own, OWNER, ofVault))
        .verdict();
  }

  private static boolean allows(List<Policy> own, RequestContext context) {
    return decide(ALICE, ApiOperation.LIST_PARTS, "photos", context, own, List.of()).allows();
  }

  @Test
  void a_user_may_list_the_uploads_of_one_vault() {
    List<Policy> own =
        identity(allow("glacier:ListMultipartUploads", vault("photos")).sid("list").build());
    RequestContext context = RequestContext.empty();
    assertEquals(
        Verdict.ALLOWED_BY_IDENTITY_POLICY,
        decide(ALICE, ApiOperation.LIST_MULTIPART_UPLOADS, "photos", context, own, List.of()));
    assertEquals(
        Verdict.NOT_ALLOWED_BY_IDENTITY_POLICY,
        decide(ALICE, ApiOperation.LIST_MULTIPART_UPLOADS, "music", context, own, List.of()));
    assertEquals(
        Verdict.NOT_ALLOWED_BY_IDENTITY_POLICY,
        decide(ALICE, ApiOperation.LIST_PARTS, "photos", context, own, List.of()));
  }

  @Test
  void many_actions_and_resources_are_written_as_lists_and_all_others_as_not() {
    List<Policy> own =
        identity(
            IamStatement.builder()
                .effect(IamEffect.ALLOW)
                .actionIds(List.of("glacier:ListParts", "glacier:Describe*"))
                .resourceIds(List.of(vault("photos"), vault("music")))
                .build(),
            IamStatement.builder()
                .effect(IamEffect.DENY)
                .addNotAction("glacier:List*")
                .addNotResource(vault("photos"))
                .build());
    RequestContext context = RequestContext.empty();
    assertEquals(
        Verdict.ALLOWED_BY_IDENTITY_POLICY,
        decide(ALICE, ApiOperation.LIST_PARTS, "music", context, own, List.of()));
    assertEquals(
        Verdict.ALLOWED_BY_IDENTITY_POLICY,
        decide(ALICE, ApiOperation.DESCRIBE_VAULT, "photos", context, own, List.of()));
    assertEquals(
        Verdict.DENIED_BY_IDENTITY_POLICY,
        decide(ALICE, ApiOperation.DESCRIBE_VAULT, "music", context, own, List.of()));
  }

  @Test
  void a_vault_lock_keeps_young_archives_from_everyone() {
    List<Policy> lock =
        ofVault(
            IamStatement.builder()
                .sid("deny-young")
                .effect(IamEffect.DENY)
                .addPrincipal(IamPrincipal.ALL)
                .addAction("glacier:DeleteArchive")
                .addResource(vault("photos"))
                .addCondition(
                    IamConditionOperator.NUMERIC_LESS_THAN, "glacier:ArchiveAgeInDays", "365")
                .build());
    Principal root = Principal.root(OWNER);
    RequestContext young = RequestContext.empty().with("glacier:ArchiveAgeInDays", "364");
    RequestContext old = RequestContext.empty().with("glacier:ArchiveAgeInDays", "365");
    assertEquals(
        Verdict.DENIED_BY_RESOURCE_POLICY,
        decide(root, ApiOperation.DELETE_ARCHIVE, "photos", young, List.of(), lock));
    assertEquals(
        Verdict.ALLOWED_TO_ACCOUNT,
        decide(root, ApiOperation.DELETE_ARCHIVE, "photos", old, List.of(), lock));
    assertEquals(
        Verdict.ALLOWED_TO_ACCOUNT,
        decide(root, ApiOperation.INITIATE_JOB, "photos", young, List.of(), lock));
  }

  @Test
  void another_account_is_let_in_and_all_but_some_are_kept_out() {
    List<Policy> shared =
        ofVault(
            allow("glacier:List*", "arn:aws:glacier:*:" + OWNER + ":vaults/*")
                .addPrincipals(IamPrincipalType.AWS, List.of(BOB.account().value(), ALICE.arn()))
                .build(),
            IamStatement.builder()
                .effect(IamEffect.DENY)
                .addNotPrincipal(IamPrincipalType.AWS, BOB.arn())
                .addAction("glacier:ListParts")
                .addResource("*")
                .build());
    List<Policy> own = identity(allow("*", "*").build());
    RequestContext context = RequestContext.empty();
    assertEquals(
        Verdict.ALLOWED_BY_RESOURCE_POLICY,
        decide(BOB, ApiOperation.LIST_PARTS, "photos", context, own, shared));
    assertEquals(
        Verdict.NOT_ALLOWED_BY_IDENTITY_POLICY,
        decide(BOB, ApiOperation.LIST_PARTS, "photos", context, List.of(), shared));
    assertEquals(
        Verdict.DENIED_BY_RESOURCE_POLICY,
        decide(ALICE, ApiOperation.LIST_PARTS, "photos", context, own, shared));
    assertEquals(
        Verdict.ALLOWED_BY_RESOURCE_POLICY,
        decide(ALICE, ApiOperation.LIST_JOBS, "photos", context, List.of(), shared));
  }

  @Test
  void conditions_hold_together_and_any_of_their_values_will_do() {
    List<Policy> own =
        identity(
            allow("glacier:*", "*")
                .addConditions(
                    IamConditionOperator.IP_ADDRESS,
                    "aws:SourceIp",
                    List.of("203.0.113.0/24", "2001:db8::/32"))
                .addCondition(IamConditionOperator.BOOL, "aws:SecureTransport", "true")
                .addCondition(
                    IamConditionOperator.DATE_LESS_THAN, "aws:CurrentTime", "2026-06-30T00:00:00Z")
                .addCondition(
                    IamConditionOperator.STRING_LIKE.addSuffix("IfExists"), "aws:username", "al*")
                .build());
    RequestContext good =
        RequestContext.of(Instant.parse("2026-06-29T23:59:59Z"), "2001:db8::7", true);
    assertTrue(allows(own, good));
    assertTrue(allows(own, good.with(RequestContext.SOURCE_IP, "203.0.113.9")));
    assertFalse(allows(own, good.with(RequestContext.SOURCE_IP, "203.0.114.9")));
    assertFalse(allows(own, good.with(RequestContext.SECURE_TRANSPORT, "false")));
    assertFalse(allows(own, good.with(RequestContext.CURRENT_TIME, "2026-06-30T00:00:00Z")));
    assertFalse(allows(own, RequestContext.empty()));
  }

  @Test
  void each_operator_of_the_sdk_but_that_on_bytes_is_known() throws Exception {
    int known = 0;
    for (var field : IamConditionOperator.class.getFields()) {
      String name = ((IamConditionOperator) field.get(null)).value();
      if (!name.equals("BinaryEquals")) {
        assertTrue(ConditionOperator.named(name).isPresent(), name);
        known++;
      }
    }
    assertEquals(ConditionOperator.values().length, known);
  }

  @Test
  void what_compares_sets_of_values_is_refused() {
    IamStatement statement =
        allow("*", "*")
            .addCondition(
                IamConditionOperator.STRING_EQUALS.addPrefix("ForAllValues:"), "aws:TagKeys", "a")
            .build();
    assertThrows(MalformedPolicyException.class, () -> identity(statement));
  }
}
