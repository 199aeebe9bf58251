// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.firn.domain.access.Policy;
import dev.firn.domain.access.PolicyVersion;
import dev.firn.domain.access.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads policies of IAM's language. What is not understood in all its parts is refused; nothing is
 * skipped. A policy has at most 20 KB, of UTF-8 in text, or of what a node is written as.
 */
public final class PolicyReader {
  private static final int MOST_BYTES = 20 << 10;
  private static final int DEEPEST = 16;
  private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PolicyReader() {}

  /**
   * Reads the policy of an identity, whose statements name no principals.
   *
   * @param policy read with duplicate members refused, as none can be seen any more
   * @param place where the policy stands, for messages; also its name
   * @throws MalformedPolicyException if any part of it is not understood
   */
  public static Policy identityPolicy(JsonNode policy, String place) {
    return read(policy, place, false);
  }

  /**
   * Reads the policy of an identity from its text.
   *
   * @param place where the policy stands, for messages; also its name
   * @throws MalformedPolicyException if the text is not JSON, has a member twice, or any part of it
   *     is not understood
   */
  public static Policy identityPolicy(String text, String place) {
    return read(parse(text, place), place, false);
  }

  /**
   * Reads the policy of a vault, an access policy or a lock, whose statements name principals.
   *
   * @param policy read with duplicate members refused, as none can be seen any more
   * @param place where the policy stands, for messages; also its name
   * @throws MalformedPolicyException if any part of it is not understood
   */
  public static Policy vaultPolicy(JsonNode policy, String place) {
    return read(policy, place, true);
  }

  /**
   * Reads the policy of a vault, an access policy or a lock, from its text.
   *
   * @param place where the policy stands, for messages; also its name
   * @throws MalformedPolicyException if the text is not JSON, has a member twice, or any part of it
   *     is not understood
   */
  public static Policy vaultPolicy(String text, String place) {
    return read(parse(text, place), place, true);
  }

  private static JsonNode parse(String text, String place) {
    checkSize(text, place);
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new MalformedPolicyException(
          place,
          "it is not valid JSON: "
              + e.getOriginalMessage()
              + (at == null
                  ? ""
                  : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
    }
  }

  private static void checkSize(String text, String place) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new MalformedPolicyException(place, "it has half a character, a lone surrogate");
    }
    int bytes = text.getBytes(UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new MalformedPolicyException(
          place, "it has " + bytes + " bytes; a policy has at most " + MOST_BYTES);
    }
  }

  private static Policy read(JsonNode node, String place, boolean ofVault) {
    checkSize(node.toString(), place);
    Located policy = Located.policy(node, place).object(MEMBERS);
    policy.member("Id").ifPresent(Located::text);
    PolicyVersion version =
        policy.member("Version").map(PolicyReader::version).orElse(PolicyVersion.V2008_10_17);
    StatementReader reader = new StatementReader(version, ofVault);
    List<Statement> statements = new ArrayList<>();
    Set<String> sids = new HashSet<>();
    for (Located item : policy.required("Statement").items()) {
      Statement statement = reader.read(item);
      statement
          .sid()
          .filter(sid -> !sids.add(sid))
          .ifPresent(
              sid -> {
                throw item.required("Sid")
                    .malformed("the Sid " + sid + " is that of an earlier statement");
              });
      statements.add(statement);
    }
    return policy.checked(() -> new Policy(place, version, statements));
  }

  private static PolicyVersion version(Located version) {
    String date = version.text();
    return PolicyVersion.dated(date)
        .orElseThrow(
            () ->
                version.malformed(
                    "there is no version " + date + "; there are 2012-10-17 and 2008-10-17"));
  }
}
