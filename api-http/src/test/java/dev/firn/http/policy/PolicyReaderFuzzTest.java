// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.domain.access.AccessRequest;
import dev.firn.domain.access.ApplicablePolicies;
import dev.firn.domain.access.Authorization;
import dev.firn.domain.access.Effect;
import dev.firn.domain.access.Policy;
import dev.firn.domain.access.Principal;
import dev.firn.domain.access.RequestContext;
import dev.firn.domain.vault.AccountId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever comes as a policy, of an identity or of a vault. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PolicyReaderFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AccountId ACCOUNT = new AccountId("012345678901");
  private static final AccessRequest REQUEST =
      new AccessRequest(
          Principal.user(ACCOUNT, "lister"),
          "glacier:DeleteArchive",
          "arn:aws:glacier:us-east-1:012345678901:vaults/photos",
          RequestContext.of(Instant.parse("2026-01-10T12:00:00Z"), "192.0.2.7", true)
              .with(RequestContext.ARCHIVE_AGE_IN_DAYS, "365")
              .with(RequestContext.RESOURCE_TAG + "team", "films"));
  private static final Policy DENYING =
      PolicyReader.identityPolicy(
          "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}", "deny");

  @FuzzTest
  void a_policy_is_refused_or_read_and_applied_as_a_whole(byte[] data)
      throws JsonProcessingException {
    String text = new String(data, UTF_8);
    readAsOfIdentity(text);
    readAsOfVault(text);
  }

  private static void readAsOfIdentity(String text) throws JsonProcessingException {
    Policy policy;
    try {
      policy = PolicyReader.identityPolicy(text, "here");
    } catch (MalformedPolicyException refusal) {
      assertSaysWhere(refusal);
      return;
    }
    assertEquals(policy, PolicyReader.identityPolicy(JSON.readTree(text), "here"));
    assertTrue(allows(policy) || !allowed(List.of(policy), List.of()), text);
    assertFalse(allowed(List.of(policy, DENYING), List.of()), text);
  }

  private static void readAsOfVault(String text) throws JsonProcessingException {
    Policy policy;
    try {
      policy = PolicyReader.vaultPolicy(text, "here");
    } catch (MalformedPolicyException refusal) {
      assertSaysWhere(refusal);
      return;
    }
    assertEquals(policy, PolicyReader.vaultPolicy(JSON.readTree(text), "here"));
    assertTrue(allows(policy) || !allowed(List.of(), List.of(policy)), text);
    assertFalse(allowed(List.of(DENYING), List.of(policy)), text);
  }

  private static void assertSaysWhere(MalformedPolicyException refusal) {
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith("here"), message);
  }

  private static boolean allows(Policy policy) {
    return policy.statements().stream().anyMatch(each -> each.effect() == Effect.ALLOW);
  }

  private static boolean allowed(List<Policy> ofCaller, List<Policy> ofVault) {
    return Authorization.decide(REQUEST, new ApplicablePolicies(ofCaller, ACCOUNT, ofVault))
        .allowed();
  }
}
