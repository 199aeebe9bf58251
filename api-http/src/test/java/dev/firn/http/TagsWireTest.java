// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.WireAssertions.assertAnswer;
import static dev.firn.http.WireAssertions.assertEmpty;
import static dev.firn.http.WireAssertions.assertInvalid;
import static dev.firn.http.WireAssertions.assertMissing;
import static dev.firn.http.WireAssertions.assertNotFound;
import static dev.firn.http.WireAssertions.assertRefusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tags of vaults, as they go over the wire. */
class TagsWireTest extends VaultWireTest {
  private static final String ADD = "/tags?operation=add";
  private static final String REMOVE = "/tags?operation=remove";

  private static String tags(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(number -> "\"k" + number + "\":\"v\"")
        .collect(Collectors.joining(",", "{\"Tags\":{", "}}"));
  }

  private HttpResponse<String> list() throws Exception {
    return vault.get(VaultClient.VAULT + "/tags");
  }

  @Test
  void tags_come_change_and_go() throws Exception {
    assertAnswer(200, "{\"Tags\":{}}", list());
    assertEmpty(204, vault.send("POST", ADD, "{\"Tags\":{\"b\":\"2\",\"a\":\"1\",\"c\":null}}"));
    assertAnswer(200, "{\"Tags\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"\"}}", list());
    assertEmpty(204, vault.send("POST", ADD, "{\"Tags\":{\"a\":\"new value\"}}"));
    assertEmpty(204, vault.send("POST", REMOVE, "{\"TagKeys\":[\"b\",\"c\",\"never\"]}"));
    assertAnswer(200, "{\"Tags\":{\"a\":\"new value\"}}", list());
  }

  @Test
  void keys_and_values_are_letters_of_any_script_and_some_signs() throws Exception {
    assertEmpty(204, vault.send("POST", ADD, "{\"Tags\":{\"Größe 東\":\"a_b.c/d=e+f-g@h:i\"}}"));
    assertEquals("{\"Tags\":{\"Größe 東\":\"a_b.c/d=e+f-g@h:i\"}}", list().body());
    assertInvalid(
        "Invalid tag key: aws:x. It must be 1 to 128 letters, digits, spaces and _ . / = + - @ :, and not begin with aws:.",
        vault.send("POST", ADD, "{\"Tags\":{\"aws:x\":\"1\"}}"));
    for (String key : new String[] {"", "a!", "k".repeat(129)}) {
      assertEquals(400, vault.send("POST", ADD, "{\"Tags\":{\"" + key + "\":\"\"}}").statusCode());
    }
    for (String value : new String[] {"v#", "v".repeat(256)}) {
      assertEquals(
          400, vault.send("POST", ADD, "{\"Tags\":{\"k\":\"" + value + "\"}}").statusCode());
    }
  }

  // A policy that asks for one must not be answered with the other.
  @Test
  void keys_that_differ_in_case_alone_are_refused() throws Exception {
    assertEmpty(204, vault.send("POST", ADD, "{\"Tags\":{\"LegalHold\":\"true\"}}"));
    assertEquals(400, vault.send("POST", ADD, "{\"Tags\":{\"legalhold\":\"false\"}}").statusCode());
    assertEquals(
        400, vault.send("POST", ADD, "{\"Tags\":{\"Team\":\"a\",\"team\":\"b\"}}").statusCode());
    assertAnswer(200, "{\"Tags\":{\"LegalHold\":\"true\"}}", list());
  }

  @Test
  void a_request_has_from_1_to_10_and_a_vault_at_most_50() throws Exception {
    assertInvalid(
        "Invalid number of tags: 0. A request has from 1 to 10.",
        vault.send("POST", ADD, "{\"Tags\":{}}"));
    assertInvalid(
        "Invalid number of tags: 11. A request has from 1 to 10.",
        vault.send("POST", ADD, tags(0, 11)));
    assertInvalid(
        "Invalid number of tags: 0. A request has from 1 to 10.",
        vault.send("POST", REMOVE, "{\"TagKeys\":[]}"));
    for (int from = 0; from < 50; from += 10) {
      assertEmpty(204, vault.send("POST", ADD, tags(from, from + 10)));
    }
    String full = list().body();
    assertRefusal(
        400,
        "LimitExceededException",
        "The vault would have 51 tags. A vault may have at most 50.",
        vault.send("POST", ADD, tags(49, 51)));
    assertEquals(full, list().body());
  }

  @Test
  void what_is_missing_or_malformed_is_refused() throws Exception {
    assertMissing("Tags", vault.send("POST", ADD, ""));
    assertMissing("Tags", vault.send("POST", ADD, "{\"Tags\":null,\"other\":[1]}"));
    assertMissing("TagKeys", vault.send("POST", REMOVE, "{\"TagsKeys\":[\"a\"]}"));
    for (String body : new String[] {"{", "[]", "{\"Tags\":[]}", "{\"Tags\":{\"a\":1}}", "{} {}"}) {
      assertRefusal(
          400, "SerializationException", "SerializationException", vault.send("POST", ADD, body));
    }
    assertMissing("operation", vault.send("POST", "/tags", "{\"Tags\":{\"a\":\"1\"}}"));
    assertInvalid(
        "Invalid operation: set. It must be add or remove.",
        vault.send("POST", "/tags?operation=set", "{\"Tags\":{\"a\":\"1\"}}"));
    assertNotFound(
        "Vault not found for ARN: " + VaultClient.ARN + "2",
        vault.get(VaultClient.VAULT + "2/tags"));
  }
}
