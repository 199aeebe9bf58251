// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.WireAssertions.assertAnswer;
import static dev.firn.http.WireAssertions.assertEmpty;
import static dev.firn.http.WireAssertions.assertMissing;
import static dev.firn.http.WireAssertions.assertNotFound;
import static dev.firn.http.WireAssertions.assertRefusal;
import static dev.firn.http.WireAssertions.header;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.domain.vault.VaultKey;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access policies and locks of vaults, as they go over the wire, on a server that asks nobody. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VaultPoliciesWireTest {
  private static final Instant START = Instant.parse("2026-01-10T12:00:00Z");
  private static final String DENY_DELETING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
       "Action":"glacier:DeleteArchive","Resource":"%s",
       "Condition":{"NumericLessThan":{"glacier:ArchiveAgeInDays":"365"}}}]}"""
          .formatted(VaultClient.ARN);

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private TestServer server;
  private VaultClient vault;

  @BeforeEach
  void start() throws Exception {
    InstantSource time = now::get;
    server = new TestServer("memory:", Limits.defaults(), time.withZone(ZoneOffset.UTC));
    vault = VaultClient.create(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private static String body(String policy) throws Exception {
    return new ObjectMapper().writeValueAsString(Map.of("Policy", policy));
  }

  private static String deny(String action) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"glacier:%s\",\"Resource\":\"*\"}}"
        .formatted(action);
  }

  private String initiateLock(String policy) throws Exception {
    HttpResponse<String> initiated = vault.send("POST", "/lock-policy", body(policy));
    assertEmpty(201, initiated);
    String id = header(initiated, "x-amz-lock-id");
    assertTrue(id.matches("F[A-Za-z0-9_-]{23}"), id);
    return id;
  }

  private HttpResponse<String> completeLock(String id) throws Exception {
    return vault.send("POST", "/lock-policy/" + id, "");
  }

  private HttpResponse<String> getLock() throws Exception {
    return vault.get(VaultClient.VAULT + "/lock-policy");
  }

  private HttpResponse<String> abortLock() throws Exception {
    return vault.delete(VaultClient.VAULT + "/lock-policy");
  }

  private String archive() throws Exception {
    HttpResponse<String> uploaded = vault.archive(PayloadRequest.archive(new byte[] {1}));
    assertEquals(201, uploaded.statusCode(), uploaded.body());
    return VaultClient.VAULT + "/archives/" + header(uploaded, "x-amz-archive-id");
  }

  private static void assertDenied(HttpResponse<String> response) {
    assertEquals(403, response.statusCode(), response.body());
    assertTrue(response.body().contains("AccessDeniedException"), response.body());
  }

  private void assertNoLock() throws Exception {
    assertNotFound("No vault lock is set for: " + VaultClient.ARN, getLock());
  }

  @Test
  void an_access_policy_is_given_back_as_it_was_set_until_it_is_deleted() throws Exception {
    String path = VaultClient.VAULT + "/access-policy";
    assertNotFound("No vault access policy is set for: " + VaultClient.ARN, vault.get(path));
    assertEmpty(204, vault.delete(path));
    assertEmpty(204, vault.send("PUT", "/access-policy", body(DENY_DELETING)));
    assertAnswer(200, body(DENY_DELETING), vault.get(path));
    assertEmpty(204, vault.send("PUT", "/access-policy", body(deny("ListJobs"))));
    assertAnswer(200, body(deny("ListJobs")), vault.get(path));
    assertEmpty(204, vault.delete(path));
    assertEquals(404, vault.get(path).statusCode());
  }

  @Test
  void what_is_no_policy_is_refused_when_it_is_set() throws Exception {
    assertMissing("Policy", vault.send("PUT", "/access-policy", ""));
    assertMissing("Policy", vault.send("PUT", "/access-policy", "{}"));
    assertMissing("Policy", vault.send("POST", "/lock-policy", "{\"Policy\":\" \"}"));
    for (String policy :
        new String[] {"{", "{}", deny("NoSuchThing"), " ".repeat(20 << 10) + "{}"}) {
      HttpResponse<String> refused = vault.send("PUT", "/access-policy", body(policy));
      assertEquals(400, refused.statusCode(), refused.body());
      assertTrue(refused.body().contains("InvalidParameterValueException"), refused.body());
      HttpResponse<String> notLocked = vault.send("POST", "/lock-policy", body(policy));
      assertEquals(400, notLocked.statusCode(), notLocked.body());
    }
    assertTrue(
        vault
            .send("POST", "/lock-policy", body("{}"))
            .body()
            .contains(
                "The specified vault lock policy is invalid. Provide a valid policy. Policy"));
    for (String policy : List.of(" ".repeat(20 << 10) + "{}", "\\ud800")) {
      assertTrue(
          vault
              .send("POST", "/lock-policy", "{\"Policy\":\"" + policy + "\"}")
              .body()
              .contains("The specified vault lock policy is invalid. Provide a valid policy. "));
    }
    assertNoLock();
  }

  @Test
  void the_account_is_bound_by_its_policies_but_does_not_lock_itself_out() throws Exception {
    assertEmpty(204, vault.send("PUT", "/access-policy", body(deny("*"))));
    assertDenied(vault.get(VaultClient.VAULT));
    assertDenied(vault.get(VaultClient.VAULT + "/multipart-uploads"));
    assertEquals(200, vault.get(VaultClient.VAULT + "/access-policy").statusCode());
    assertEmpty(204, vault.delete(VaultClient.VAULT + "/access-policy"));
    assertEquals(200, vault.get(VaultClient.VAULT).statusCode());
  }

  @Test
  void a_lock_is_initiated_completed_and_then_for_ever() throws Exception {
    assertNoLock();
    assertEmpty(204, abortLock());
    assertEquals(404, completeLock("x".repeat(24)).statusCode());
    String id = initiateLock(DENY_DELETING);
    String policy = new ObjectMapper().writeValueAsString(DENY_DELETING);
    assertAnswer(
        200,
        "{\"CreationDate\":\"2026-01-10T12:00:00.000Z\",\"ExpirationDate\":\"2026-01-11T12:00:00.000Z\",\"Policy\":"
            + policy
            + ",\"State\":\"InProgress\"}",
        getLock());
    assertDenied(vault.send("POST", "/lock-policy", body(DENY_DELETING)));
    HttpResponse<String> wrong = completeLock("x".repeat(24));
    assertEquals(400, wrong.statusCode());
    assertTrue(wrong.body().contains("InvalidParameter"), wrong.body());

    pass(Duration.ofHours(23));
    assertEmpty(204, completeLock(id));
    assertEmpty(204, completeLock(id));
    pass(Duration.ofDays(100));
    assertEmpty(204, completeLock(id));
    assertAnswer(
        200,
        "{\"CreationDate\":\"2026-01-10T12:00:00.000Z\",\"ExpirationDate\":null,\"Policy\":"
            + policy
            + ",\"State\":\"Locked\"}",
        getLock());
    assertRefusal(
        403, "AccessDeniedException", "The vault is Locked, which nobody can undo.", abortLock());
    assertDenied(completeLock("x".repeat(24)));
    assertDenied(vault.send("POST", "/lock-policy", body(deny("ListJobs"))));
  }

  @Test
  void a_lock_that_is_not_completed_in_a_day_is_as_if_it_never_was() throws Exception {
    String archive = archive();
    String id = initiateLock(DENY_DELETING);
    pass(Duration.ofHours(24).minusMillis(1));
    assertDenied(vault.delete(archive));
    pass(Duration.ofMillis(1));
    assertNoLock();
    assertEquals(404, completeLock(id).statusCode());
    assertEmpty(204, abortLock());
    assertEmpty(204, vault.delete(archive));
    initiateLock(DENY_DELETING);
    assertEmpty(204, abortLock());
    assertNoLock();
  }

  @Test
  void what_is_locked_is_not_deleted_before_its_time_by_anybody() throws Exception {
    String archive = archive();
    assertEmpty(204, completeLock(initiateLock(DENY_DELETING)));
    assertDenied(vault.delete(archive));
    assertEquals(400, vault.delete(VaultClient.VAULT).statusCode());
    assertEmpty(
        204, vault.send("PUT", "/access-policy", body(deny("ListJobs").replace("Deny", "Allow"))));
    assertDenied(vault.delete(archive));
    pass(Duration.ofDays(364));
    assertDenied(vault.delete(archive));
    pass(Duration.ofDays(1));
    assertEmpty(204, vault.delete(archive));
    assertEmpty(204, vault.delete(VaultClient.VAULT));
  }

  @Test
  void a_lock_can_keep_the_vault_itself_and_the_access_policy() throws Exception {
    String all =
        deny("DeleteVault\",\"glacier:SetVaultAccessPolicy")
            .replace(
                "\"glacier:DeleteVault\",\"glacier:SetVaultAccessPolicy\"",
                "[\"glacier:DeleteVault\",\"glacier:SetVaultAccessPolicy\"]");
    assertEmpty(204, completeLock(initiateLock(all)));
    assertDenied(vault.delete(VaultClient.VAULT));
    assertDenied(vault.send("PUT", "/access-policy", body(DENY_DELETING)));
    assertEquals(200, vault.get(VaultClient.VAULT).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"glacier", "aws"})
  void policies_can_ask_for_the_tags_of_the_vault(String prefix) throws Exception {
    String held =
        deny("DeleteVault")
            .replace(
                "\"Resource\":\"*\"",
                "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"%s:ResourceTag/LegalHold\":\"true\"}}"
                    .formatted(prefix));
    assertEmpty(204, completeLock(initiateLock(held)));
    assertEmpty(
        204, vault.send("POST", "/tags?operation=add", "{\"Tags\":{\"LegalHold\":\"true\"}}"));
    assertDenied(vault.delete(VaultClient.VAULT));
    assertEmpty(204, vault.send("POST", "/tags?operation=remove", "{\"TagKeys\":[\"LegalHold\"]}"));
    assertEmpty(204, vault.delete(VaultClient.VAULT));
  }

  // A client need not send all of a request at once.
  @Test
  void a_request_that_is_held_back_until_the_vault_is_locked_is_denied() throws Exception {
    String archive = archive();
    try (RawSocket client = new RawSocket(server.uri())) {
      client.sendHead("DELETE", archive, Map.of("Transfer-Encoding", "chunked"));
      assertEquals(200, vault.get(VaultClient.VAULT).statusCode());
      assertEmpty(204, completeLock(initiateLock(DENY_DELETING)));
      client.send("0\r\n\r\n".getBytes(US_ASCII));
      String head = client.readHead();
      assertTrue(head.startsWith("HTTP/1.1 403 "), head);
    }
    assertEquals(
        1,
        server
            .firn()
            .vaults()
            .describeVault(VaultKey.of("012345678901", "photos"))
            .inventory()
            .archives(),
        "kept");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:glacier:us-east-1:012345678901:vaults/photos",
        "arn:aws:glacier:us-*",
        "arn:aws:glacier:${aws:RequestedRegion, 'us-east-1'}:012345678901:vaults/photos",
      })
  void a_lock_holds_whatever_region_it_names(String resource) throws Exception {
    String archive = archive();
    assertEmpty(204, completeLock(initiateLock(DENY_DELETING.replace(VaultClient.ARN, resource))));
    assertDenied(vault.delete(archive));
  }

  @Test
  void what_is_wrong_with_a_request_is_for_who_may_make_it_to_know() throws Exception {
    assertEmpty(
        204,
        vault.send(
            "PUT",
            "/access-policy",
            body(
                deny("ADD")
                    .replace(
                        "\"glacier:ADD\"",
                        "[\"glacier:AddTagsToVault\",\"glacier:InitiateJob\"]"))));
    for (String malformed :
        List.of("", "{", "[]", "{\"Tags\":{\"a\":1}}", "{\"a\":\"" + "b".repeat(1 << 16) + "\"}")) {
      assertDenied(vault.send("POST", "/tags?operation=add", malformed));
      assertDenied(vault.send("POST", "/jobs", malformed));
    }
  }

  @Test
  void what_no_request_could_ever_be_asked_for_is_no_condition() throws Exception {
    String secret =
        deny("AddTagsToVault")
            .replace(
                "\"Resource\":\"*\"",
                "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:TagKeys\":\"secret\"}}");
    HttpResponse<String> refused = vault.send("PUT", "/access-policy", body(secret));
    assertEquals(400, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("aws:RequestTag/KEY"), refused.body());
  }
}
