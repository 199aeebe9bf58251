// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program, as its user runs it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EmbeddedServerTest {
  @Test
  @Timeout(60)
  void it_answers_until_enter_is_pressed() throws Exception {
    Process program =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(program.getInputStream(), UTF_8))) {
      String line = String.valueOf(output.readLine());
      URI vaults = URI.create(line.substring(line.lastIndexOf(' ') + 1));
      HttpRequest request =
          HttpRequest.newBuilder(vaults).header("x-amz-glacier-version", "2012-06-01").build();
      String body =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      assertTrue(body.contains("\"VaultName\":\"photos\""), body);
      program.getOutputStream().write('\n');
      program.getOutputStream().flush();
      assertEquals(0, program.waitFor());
    } finally {
      program.destroyForcibly();
    }
  }
}
