// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.WireAssertions.assertAnswer;
import static dev.firn.http.WireAssertions.assertEmpty;
import static dev.firn.http.WireAssertions.assertInvalid;
import static dev.firn.http.WireAssertions.assertMissing;
import static dev.firn.http.WireAssertions.assertNotFound;
import static dev.firn.http.WireAssertions.assertRefusal;
import static dev.firn.http.WireAssertions.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Provisioned capacity, data retrieval policies and notification configurations, as they go over
 * the wire.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccountSettingsWireTest {
  private static final String POLICY = "/-/policies/data-retrieval";
  private static final String CAPACITY = "/-/provisioned-capacity";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
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

  private HttpResponse<String> setPolicy(String rule) throws Exception {
    return server.send(
        "PUT", POLICY, BodyPublishers.ofString("{\"Policy\":{\"Rules\":[" + rule + "]}}"));
  }

  private static String rules(String bytesPerHour, String strategy) {
    return "{\"Policy\":{\"Rules\":[{\"BytesPerHour\":%s,\"Strategy\":\"%s\"}]}}"
        .formatted(bytesPerHour, strategy);
  }

  @Test
  void a_retrieval_policy_is_none_until_it_is_set() throws Exception {
    assertAnswer(200, rules("null", "None"), server.send("GET", POLICY));
    assertEmpty(204, setPolicy("{\"Strategy\":\"BytesPerHour\",\"BytesPerHour\":10737418240}"));
    assertAnswer(200, rules("10737418240", "BytesPerHour"), server.send("GET", POLICY));
    assertAnswer(
        200, rules("null", "None"), server.send("GET", "/999999999999/policies/data-retrieval"));
    assertEmpty(204, setPolicy("{\"Strategy\":\"FreeTier\",\"BytesPerHour\":null}"));
    assertAnswer(200, rules("null", "FreeTier"), server.send("GET", POLICY));
  }

  @Test
  void a_retrieval_policy_that_is_none_is_refused() throws Exception {
    assertMissing("Policy", server.send("PUT", POLICY));
    assertMissing("Policy", server.send("PUT", POLICY, BodyPublishers.ofString("{}")));
    assertMissing("Rules", server.send("PUT", POLICY, BodyPublishers.ofString("{\"Policy\":{}}")));
    assertInvalid(
        "Invalid number of rules: 0. A data retrieval policy has exactly one.", setPolicy(""));
    assertInvalid(
        "Invalid number of rules: 2. A data retrieval policy has exactly one.",
        setPolicy("{\"Strategy\":\"None\"},{\"Strategy\":\"None\"}"));
    assertMissing("Strategy", setPolicy("{}"));
    assertInvalid(
        "Invalid strategy: none. The strategies are BytesPerHour, FreeTier and None.",
        setPolicy("{\"Strategy\":\"none\"}"));
    for (String rule :
        new String[] {
          "{\"Strategy\":\"BytesPerHour\"}",
          "{\"Strategy\":\"BytesPerHour\",\"BytesPerHour\":0}",
          "{\"Strategy\":\"BytesPerHour\",\"BytesPerHour\":9223372036854775808}",
          "{\"Strategy\":\"None\",\"BytesPerHour\":5}"
        }) {
      assertEquals(400, setPolicy(rule).statusCode(), rule);
    }
    assertRefusal(
        400,
        "SerializationException",
        "SerializationException",
        setPolicy("{\"Strategy\":\"BytesPerHour\",\"BytesPerHour\":1.5}"));
    assertAnswer(200, rules("null", "None"), server.send("GET", POLICY));
  }

  @Test
  void capacity_is_had_for_a_month_two_units_at_a_time() throws Exception {
    assertAnswer(200, "{\"ProvisionedCapacityList\":[]}", server.send("GET", CAPACITY));
    HttpResponse<String> purchased = server.send("POST", CAPACITY);
    assertEmpty(201, purchased);
    String first = header(purchased, "x-amz-capacity-id");
    assertTrue(first.matches("F[A-Za-z0-9_-]{23}"), first);
    assertAnswer(
        200,
        "{\"ProvisionedCapacityList\":[{\"CapacityId\":\"%s\",\"ExpirationDate\":\"2026-02-28T12:00:00.000Z\",\"StartDate\":\"2026-01-31T12:00:00.000Z\"}]}"
            .formatted(first),
        server.send("GET", CAPACITY));
    now.set(Instant.parse("2026-02-10T00:00:00Z"));
    assertEmpty(201, server.send("POST", CAPACITY));
    assertRefusal(
        400,
        "LimitExceededException",
        "Account 012345678901 has 2 units of provisioned capacity already, the most that an account may have.",
        server.send("POST", CAPACITY));
    assertEmpty(201, server.send("POST", "/999999999999/provisioned-capacity"));
    now.set(Instant.parse("2026-02-28T12:00:00Z"));
    assertEquals(1, server.send("GET", CAPACITY).body().split("CapacityId", -1).length - 1);
    assertEmpty(201, server.send("POST", CAPACITY));
  }

  @Test
  void a_vault_notifies_of_what_is_set_until_that_is_deleted() throws Exception {
    String path = VaultClient.VAULT + "/notification-configuration";
    String both =
        "{\"Events\":[\"ArchiveRetrievalCompleted\",\"InventoryRetrievalCompleted\"],\"SNSTopic\":\"arn:aws:sns:eu-west-1:012345678901:mytopic\"}";
    assertNotFound("No notification configuration is set for: " + VaultClient.ARN, vault.get(path));
    assertEmpty(204, vault.delete(path));
    assertEmpty(204, vault.send("PUT", "/notification-configuration", both));
    assertAnswer(200, both, vault.get(path));
    String one = both.replace("\"ArchiveRetrievalCompleted\",", "");
    assertEmpty(204, vault.send("PUT", "/notification-configuration", one));
    assertAnswer(200, one, vault.get(path));
    assertInvalid(
        "SNS topics must be in the local AWS region: arn:aws:sns:us-east-1:012345678901:mytopic",
        vault.send("PUT", "/notification-configuration", both.replace("eu-west-1", "us-east-1")));
    assertInvalid(
        "Invalid SNS topic: mytopic. It must be arn:aws:sns:REGION:ACCOUNT:NAME.",
        vault.send(
            "PUT", "/notification-configuration", "{\"SNSTopic\":\"mytopic\",\"Events\":[]}"));
    assertInvalid(
        "Invalid event: Other. The events are ArchiveRetrievalCompleted and InventoryRetrievalCompleted.",
        vault.send(
            "PUT",
            "/notification-configuration",
            both.replace("InventoryRetrievalCompleted", "Other")));
    assertMissing("SNSTopic", vault.send("PUT", "/notification-configuration", ""));
    assertMissing(
        "Events",
        vault.send(
            "PUT",
            "/notification-configuration",
            one.replace("\"InventoryRetrievalCompleted\"", "")));
    assertAnswer(200, one, vault.get(path));
    assertEmpty(204, vault.delete(path));
    assertEquals(404, vault.get(path).statusCode());
  }
}
