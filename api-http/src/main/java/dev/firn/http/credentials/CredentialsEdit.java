// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.domain.access.Principal;
import dev.firn.http.key.AccessKey;
import dev.firn.http.policy.MalformedPolicyException;
import dev.firn.http.policy.PolicyReader;
import dev.firn.http.reload.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Adds to a credentials file, and keeps all that is in it. Nothing is written before {@link #save}.
 * Not thread-safe.
 */
public final class CredentialsEdit {
  private final Path file;
  private final Optional<byte[]> before;
  private final ObjectNode whole;
  private final AccessKeySource keys = new AccessKeySource();

  private CredentialsEdit(Path file, Optional<byte[]> before, ObjectNode whole) {
    this.file = file;
    this.before = before;
    this.whole = whole;
  }

  /**
   * Begins with what is in the file, or with nothing if there is no such file.
   *
   * @throws IOException if it cannot be read, or a server would refuse it as it is
   */
  public static CredentialsEdit of(Path file) throws IOException {
    if (!Files.exists(file)) {
      ObjectNode empty = JsonNodeFactory.instance.objectNode();
      empty.putArray("accounts");
      return new CredentialsEdit(file, Optional.empty(), empty);
    }
    byte[] json = SmallFile.read(file);
    check(file, json);
    return new CredentialsEdit(file, Optional.of(json), (ObjectNode) StrictJson.read(json));
  }

  private static void check(Path file, byte[] json) throws IOException {
    try {
      Credentials.read(json);
    } catch (MalformedCredentialsException e) {
      throw new IOException("Cannot use the credentials in " + file + ": " + e.getMessage(), e);
    }
  }

  /** Adds a new key of an account or a user, and them if they are not there yet. */
  public AccessKey addKey(Principal principal, Optional<Instant> expiry) {
    AccessKey key = keys.next(expiry);
    ObjectNode added = array(owner(principal), "keys").addObject();
    added.put("accessKeyId", key.id()).put("secretAccessKey", key.secret());
    key.session()
        .ifPresent(
            session ->
                added
                    .put("sessionToken", session.text())
                    .put("expires", session.expiry().toString()));
    return key;
  }

  /**
   * Adds the policy in a file to a user, and the user if it is not there yet.
   *
   * @throws IOException if it cannot be read, or is no policy of an identity
   */
  public void addPolicy(Principal user, Path policy) throws IOException {
    try {
      JsonNode node = StrictJson.read(SmallFile.read(policy));
      var unused = PolicyReader.identityPolicy(node, policy.toString());
      array(owner(user), "policies").add(node);
    } catch (MalformedCredentialsException e) {
      throw new IOException("Cannot use the policy in " + policy + ": " + e.getMessage(), e);
    } catch (MalformedPolicyException e) {
      throw new IOException("Cannot use the policy in " + e.getMessage(), e);
    }
  }

  /** Tells whether a principal has what it needs to be allowed anything. */
  public boolean hasPermissions(Principal principal) {
    return principal.isRoot() || !owner(principal).path("policies").isEmpty();
  }

  private ObjectNode owner(Principal principal) {
    ObjectNode account = named(array(whole, "accounts"), "id", principal.account().value());
    return principal
        .user()
        .map(name -> named(array(account, "users"), "name", name))
        .orElse(account);
  }

  private static ObjectNode named(ArrayNode among, String member, String name) {
    for (JsonNode one : among) {
      if (one instanceof ObjectNode found && found.path(member).asText().equals(name)) {
        return found;
      }
    }
    return among.addObject().put(member, name);
  }

  private static ArrayNode array(ObjectNode object, String member) {
    return object.get(member) instanceof ArrayNode found ? found : object.putArray(member);
  }

  /**
   * Puts the file in place of the one before, in one step. A new file is its owner's alone.
   *
   * @throws IOException if it cannot be written, or somebody else has changed it meanwhile
   */
  public void save() throws IOException {
    byte[] json = StrictJson.write(whole);
    check(file, json);
    Optional<byte[]> now =
        Files.exists(file) ? Optional.of(SmallFile.read(file)) : Optional.empty();
    if (!Arrays.equals(now.orElse(new byte[0]), before.orElse(new byte[0]))) {
      throw new IOException(
          "Did not write " + file + ": it was changed meanwhile. Please try again");
    }
    PrivateFile.replace(file, json);
  }
}
