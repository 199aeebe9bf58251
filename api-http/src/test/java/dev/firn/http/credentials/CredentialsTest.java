// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.access.Principal;
import dev.firn.domain.vault.AccountId;
import dev.firn.http.key.AccessKey;
import dev.firn.http.key.SessionToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a credentials file, and what is said of the rest. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CredentialsTest {
  private static final AccountId ACCOUNT = new AccountId("012345678901");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String TOKEN = "FwoGZXIvYXdzEXAMPLE0123456789/abcdefghij";
  private static final String WHOLE =
      """
      { "accounts": [
          { "id": "012345678901",
            "keys": [ { "accessKeyId": "AKIAROOT", "secretAccessKey": "SECRET" } ],
            "users": [
              { "name": "lister",
                "keys": [
                  { "accessKeyId": "AKIALISTER", "secretAccessKey": "SECRET" },
                  { "accessKeyId": "ASIALISTER", "secretAccessKey": "SECRET",
                    "sessionToken": "TOKEN", "expires": "2027-01-01T00:00:00Z" } ],
                "policies": [
                  { "Version": "2012-10-17",
                    "Statement": [
                      { "Effect": "Allow", "Action": "glacier:List*", "Resource": "*" } ] } ] },
              { "name": "idle" } ] },
          { "id": "111122223333" } ] }
      """;

  private static Credentials read(String json) throws MalformedCredentialsException {
    return Credentials.read(json.replace("SECRET", SECRET).replace("TOKEN", TOKEN).getBytes(UTF_8));
  }

  private static String refusal(String json) {
    String message =
        String.valueOf(
            assertThrows(MalformedCredentialsException.class, () -> read(json)).getMessage());
    assertFalse(message.contains("wJalr") || message.contains("FwoG"), message);
    return message;
  }

  @Test
  void a_key_is_found_with_who_has_it() throws Exception {
    Credentials credentials = read(WHOLE);
    assertEquals(3, credentials.size());
    assertEquals(
        Optional.of(
            new Credential(
                new AccessKey("AKIAROOT", SECRET, Optional.empty()),
                Principal.root(ACCOUNT),
                List.of())),
        credentials.find("AKIAROOT"));
    Credential temporary = credentials.find("ASIALISTER").orElseThrow();
    assertEquals(
        new AccessKey(
            "ASIALISTER",
            SECRET,
            Optional.of(new SessionToken(TOKEN, Instant.parse("2027-01-01T00:00:00Z")))),
        temporary.key());
    assertEquals(Principal.user(ACCOUNT, "lister"), temporary.principal());
    assertEquals(1, temporary.policies().size());
    assertEquals(temporary.policies(), credentials.find("AKIALISTER").orElseThrow().policies());
    assertEquals(Optional.empty(), credentials.find("akiaroot"));
  }

  @Test
  void accounts_may_be_none() throws Exception {
    assertEquals(0, read("{\"accounts\":[]}").size());
  }

  @Test
  void the_same_text_gives_equal_values() throws Exception {
    assertEquals(read(WHOLE), read(WHOLE + "\n"));
    assertEquals(read(WHOLE).hashCode(), read(WHOLE).hashCode());
    assertFalse(read(WHOLE).equals(read(WHOLE.replace("List*", "*"))));
    assertFalse(read(WHOLE).equals(read(WHOLE.replace("AKIAROOT", "AKIAOTHER"))));
  }

  @Test
  void nothing_prints_a_secret() throws Exception {
    Credentials credentials = read(WHOLE);
    String printed = credentials + " " + credentials.find("ASIALISTER");
    assertFalse(printed.contains(SECRET) || printed.contains(TOKEN), printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                           | the whole has no accounts
          []                           | the whole is not an object: one with accounts is needed
          {"accounts":{}}              | accounts is not an array
          {"accounts":null}            | accounts is not an array
          {"accounts":[],"x":1}        | the whole has an unknown member "x": those known here are accounts
          {"accounts":["a"]}           | accounts[0] is not an object: one with id, keys, users is needed
          {"accounts":[{"id":"12"}]}   | accounts[0].id is not an account ID: 12 digits
          {"accounts":[{"id":12}]}     | accounts[0].id is not a text in quotes
          {"accounts":[{"keys":[]}]}   | accounts[0] has no id
          {"accounts":[]} {}           | it is not one JSON value, at line 1, column 17
          {"accounts":[]               | it is not one JSON value, at line 1, column 15
          {"accounts":[],"accounts":[]}| an object has two members of the same name, at line 1, column 26
          {"accounts":[SECRET]}        | it is not one JSON value, at line 1, column 14
          {"SECRET":1,"accounts":[]}   | the whole has an unknown member: those known here are accounts
          ''                           | it is empty
          """)
  void a_file_of_another_form_is_refused(String json, String message) {
    assertEquals(message, refusal(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "111122223333"         | "012345678901"    | accounts[1].id stands there a second time
          "idle"                 | "lister"          | accounts[0].users[1].name stands there a second time
          "idle"                 | "a b"             | accounts[0].users[1].name is not a user name: 1 to 64 of A-Z, a-z, 0-9 and +=,.@_-
          "name": "idle"         | "names": "idle"   | accounts[0].users[1] has an unknown member "names": those known here are name, keys, policies
          "name": "idle"         | '' | accounts[0].users[1] has no name
          "AKIALISTER"           | "AKIAROOT"        | accounts[0].users[0].keys[0].accessKeyId stands there a second time
          "AKIALISTER"           | "SECRET"          | accounts[0].users[0].keys[0].accessKeyId is not an access key ID: 1 to 128 of A-Z, a-z, 0-9, '_', '.' and '-'
          "AKIALISTER"           | null              | accounts[0].users[0].keys[0].accessKeyId is not a text in quotes
          "SECRET" } ], "users"  | "AKIAROOT" } ], "users" | accounts[0].keys[0].secretAccessKey has 8 characters: 32 at least are needed
          "SECRET" } ], "users"  | "SECRET " } ], "users"  | accounts[0].keys[0].secretAccessKey has a blank or a character outside ASCII
          , "secretAccessKey": "SECRET" } ], "users" | } ], "users"  | accounts[0].keys[0] has no secretAccessKey
          "TOKEN",               | "short",          | accounts[0].users[0].keys[1].sessionToken has 5 characters: 32 at least are needed
          "sessionToken": "TOKEN", | '' | accounts[0].users[0].keys[1] has one of sessionToken and expires: a temporary key has both, another none
          , "expires": "2027-01-01T00:00:00Z" | '' | accounts[0].users[0].keys[1] has one of sessionToken and expires: a temporary key has both, another none
          2027-01-01T00:00:00Z   | tomorrow          | accounts[0].users[0].keys[1].expires is not a time in UTC such as 2027-01-01T00:00:00Z
          """)
  void what_is_wrong_is_named_with_its_place(String right, String wrong, String message) {
    String json = WHOLE.replaceAll("\\s+", " ");
    String changed = json.replace(right, wrong);
    assertFalse(changed.equals(json), "nothing was replaced");
    assertEquals(message, refusal(changed));
  }

  @Test
  void a_policy_that_cannot_be_understood_is_refused_with_its_place() {
    String message = refusal(WHOLE.replace("\"Statement\"", "\"Statements\""));
    assertEquals(0, message.indexOf("accounts[0].users[0].policies[0]"), message);
  }

  @Test
  void a_secret_that_stands_in_a_policy_is_not_shown() {
    String secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    String message = refusal(WHOLE.replace("\"Allow\"", "\"" + secret + "\""));
    assertTrue(message.contains("***") && !message.contains(secret), message);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 100_000})
  void deep_nesting_is_refused(int depth) {
    assertFalse(refusal("{\"accounts\":" + "[".repeat(depth) + "]".repeat(depth) + "}").isEmpty());
  }

  @Test
  void what_is_not_utf_8_is_refused() {
    assertThrows(
        MalformedCredentialsException.class,
        () -> Credentials.read(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}));
  }

  @Test
  void two_keys_with_one_id_are_refused() throws Exception {
    Credential root = read(WHOLE).find("AKIAROOT").orElseThrow();
    assertThrows(IllegalArgumentException.class, () -> Credentials.of(List.of(root, root)));
  }
}
