// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.access.Principal;
import dev.firn.domain.vault.AccountId;
import dev.firn.http.credentials.Credential;
import dev.firn.http.credentials.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that operators make on the command line. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CredentialsIT {
  private static final AccountId ACCOUNT = new AccountId("012345678901");

  @TempDir Path folder;

  private record Made(Map<String, String> variables, String notes) {}

  private Made make(String... more) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("credentials", "new", "--file", "keys.json", "--account", ACCOUNT.value()));
    arguments.addAll(List.of(more));
    try (FirnProcess firn = FirnProcess.start(folder, arguments.toArray(String[]::new))) {
      assertEquals(0, firn.awaitEnd(), firn.errors());
      return new Made(
          firn.remainingOutput().stream()
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])),
          firn.errors());
    }
  }

  private Credential saved(Made made) throws IOException {
    return Credentials.read(Files.readAllBytes(folder.resolve("keys.json")))
        .find(made.variables().getOrDefault("AWS_ACCESS_KEY_ID", ""))
        .orElseThrow();
  }

  @Test
  void makes_a_key_and_the_file() throws Exception {
    Made made = make();
    assertEquals("", made.notes());
    Credential saved = saved(made);
    assertEquals(
        Map.of(
            "AWS_ACCESS_KEY_ID", saved.key().id(), "AWS_SECRET_ACCESS_KEY", saved.key().secret()),
        made.variables());
    assertEquals(Principal.root(ACCOUNT), saved.principal());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys.json"))));
  }

  @Test
  void makes_a_user_who_may_do_nothing_before_a_policy_is_added() throws Exception {
    Made first = make("--user", "lister");
    assertEquals(
        "arn:aws:iam::012345678901:user/lister may do nothing yet: it has no policy."
            + " --policy FILE.json adds one.\n",
        first.notes());
    Files.writeString(
        folder.resolve("policy.json"),
        """
        {"Version": "2012-10-17",
         "Statement": [{"Effect": "Allow", "Action": "glacier:ListMultipartUploads", "Resource": "*"}]}
        """);
    Made second = make("--user", "lister", "--policy", "policy.json", "--session-hours", "2");
    assertEquals("", second.notes());
    assertEquals(Principal.user(ACCOUNT, "lister"), saved(second).principal());
    assertEquals(1, saved(second).policies().size());
    assertEquals(saved(second).policies(), saved(first).policies());
    var session = saved(second).key().session().orElseThrow();
    assertEquals(session.text(), second.variables().get("AWS_SESSION_TOKEN"));
    Instant latest = Instant.now().plus(Duration.ofHours(2));
    assertTrue(
        session.expiry().isBefore(latest)
            && session.expiry().isAfter(latest.minus(Duration.ofMinutes(5))),
        session::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | new --file f                                            | Missing required option: '--account=ID'
          2 | fly                                                     | Unmatched argument at index 1: 'fly'
          1 | new --file f --account 12                               | Invalid account ID: 12. An account ID is 12 digits.
          1 | new --file f --account 012345678901 --user a/b          | Invalid user name: a/b. A user name is 1 to 64 of letters, digits and '+=,.@_-'.
          1 | new --file f --account 012345678901 --policy p          | --policy is for a user, and --user names none: an account may do everything in it
          1 | new --file f --account 012345678901 --user a --policy p | Cannot read p: there is no such file
          1 | new --file f --account 012345678901 --session-hours 0   | --session-hours 0 is not a number of hours from 1 to 8760
          1 | new --file no/f --account 012345678901                  | Cannot write no/f: there is no folder FOLDER/no
          1 | new --file broken --account 012345678901                | Cannot use the credentials in broken: it is empty
          """)
  void says_in_one_line_what_is_wrong(int status, String arguments, String message)
      throws Exception {
    Files.createFile(folder.resolve("broken"));
    String[] all = ("credentials " + arguments).split(" ");
    assertEquals(
        message.replace("FOLDER", folder.toString()),
        FirnProcess.oneLineOfError(folder, status, all));
    assertTrue(Files.notExists(folder.resolve("f")), "nothing is made");
  }

  @Test
  void lists_what_there_is_to_do() throws Exception {
    try (FirnProcess firn = FirnProcess.start(folder, "credentials")) {
      assertEquals(0, firn.awaitEnd());
      String help = String.join("\n", firn.remainingOutput());
      assertTrue(help.contains("firn credentials [-h] COMMAND") && help.contains("new"), help);
    }
  }
}
