// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What holds whatever the policies are: seeded, and the seed is in each message. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccessPropertiesTest {
  private static final long SEED = Long.getLong("firn.seed", 20120601L);

  private final Random random = new Random(SEED);

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String text(String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(most + 1); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** The definition of a glob, by which it takes exponential time. */
  private static boolean slowly(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    String rest = pattern.substring(1);
    return switch (pattern.charAt(0)) {
      case '*' -> slowly(rest, text) || (!text.isEmpty() && slowly(pattern, text.substring(1)));
      case '?' -> !text.isEmpty() && slowly(rest, text.substring(1));
      default ->
          !text.isEmpty() && pattern.charAt(0) == text.charAt(0) && slowly(rest, text.substring(1));
    };
  }

  @Test
  void a_glob_matches_what_its_definition_says() {
    int matched = 0;
    for (int i = 0; i < 100_000; i++) {
      String pattern = text("ab*?", 7);
      String text = text("ab", 9);
      boolean expected = slowly(pattern, text);
      matched += expected ? 1 : 0;
      assertEquals(
          expected, Glob.of(pattern).matches(text), "seed " + SEED + ": " + pattern + " " + text);
    }
    assertTrue(matched > 5_000, "seed " + SEED + ": only " + matched + " matched");
  }

  @Test
  void a_glob_that_is_made_to_take_long_does_not() {
    Glob glob = Glob.of("*a".repeat(500) + "b");
    String text = "a".repeat(5_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(false, glob.matches(text)));
  }

  private Statement statement(Effect effect, boolean ofVault) {
    String to =
        effect == Effect.DENY
            ? any("*", "alice", "root", "root@2", "bob@2", "!alice", "!root,alice", "!bob@2")
            : any("*", "alice", "root", "root@2", "bob@2", "alice,bob@2");
    String condition =
        any(
            "",
            "",
            " if StringEquals aws:username ${x:k}",
            " if StringNotLike x:k a*",
            " if NumericLessThanIfExists x:k 5",
            " if Null aws:username true and StringLike x:k ?");
    return Written.statement(
        (effect == Effect.ALLOW ? "Allow" : "Deny")
            + (ofVault ? " to " + to : "")
            + " "
            + any("*", "glacier:List*", "glacier:ListParts", "!glacier:List*", "s3:*")
            + " on "
            + any("*", "photos", "ph*", "!photos", "${aws:username}", "!${x:k}")
            + condition);
  }

  private List<Policy> policies(boolean ofVault) {
    List<Policy> policies = new ArrayList<>();
    for (int count = random.nextInt(3); count > 0; count--) {
      List<Statement> statements = new ArrayList<>();
      for (int more = random.nextInt(3); more >= 0; more--) {
        statements.add(statement(random.nextInt(4) == 0 ? Effect.DENY : Effect.ALLOW, ofVault));
      }
      policies.add(new Policy("p" + count, PolicyVersion.V2012_10_17, statements));
    }
    return policies;
  }

  private List<Policy> withOneMore(List<Policy> policies, Effect effect, boolean ofVault) {
    List<Statement> statements = List.of(statement(effect, ofVault));
    List<Policy> more = new ArrayList<>(policies);
    more.add(
        random.nextInt(more.size() + 1), new Policy("more", PolicyVersion.V2012_10_17, statements));
    return more;
  }

  @Test
  void one_more_deny_never_allows_and_one_more_allow_never_denies() {
    int changedByDeny = 0;
    int changedByAllow = 0;
    for (int i = 0; i < 10_000; i++) {
      var request =
          new AccessRequest(
              Written.principal(any("alice", "root", "bob@2", "root@2")),
              "glacier:" + any("ListParts", "DeleteArchive"),
              Written.vault(any("photos", "alice", "music")),
              Written.context(any("", "x:k=alice", "x:k=3", "x:k=b")));
      List<Policy> own = policies(false);
      List<Policy> ofVault = policies(true);
      boolean toVault = random.nextBoolean();
      boolean before = decide(request, own, ofVault);
      for (Effect effect : Effect.values()) {
        List<Policy> ownThen = toVault ? own : withOneMore(own, effect, false);
        List<Policy> ofVaultThen = toVault ? withOneMore(ofVault, effect, true) : ofVault;
        boolean after = decide(request, ownThen, ofVaultThen);
        assertTrue(
            effect == Effect.DENY ? before || !after : after || !before,
            () -> "seed " + SEED + ": " + request + " " + ownThen + " " + ofVaultThen);
        changedByDeny += effect == Effect.DENY && before != after ? 1 : 0;
        changedByAllow += effect == Effect.ALLOW && before != after ? 1 : 0;
      }
    }
    assertTrue(
        changedByDeny > 200 && changedByAllow > 200,
        "seed " + SEED + ": only " + changedByDeny + " and " + changedByAllow + " changed");
  }

  private static boolean decide(AccessRequest request, List<Policy> own, List<Policy> ofVault) {
    return Authorization.decide(request, new ApplicablePolicies(own, Written.OWNER, ofVault))
        .allowed();
  }
}
