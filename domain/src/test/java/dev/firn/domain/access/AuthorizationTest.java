// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, as a table of cases; {@link Written} says how to read one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AuthorizationTest {

  private static Decision decide(
      String caller, String action, String vault, String own, String ofVault, String context) {
    return Authorization.decide(
        new AccessRequest(
            Written.principal(caller),
            "glacier:" + action,
            Written.vault(vault),
            Written.context(context)),
        new ApplicablePolicies(
            Written.policies("own", "2012-10-17", own),
            Written.OWNER,
            Written.policies("vault", "2012-10-17", ofVault)));
  }

  @ParameterizedTest(name = "{1} {2} {3}, own: {4}, vault: {5} -> {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      textBlock =
          """
          # The account itself.
          ALLOWED_TO_ACCOUNT             | root   | ListMultipartUploads | photos | "" | ""
          ALLOWED_TO_ACCOUNT             | root   | DeleteVault          | photos | "" | Allow to alice glacier:* on *
          ALLOWED_TO_ACCOUNT             | root   | DeleteVault          | photos | "" | Deny to alice glacier:* on *
          ALLOWED_TO_ACCOUNT             | root   | DeleteVault          | photos | "" | Deny to * glacier:DeleteArchive on *
          DENIED_BY_RESOURCE_POLICY      | root   | DeleteVault          | photos | "" | Deny to * glacier:* on *
          DENIED_BY_RESOURCE_POLICY      | root   | DeleteVault          | photos | "" | Deny to root glacier:* on *
          DENIED_BY_RESOURCE_POLICY      | root   | DeleteVault          | photos | "" | Deny to 111111111111 glacier:* on *
          DENIED_BY_RESOURCE_POLICY      | root   | DeleteVault          | photos | "" | Deny to !alice glacier:* on *
          ALLOWED_TO_ACCOUNT             | root   | DeleteVault          | photos | "" | Deny to !root glacier:* on *
          DENIED_BY_IDENTITY_POLICY      | root   | DeleteVault          | photos | Deny glacier:* on * | ""
          # Its users: nothing by default, then what either side allows.
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | ListMultipartUploads | photos | "" | ""
          ALLOWED_BY_IDENTITY_POLICY     | alice  | ListMultipartUploads | photos | Allow * on * | ""
          ALLOWED_BY_IDENTITY_POLICY     | alice  | ListMultipartUploads | photos | Allow glacier:* on * | ""
          ALLOWED_BY_IDENTITY_POLICY     | alice  | ListMultipartUploads | photos | Allow glacier:ListMultipartUploads on photos | ""
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | ListMultipartUploads | music  | Allow glacier:ListMultipartUploads on photos | ""
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | ListParts            | photos | Allow glacier:ListMultipartUploads on photos | ""
          ALLOWED_BY_IDENTITY_POLICY     | alice  | ListParts            | music  | Allow glacier:List* on photos; Allow glacier:ListParts on music | ""
          ALLOWED_BY_RESOURCE_POLICY     | alice  | ListMultipartUploads | photos | "" | Allow to alice glacier:List* on photos
          ALLOWED_BY_RESOURCE_POLICY     | alice  | ListMultipartUploads | photos | "" | Allow to * glacier:List* on photos
          ALLOWED_BY_RESOURCE_POLICY     | alice  | ListMultipartUploads | photos | Allow glacier:List* on music | Allow to bob,alice glacier:List* on photos
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | ListMultipartUploads | photos | "" | Allow to bob glacier:List* on photos
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | ListMultipartUploads | photos | "" | Allow to alice@2 glacier:List* on photos
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | ListMultipartUploads | photos | "" | Allow to arn:aws:iam::111111111111:user/team/alice glacier:List* on photos
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | ListMultipartUploads | photos | "" | Allow to arn:aws:iam::111111111111:role/alice glacier:List* on photos
          # To its own account a vault's policy delegates nothing that users' policies do not say.
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | ListMultipartUploads | photos | "" | Allow to 111111111111 glacier:List* on photos
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | ListMultipartUploads | photos | "" | Allow to root glacier:List* on photos
          ALLOWED_BY_IDENTITY_POLICY     | alice  | ListMultipartUploads | photos | Allow glacier:List* on * | Allow to root glacier:List* on photos
          # A denial wins.
          DENIED_BY_IDENTITY_POLICY      | alice  | DeleteArchive        | photos | Allow * on *; Deny glacier:Delete* on * | ""
          DENIED_BY_IDENTITY_POLICY      | alice  | DeleteArchive        | photos | Deny glacier:Delete* on *; Allow * on * | ""
          ALLOWED_BY_IDENTITY_POLICY     | alice  | UploadArchive        | photos | Allow * on *; Deny glacier:Delete* on * | ""
          DENIED_BY_IDENTITY_POLICY      | alice  | DeleteArchive        | photos | Deny glacier:Delete* on photos | Allow to alice glacier:* on *
          DENIED_BY_RESOURCE_POLICY      | alice  | DeleteArchive        | photos | Allow * on * | Deny to alice glacier:* on *
          DENIED_BY_RESOURCE_POLICY      | alice  | DeleteArchive        | photos | Allow * on * | Deny to 111111111111 glacier:* on *
          DENIED_BY_RESOURCE_POLICY      | alice  | DeleteArchive        | photos | Allow * on * | Deny to root glacier:* on *
          DENIED_BY_RESOURCE_POLICY      | alice  | DeleteArchive        | photos | Allow * on * | Allow to alice glacier:* on *; Deny to * glacier:DeleteArchive on *
          ALLOWED_BY_IDENTITY_POLICY     | alice  | DeleteArchive        | photos | Allow * on * | Deny to root@2 glacier:* on *
          DENIED_BY_IDENTITY_POLICY      | alice  | DeleteArchive        | photos | Deny glacier:* on * | Deny to * glacier:* on *
          # All but some.
          ALLOWED_BY_IDENTITY_POLICY     | alice  | DeleteArchive        | photos | Allow * on * | Deny to !alice glacier:* on *
          DENIED_BY_RESOURCE_POLICY      | bob    | DeleteArchive        | photos | Allow * on * | Deny to !alice glacier:* on *
          DENIED_BY_RESOURCE_POLICY      | bob    | DeleteArchive        | photos | Allow * on * | Deny to !alice,root glacier:* on *
          ALLOWED_BY_IDENTITY_POLICY     | alice  | ListVaults           | photos | Allow !glacier:Delete* on * | ""
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | DeleteVault          | photos | Allow !glacier:Delete* on * | ""
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | DeleteVault          | photos | Allow !glacier:List*,glacier:Delete* on * | ""
          ALLOWED_BY_IDENTITY_POLICY     | alice  | DeleteVault          | music  | Allow glacier:* on !photos | ""
          NOT_ALLOWED_BY_IDENTITY_POLICY | alice  | DeleteVault          | photos | Allow glacier:* on !photos | ""
          DENIED_BY_IDENTITY_POLICY      | alice  | DeleteVault          | music  | Allow * on *; Deny glacier:* on !photos | ""
          # Another account: both sides; its own keys, the vault's alone.
          NOT_ALLOWED_BY_IDENTITY_POLICY | bob@2  | ListParts            | photos | "" | ""
          NOT_ALLOWED_BY_RESOURCE_POLICY | bob@2  | ListParts            | photos | Allow * on * | ""
          NOT_ALLOWED_BY_IDENTITY_POLICY | bob@2  | ListParts            | photos | "" | Allow to bob@2 glacier:* on *
          ALLOWED_BY_RESOURCE_POLICY     | bob@2  | ListParts            | photos | Allow * on * | Allow to bob@2 glacier:* on *
          ALLOWED_BY_RESOURCE_POLICY     | bob@2  | ListParts            | photos | Allow * on * | Allow to 222222222222 glacier:* on *
          ALLOWED_BY_RESOURCE_POLICY     | bob@2  | ListParts            | photos | Allow * on * | Allow to root@2 glacier:* on *
          ALLOWED_BY_RESOURCE_POLICY     | bob@2  | ListParts            | photos | Allow * on * | Allow to * glacier:* on *
          NOT_ALLOWED_BY_RESOURCE_POLICY | bob@2  | ListParts            | photos | Allow * on * | Allow to root@3,alice@2 glacier:* on *
          DENIED_BY_RESOURCE_POLICY      | bob@2  | ListParts            | photos | Allow * on * | Allow to root@2 glacier:* on *; Deny to bob@2 glacier:* on *
          DENIED_BY_RESOURCE_POLICY      | bob@2  | ListParts            | photos | Allow * on * | Allow to bob@2 glacier:* on *; Deny to 222222222222 glacier:* on *
          DENIED_BY_IDENTITY_POLICY      | bob@2  | ListParts            | photos | Allow * on *; Deny glacier:ListParts on photos | Allow to bob@2 glacier:* on *
          NOT_ALLOWED_BY_RESOURCE_POLICY | root@2 | ListParts            | photos | "" | ""
          NOT_ALLOWED_BY_RESOURCE_POLICY | root@2 | ListParts            | photos | "" | Allow to alice@2 glacier:* on *
          ALLOWED_BY_RESOURCE_POLICY     | root@2 | ListParts            | photos | "" | Allow to 222222222222 glacier:ListParts on photos
          ALLOWED_BY_RESOURCE_POLICY     | root@2 | ListParts            | photos | "" | Allow to * glacier:ListParts on photos
          DENIED_BY_RESOURCE_POLICY      | root@2 | ListParts            | photos | "" | Allow to * glacier:ListParts on photos; Deny to !root glacier:* on *
          """)
  void the_verdict_is(
      Verdict verdict, String caller, String action, String vault, String own, String ofVault) {
    assertEquals(verdict, decide(caller, action, vault, own, ofVault, "").verdict());
  }

  @ParameterizedTest(name = "Allow {1} on {2}, {3} on {4}: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | glacier:LISTparts       | *                                                 | glacier:ListParts   | photos
          true  | GLACIER:listparts       | *                                                 | glacier:ListParts   | photos
          true  | glacier:List?arts       | *                                                 | glacier:ListParts   | photos
          false | glacier:List?Parts      | *                                                 | glacier:ListParts   | photos
          true  | glacier:*Parts          | *                                                 | glacier:ListParts   | photos
          true  | glacier:*t*t*           | *                                                 | glacier:ListParts   | photos
          false | glacier:*t*t*t*t        | *                                                 | glacier:ListParts   | photos
          false | glacier:List            | *                                                 | glacier:ListParts   | photos
          false | s3:*                    | *                                                 | glacier:ListParts   | photos
          false | s3:ListParts            | *                                                 | glacier:ListParts   | photos
          true  | s3:*,glacier:ListParts  | *                                                 | glacier:ListParts   | photos
          true  | glacier:*               | ph*s                                              | glacier:ListParts   | photos
          true  | glacier:*               | photo?                                            | glacier:ListParts   | photos
          false | glacier:*               | photos?                                           | glacier:ListParts   | photos
          false | glacier:*               | PHOTOS                                            | glacier:ListParts   | photos
          false | glacier:*               | photo                                             | glacier:ListParts   | photos
          true  | glacier:*               | music,photos                                      | glacier:ListParts   | photos
          true  | glacier:*               | arn:aws:glacier:*:*:vaults/photos                 | glacier:ListParts   | photos
          true  | glacier:*               | arn:aws:glacier:us-east-?:111111111111:*          | glacier:ListParts   | photos
          false | glacier:*               | arn:aws:glacier:eu-west-1:111111111111:vaults/*   | glacier:ListParts   | photos
          false | glacier:*               | arn:aws:glacier:us-east-1:222222222222:vaults/*   | glacier:ListParts   | photos
          true  | glacier:*               | arn:aws:glacier:*                                 | glacier:ListParts   | photos
          false | glacier:*               | arn:aws:s3:::*                                    | glacier:ListParts   | photos
          true  | glacier:*               | ${aws:username}-*                                 | glacier:ListParts   | alice-1
          false | glacier:*               | ${aws:username}-*                                 | glacier:ListParts   | bob-1
          false | glacier:*               | ${aws:nosuch}*                                    | glacier:ListParts   | photos
          true  | glacier:*               | ${aws:nosuch},photos                              | glacier:ListParts   | photos
          true  | glacier:*               | ${AWS:UserName}                                   | glacier:ListParts   | alice
          false | glacier:*               | !${aws:nosuch}                                    | glacier:ListParts   | photos
          false | glacier:*               | !${aws:nosuch},music                              | glacier:ListParts   | photos
          true  | glacier:*               | !${aws:username}                                  | glacier:ListParts   | photos
          """)
  void patterns_match_actions_and_resources(
      boolean allowed, String actions, String resources, String action, String vault) {
    String own = "Allow " + actions + " on " + resources;
    assertEquals(allowed, decide("alice", action.substring(8), vault, own, "", "").allowed());
  }

  @Test
  void an_older_version_has_no_variables() {
    List<Policy> own = Written.policies("own", "2008-10-17", "Allow * on ${aws:username}");
    var request =
        new AccessRequest(
            Written.principal("alice"),
            "glacier:ListParts",
            Written.vault("alice"),
            RequestContext.empty());
    var literal =
        new AccessRequest(
            Written.principal("alice"),
            "glacier:ListParts",
            Written.vault("${aws:username}"),
            RequestContext.empty());
    ApplicablePolicies policies = new ApplicablePolicies(own, Written.OWNER, List.of());
    assertEquals(
        Verdict.NOT_ALLOWED_BY_IDENTITY_POLICY, Authorization.decide(request, policies).verdict());
    assertTrue(Authorization.decide(literal, policies).allowed());
  }

  @Test
  void nobody_can_pass_for_another_by_what_the_request_says() {
    String own = "Allow * on * if StringEquals aws:username bob";
    assertEquals(
        Verdict.NOT_ALLOWED_BY_IDENTITY_POLICY,
        decide("alice", "ListVaults", "photos", own, "", "AWS:UserName=bob").verdict());
    assertEquals(
        Verdict.NOT_ALLOWED_BY_RESOURCE_POLICY,
        decide(
                "root@2",
                "ListVaults",
                "photos",
                "",
                "Allow to * * on * if StringEquals aws:username bob",
                "aws:username=bob")
            .verdict());
  }

  @Test
  void the_statement_that_decided_is_named() {
    Decision decision =
        decide("alice", "ListParts", "photos", "Allow s3:* on *; Allow * on *", "", "");
    assertEquals("own.Statement[1]", decision.statement().orElseThrow().toString());
    assertEquals(
        "lock.Statement[0] (keep)",
        new StatementPlace("lock", 0, java.util.Optional.of("keep")).toString());
    assertTrue(decide("root", "ListParts", "photos", "", "", "").statement().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          alice | ""             | ""                | user/alice | because no identity-based policy allows the glacier:ListParts action
          alice | Deny * on *    | ""                | user/alice | with an explicit deny in an identity-based policy
          root  | ""             | Deny to * * on *  | root       | with an explicit deny in a resource-based policy
          """)
  void a_refusal_speaks_as_iam_does(
      String caller, String own, String ofVault, String name, String reason) {
    var request =
        new AccessRequest(
            Written.principal(caller),
            "glacier:ListParts",
            Written.vault("photos"),
            RequestContext.empty());
    assertEquals(
        "User: arn:aws:iam::111111111111:"
            + name
            + " is not authorized to perform: glacier:ListParts on resource:"
            + " arn:aws:glacier:us-east-1:111111111111:vaults/photos "
            + reason,
        decide(caller, "ListParts", "photos", own, ofVault, "").refusal(request).getMessage());
  }

  @Test
  void another_account_is_told_that_the_vault_does_not_allow_it() {
    var request =
        new AccessRequest(
            Written.principal("root@2"),
            "glacier:ListParts",
            Written.vault("photos"),
            RequestContext.empty());
    String message =
        String.valueOf(
            decide("root@2", "ListParts", "photos", "", "", "").refusal(request).getMessage());
    assertTrue(
        message.endsWith(" because no resource-based policy allows the glacier:ListParts action"),
        message);
  }

  @Test
  void what_is_allowed_has_no_refusal() {
    var request =
        new AccessRequest(
            Written.principal("root"),
            "glacier:ListParts",
            Written.vault("photos"),
            RequestContext.empty());
    Decision decision = decide("root", "ListParts", "photos", "", "", "");
    assertThrows(IllegalStateException.class, () -> decision.refusal(request));
  }

  @Test
  void policies_of_identities_and_of_resources_are_not_mixed_up() {
    List<Policy> own = Written.policies("own", "2012-10-17", "Allow * on *");
    List<Policy> ofVault = Written.policies("vault", "2012-10-17", "Allow to * * on *");
    assertThrows(
        IllegalArgumentException.class,
        () -> new ApplicablePolicies(ofVault, Written.OWNER, List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ApplicablePolicies(List.of(), Written.OWNER, own));
  }
}
