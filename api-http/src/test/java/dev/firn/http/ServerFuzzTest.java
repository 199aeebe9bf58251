// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.SocketException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever comes over a connection, of which the client then closes its end. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServerFuzzTest {
  private static final Pattern HEAD =
      Pattern.compile(
          "HTTP/1\\.[01] ([1-5][0-9]{2})(?: [^\r\n]*)?\r\n(?:[!-9;-~]++:[^\r\n]*+\r\n)*+\r\n");
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: ([0-9]+)\r\n", CASE_INSENSITIVE);

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = new TestServer("memory:");
    server.send("PUT", "/-/vaults/photos");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @FuzzTest
  void bytes_are_answered_in_good_http_or_not_at_all(byte[] data) throws IOException {
    // Jazzer takes all other connections for a finding.
    BugDetectors.allowNetworkConnections((host, port) -> port == server.uri().getPort());
    String rest = answer(data);
    while (!rest.isEmpty()) {
      Matcher head = HEAD.matcher(rest);
      assertTrue(head.lookingAt(), rest);
      assertTrue(Integer.parseInt(head.group(1)) < 500, rest);
      rest = afterBody(head.group(), rest.substring(head.end()));
    }
  }

  private static String answer(byte[] request) throws IOException {
    try (RawSocket client = new RawSocket(server.uri())) {
      client.send(request);
      client.endSending();
      return client.readToEnd();
    } catch (SocketException reset) {
      return "";
    }
  }

  /** An answer to HEAD, or of no content, has no body, whatever length it tells. */
  private static String afterBody(String head, String rest) {
    Matcher length = LENGTH.matcher(head);
    if (!length.find() || rest.isEmpty() || rest.startsWith("HTTP/1.")) {
      return rest;
    }
    int end = Integer.parseInt(length.group(1));
    assertTrue(end <= rest.length(), () -> "The body is cut short: " + head + rest);
    return rest.substring(end);
  }
}
