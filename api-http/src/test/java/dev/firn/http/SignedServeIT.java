// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.GlacierException;

/** A server on the command line that knows who calls, with keys that are made while it runs. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SignedServeIT {
  @TempDir Path folder;

  private AwsBasicCredentials make(String... more) throws Exception {
    String[] arguments = {"credentials", "new", "--file", "keys.json", "--account", "012345678901"};
    try (FirnProcess firn =
        FirnProcess.start(
            folder, Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new))) {
      assertEquals(0, firn.awaitEnd(), firn.errors());
      Map<String, String> made =
          firn.remainingOutput().stream()
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
      return AwsBasicCredentials.create(
          made.getOrDefault("AWS_ACCESS_KEY_ID", ""),
          made.getOrDefault("AWS_SECRET_ACCESS_KEY", ""));
    }
  }

  private static GlacierClient client(URI server, AwsBasicCredentials credentials) {
    return SdkClient.of(server, "us-west-2", credentials);
  }

  @Test
  void keys_that_are_made_while_it_runs_are_admitted_and_a_broken_file_changes_nothing()
      throws Exception {
    AwsBasicCredentials first = make();
    String[] serve = {
      "serve",
      "--storage",
      "memory:",
      "--port",
      "0",
      "--host",
      "0.0.0.0",
      "--region",
      "us-west-2",
      "--credentials",
      "keys.json",
      "--access-log",
      "access.log"
    };
    try (FirnProcess firn = FirnProcess.start(folder, serve)) {
      URI uri = URI.create("http://127.0.0.1:" + firn.awaitReady().getPort());
      try (GlacierClient account = client(uri, first);
          GlacierClient second = client(uri, make("--user", "second"))) {
        account.createVault(r -> r.vaultName("photos"));
        assertEquals("AccessDeniedException", codeUntilKnown(second));
        Files.writeString(folder.resolve("keys.json"), "{");
        firn.awaitErrors(told -> told.contains("keys.json"));
        assertEquals("photos", account.describeVault(r -> r.vaultName("photos")).vaultName());
        assertEquals("AccessDeniedException", codeUntilKnown(second));
      }
      firn.terminate();
      firn.awaitEnd();
      assertEquals(1, firn.errors().lines().count(), firn.errors());
      assertTrue(firn.remainingOutput().isEmpty(), "it says nothing of being open to all");
    }
    String log = Files.readString(folder.resolve("access.log"));
    assertTrue(log.lines().findFirst().orElseThrow().contains("\"CreateVault\""), log);
    assertTrue(log.contains("arn:aws:iam::012345678901:user/second"), log);
  }

  /** Returns how a user is refused who has no policy, once the user is known. */
  private static String codeUntilKnown(GlacierClient client) {
    String code;
    do {
      code =
          assertThrows(
                  GlacierException.class, () -> client.describeVault(r -> r.vaultName("photos")))
              .awsErrorDetails()
              .errorCode();
    } while (code.equals("UnrecognizedClientException"));
    return code;
  }
}
