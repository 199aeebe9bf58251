// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import dev.firn.domain.access.Policy;
import dev.firn.domain.access.Principal;
import dev.firn.domain.vault.AccountId;
import dev.firn.http.key.AccessKey;
import dev.firn.http.key.SessionToken;
import dev.firn.http.policy.MalformedPolicyException;
import dev.firn.http.policy.PolicyReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a credentials file, once: nothing in it is skipped, and nothing is guessed. */
final class CredentialsReader {
  /** Longer than any access key id in use, so that the two cannot be confused. */
  private static final int MIN_SECRET = 32;

  /** What is wrong in a policy is quoted, and a secret may have been pasted there by mistake. */
  private static final Pattern LIKE_A_SECRET =
      Pattern.compile("[A-Za-z0-9+/=_-]{" + MIN_SECRET + ",}");

  private static final Pattern PRINTABLE = Pattern.compile("[!-~]*");

  private final List<Credential> credentials = new ArrayList<>();
  private final Set<String> accountIds = new HashSet<>();
  private final Set<String> accessKeyIds = new HashSet<>();

  private CredentialsReader() {}

  static List<Credential> read(byte[] json) throws MalformedCredentialsException {
    CredentialsReader reader = new CredentialsReader();
    JsonPlace whole = JsonPlace.whole(StrictJson.read(json)).object("accounts");
    whole.member("accounts");
    for (JsonPlace account : whole.elements("accounts")) {
      reader.account(account.object("id", "keys", "users"));
    }
    return reader.credentials;
  }

  private void account(JsonPlace account) throws MalformedCredentialsException {
    JsonPlace id = account.member("id");
    if (!AccountId.isAccountId(id.text())) {
      throw id.fault("is not an account ID: 12 digits");
    }
    once(accountIds, id);
    AccountId own = new AccountId(id.text());
    keys(account, Principal.root(own), List.of());
    Set<String> names = new HashSet<>();
    for (JsonPlace user : account.elements("users")) {
      JsonPlace name = user.object("name", "keys", "policies").member("name");
      if (!Principal.isUserName(name.text())) {
        throw name.fault("is not a user name: 1 to 64 of A-Z, a-z, 0-9 and +=,.@_-");
      }
      once(names, name);
      keys(user, Principal.user(own, name.text()), policies(user));
    }
  }

  private static void once(Set<String> seen, JsonPlace text) throws MalformedCredentialsException {
    if (!seen.add(text.text())) {
      throw text.fault("stands there a second time");
    }
  }

  private static List<Policy> policies(JsonPlace user) throws MalformedCredentialsException {
    List<Policy> policies = new ArrayList<>();
    for (JsonPlace policy : user.elements("policies")) {
      try {
        policies.add(PolicyReader.identityPolicy(policy.node(), policy.place()));
      } catch (MalformedPolicyException e) {
        String fault = String.valueOf(e.getMessage());
        throw new MalformedCredentialsException(LIKE_A_SECRET.matcher(fault).replaceAll("***"));
      }
    }
    return policies;
  }

  private void keys(JsonPlace owner, Principal principal, List<Policy> policies)
      throws MalformedCredentialsException {
    for (JsonPlace key : owner.elements("keys")) {
      key.object("accessKeyId", "secretAccessKey", "sessionToken", "expires");
      once(accessKeyIds, key.member("accessKeyId"));
      credentials.add(new Credential(accessKey(key), principal, policies));
    }
  }

  private static AccessKey accessKey(JsonPlace key) throws MalformedCredentialsException {
    String id = key.member("accessKeyId").text();
    String secret = secret(key.member("secretAccessKey"));
    Optional<SessionToken> session = session(key);
    try {
      return new AccessKey(id, secret, session);
    } catch (IllegalArgumentException e) {
      // Without the id, in whose place a secret may stand by mistake.
      throw key.member("accessKeyId")
          .fault("is not an access key ID: 1 to 128 of A-Z, a-z, 0-9, '_', '.' and '-'");
    }
  }

  private static String secret(JsonPlace place) throws MalformedCredentialsException {
    String secret = place.text();
    if (secret.length() < MIN_SECRET) {
      throw place.fault(
          "has " + secret.length() + " characters: " + MIN_SECRET + " at least are needed");
    }
    if (!PRINTABLE.matcher(secret).matches()) {
      throw place.fault("has a blank or a character outside ASCII");
    }
    return secret;
  }

  private static Optional<SessionToken> session(JsonPlace key)
      throws MalformedCredentialsException {
    if (key.has("sessionToken") != key.has("expires")) {
      throw key.fault(
          "has one of sessionToken and expires: a temporary key has both, another none");
    }
    return key.has("expires")
        ? Optional.of(
            new SessionToken(secret(key.member("sessionToken")), time(key.member("expires"))))
        : Optional.empty();
  }

  private static Instant time(JsonPlace place) throws MalformedCredentialsException {
    try {
      return Instant.parse(place.text());
    } catch (DateTimeException e) {
      throw place.fault("is not a time in UTC such as 2027-01-01T00:00:00Z");
    }
  }
}
