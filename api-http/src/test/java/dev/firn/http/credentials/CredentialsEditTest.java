// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.domain.access.Principal;
import dev.firn.domain.vault.AccountId;
import dev.firn.http.key.AccessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are made, and the file that they are added to. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CredentialsEditTest {
  private static final AccountId ACCOUNT = new AccountId("012345678901");
  private static final Principal ROOT = Principal.root(ACCOUNT);
  private static final Principal LISTER = Principal.user(ACCOUNT, "lister");
  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "glacier:List*", "Resource": "*",
        "Condition": {"NumericLessThan": {"glacier:ArchiveAgeInDays": 1.50}}}}
      """;

  @TempDir Path folder;
  private Path file;
  private Path policy;

  @BeforeEach
  void nameFiles() throws IOException {
    file = folder.resolve("credentials.json");
    policy = Files.writeString(folder.resolve("policy.json"), POLICY);
  }

  private AccessKey add(Principal principal, Optional<Instant> expiry) throws IOException {
    CredentialsEdit edit = CredentialsEdit.of(file);
    AccessKey key = edit.addKey(principal, expiry);
    edit.save();
    return key;
  }

  private Credentials saved() throws IOException {
    return Credentials.read(Files.readAllBytes(file));
  }

  private String permissions() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private void assertNothingIsLeftOver() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(2, all.count(), "the file and the policy");
    }
  }

  @Test
  void a_file_is_made_that_is_its_owners_alone() throws Exception {
    AccessKey key = add(ROOT, Optional.empty());
    assertEquals("rw-------", permissions());
    Credential found = saved().find(key.id()).orElseThrow();
    assertEquals(key, found.key());
    assertEquals(ROOT, found.principal());
    assertNothingIsLeftOver();
  }

  @Test
  void keys_look_like_amazons_and_are_all_different() throws Exception {
    AccessKeySource source = new AccessKeySource();
    Set<String> ids = new HashSet<>();
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      AccessKey key = source.next(Optional.empty());
      assertTrue(key.id().matches("AKIA[A-Z2-7]{16}"), key.id());
      assertTrue(key.secret().matches("[A-Za-z0-9+/]{40}"));
      ids.add(key.id());
      secrets.add(key.secret());
    }
    assertEquals(1000, ids.size());
    assertEquals(1000, secrets.size());
  }

  @Test
  void a_temporary_key_has_a_token_and_an_expiry() throws Exception {
    Instant expiry = Instant.parse("2027-01-01T00:00:00Z");
    AccessKey key = add(LISTER, Optional.of(expiry));
    assertTrue(key.id().matches("ASIA[A-Z2-7]{16}"), key.id());
    assertEquals(expiry, key.session().orElseThrow().expiry());
    assertEquals(key, saved().find(key.id()).orElseThrow().key());
  }

  @Test
  void all_that_is_there_is_kept() throws Exception {
    String there =
        """
        {"accounts": [{"users": [{"policies": [%s], "name": "lister"}], "id": "012345678901"},
                      {"id": "111122223333", "keys": []}]}
        """
            .formatted(POLICY);
    Files.writeString(file, there);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    AccessKey key = add(LISTER, Optional.empty());
    assertEquals("rw-r-----", permissions());
    ObjectMapper mapper = new ObjectMapper();
    JsonNode expected = mapper.readTree(there);
    if (expected.at("/accounts/0/users/0") instanceof ObjectNode user) {
      user.putArray("keys")
          .addObject()
          .put("accessKeyId", key.id())
          .put("secretAccessKey", key.secret());
    }
    assertEquals(expected, mapper.readTree(file.toFile()));
    assertTrue(Files.readString(file).contains("1.50"), "numbers are kept to the letter");
    assertNothingIsLeftOver();
  }

  @Test
  void a_policy_is_added_to_its_user() throws Exception {
    CredentialsEdit edit = CredentialsEdit.of(file);
    AccessKey key = edit.addKey(LISTER, Optional.empty());
    assertFalse(edit.hasPermissions(LISTER));
    edit.addPolicy(LISTER, policy);
    assertTrue(edit.hasPermissions(LISTER));
    assertTrue(edit.hasPermissions(ROOT));
    edit.save();
    Credential found = saved().find(key.id()).orElseThrow();
    assertEquals(LISTER, found.principal());
    assertEquals(1, found.policies().size());
  }

  @Test
  void a_policy_that_cannot_be_understood_is_refused() throws Exception {
    CredentialsEdit edit = CredentialsEdit.of(file);
    for (String broken : new String[] {"{}", "", "{\"Version\":1,\"Version\":1}"}) {
      Files.writeString(policy, broken);
      String message =
          String.valueOf(
              assertThrows(IOException.class, () -> edit.addPolicy(LISTER, policy)).getMessage());
      assertTrue(message.startsWith("Cannot use the policy in " + policy), message);
    }
  }

  @Test
  void a_file_that_a_server_would_refuse_is_not_edited() throws Exception {
    Files.writeString(file, "{}");
    assertEquals(
        "Cannot use the credentials in " + file + ": the whole has no accounts",
        assertThrows(IOException.class, () -> CredentialsEdit.of(file)).getMessage());
  }

  @Test
  void what_others_changed_meanwhile_is_not_overwritten() throws Exception {
    CredentialsEdit edit = CredentialsEdit.of(file);
    assertTrue(edit.addKey(ROOT, Optional.empty()).session().isEmpty());
    AccessKey others = add(ROOT, Optional.empty());
    assertEquals(
        "Did not write " + file + ": it was changed meanwhile. Please try again",
        assertThrows(IOException.class, edit::save).getMessage());
    assertTrue(saved().find(others.id()).isPresent());
  }

  @Test
  void a_link_stays_a_link() throws Exception {
    Path real = Files.writeString(folder.resolve("real.json"), "{\"accounts\":[]}");
    Files.createSymbolicLink(file, real);
    AccessKey key = add(ROOT, Optional.empty());
    assertTrue(Files.isSymbolicLink(file));
    assertTrue(Credentials.read(Files.readAllBytes(real)).find(key.id()).isPresent());
  }

  @Test
  void a_folder_that_is_not_there_is_named() throws Exception {
    file = folder.resolve("nowhere").resolve("credentials.json");
    assertEquals(
        "Cannot write " + file + ": there is no folder " + file.getParent(),
        assertThrows(IOException.class, () -> add(ROOT, Optional.empty())).getMessage());
  }
}
