// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever stands in a credentials file. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CredentialsFuzzTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @FuzzTest
  void a_file_is_refused_without_a_word_of_its_secrets_or_read_in_whole(byte[] data)
      throws IOException {
    Credentials credentials;
    try {
      credentials = Credentials.read(data);
    } catch (MalformedCredentialsException refusal) {
      String message = String.valueOf(refusal.getMessage());
      assertFalse(message.contains(SECRET), message);
      return;
    }
    JsonNode node = StrictJson.read(data);
    for (JsonNode id : node.findValues("accessKeyId")) {
      assertEquals(id.textValue(), credentials.find(id.textValue()).orElseThrow().key().id());
    }
    assertEquals(node.findValues("secretAccessKey").size(), credentials.size());
    assertEquals(credentials, Credentials.read(StrictJson.write(node)));
    for (String told : List.of(credentials.toString(), accessKeys(credentials, node))) {
      assertFalse(told.contains(SECRET), told);
    }
  }

  private static String accessKeys(Credentials credentials, JsonNode node) {
    return node.findValues("accessKeyId").stream()
        .map(id -> credentials.find(id.textValue()).orElseThrow().toString())
        .toList()
        .toString();
  }
}
