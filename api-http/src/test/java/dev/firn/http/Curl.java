// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does what a simple curl command does, as not every machine has curl. */
final class Curl {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private Curl() {}

  static HttpResponse<String> run(String command) throws IOException, InterruptedException {
    Deque<String> words = new ArrayDeque<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    if (!words.remove().equals("curl")) {
      throw new IllegalArgumentException("Not curl: " + command);
    }
    HttpRequest.Builder request = HttpRequest.newBuilder();
    while (!words.isEmpty()) {
      String word = words.remove();
      switch (word) {
        case "-X" -> request.method(words.remove(), HttpRequest.BodyPublishers.noBody());
        case "-H" -> {
          String[] header = words.remove().split(": ", 2);
          request.header(header[0], header[1]);
        }
        default -> request.uri(URI.create(word));
      }
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
