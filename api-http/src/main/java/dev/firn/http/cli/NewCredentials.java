// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.access.Principal;
import dev.firn.domain.vault.AccountId;
import dev.firn.http.credentials.CredentialsEdit;
import dev.firn.http.key.AccessKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code firn credentials new}: makes an access key, and shows its secret this once. */
@Command(
    name = "new",
    description =
        "Makes an access key, adds it to the file and prints it, as the environment variables that AWS's clients read.",
    sortOptions = false)
final class NewCredentials implements Callable<Integer> {
  @Mixin HelpOption help = new HelpOption();

  private static final int MAX_HOURS = 8_760;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The credentials file; made if it is not there.",
      required = true)
  private Path file = Path.of("");

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "The account, 12 digits; added if it is not there.",
      required = true)
  private String account = "";

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "The IAM user of the account; added if it is not there. Without, the key is the account's, and may do everything in it.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--policy",
      paramLabel = "FILE.json",
      description = "An IAM policy to add to the user.")
  private Optional<Path> policy = Optional.empty();

  @Option(
      names = "--session-hours",
      paramLabel = "N",
      description = "Make a temporary key, which comes with a session token.")
  private Optional<Integer> sessionHours = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Principal principal = new Principal(new AccountId(account), user);
    Optional<Instant> expiry = expiry();
    CredentialsEdit edit = CredentialsEdit.of(file);
    if (policy.isPresent()) {
      addPolicy(edit, principal, policy.get());
    }
    AccessKey key = edit.addKey(principal, expiry);
    boolean isAllowedNothing = !edit.hasPermissions(principal);
    edit.save();
    print(key);
    if (isAllowedNothing) {
      System.err.println(
          principal.arn() + " may do nothing yet: it has no policy. --policy FILE.json adds one.");
    }
    return 0;
  }

  private Optional<Instant> expiry() {
    return sessionHours.map(
        hours -> {
          if (hours < 1 || hours > MAX_HOURS) {
            throw new IllegalArgumentException(
                "--session-hours " + hours + " is not a number of hours from 1 to " + MAX_HOURS);
          }
          return Instant.now().plus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.SECONDS);
        });
  }

  private static void addPolicy(CredentialsEdit edit, Principal principal, Path policy)
      throws IOException {
    if (principal.isRoot()) {
      throw new IllegalArgumentException(
          "--policy is for a user, and --user names none: an account may do everything in it");
    }
    edit.addPolicy(principal, policy);
  }

  private static void print(AccessKey key) throws IOException {
    System.out.println("AWS_ACCESS_KEY_ID=" + key.id());
    System.out.println("AWS_SECRET_ACCESS_KEY=" + key.secret());
    key.session().ifPresent(session -> System.out.println("AWS_SESSION_TOKEN=" + session.text()));
    if (System.out.checkError()) {
      throw new IOException(
          "The key " + key.id() + " was added, but its secret could not be shown: make another");
    }
  }
}
