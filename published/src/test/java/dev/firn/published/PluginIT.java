// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.published;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.content.LinearHash;
import dev.firn.domain.content.TreeHash;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An adapter that this build knows nothing of, {@code examples/adapter-mvstore}, dropped into the
 * server's folder of plugins.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PluginIT {
  private static final Path LAUNCHER = Path.of("../firn").toAbsolutePath().normalize();
  private static final Path PLUGINS =
      Path.of("target/examples/adapter-mvstore/target/plugin").toAbsolutePath();
  private static final String READY = "Firn listens on ";
  private static final String UPLOADS = "/-/vaults/photos/multipart-uploads";
  private static final Pattern LISTED = Pattern.compile("\"MultipartUploadId\":\"([^\"]+)\"");
  private static final Pattern MARKER = Pattern.compile("\"Marker\":\"([^\"]+)\"");
  private static final int MEBIBYTE = 1 << 20;
  private static final int CLIENTS = 4;

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> acknowledged = new ConcurrentSkipListSet<>();

  private Process serve() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                LAUNCHER.toString(),
                "serve",
                "--storage",
                "mvstore:" + folder.resolve("firn.mv"),
                "--port",
                "0")
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().put("FIRN_PLUGINS", PLUGINS.toString());
    return builder.start();
  }

  private URI awaitReady(Process server) throws IOException {
    String line = server.inputReader(UTF_8).readLine();
    if (line == null || !line.startsWith(READY)) {
      throw new IllegalStateException(
          "Not ready, but: " + line + "\n" + Files.readString(folder.resolve("errors")));
    }
    return URI.create(line.substring(READY.length()));
  }

  private static HttpRequest.Builder request(URI server, String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("x-amz-glacier-version", "2012-06-01");
  }

  private HttpResponse<String> send(HttpRequest.Builder request, int status) throws Exception {
    HttpResponse<String> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    assertEquals(status, answer.statusCode(), answer.body());
    return answer;
  }

  private String initiate(URI server) throws Exception {
    return send(
            request(server, UPLOADS)
                .header("x-amz-part-size", "" + MEBIBYTE)
                .POST(BodyPublishers.noBody()),
            201)
        .headers()
        .firstValue("x-amz-multipart-upload-id")
        .orElseThrow();
  }

  private Set<String> listed(URI server) throws Exception {
    Set<String> listed = new TreeSet<>();
    String marker = "";
    do {
      String page = send(request(server, UPLOADS + "?limit=50" + marker), 200).body();
      LISTED.matcher(page).results().forEach(each -> listed.add(each.group(1)));
      Matcher next = MARKER.matcher(page);
      marker = next.find() ? "&marker=" + next.group(1) : "";
    } while (!marker.isEmpty());
    return listed;
  }

  /** Has clients initiate uploads until the server is killed in the midst of it. */
  private void initiateUntilKilled(URI uri, Process server) throws Exception {
    CountDownLatch enough = new CountDownLatch(200);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    for (int client = 0; client < CLIENTS; client++) {
      clients.execute(
          () -> {
            try {
              while (true) {
                acknowledged.add(initiate(uri));
                enough.countDown();
              }
            } catch (Exception noAnswer) {
              // The server is gone. Had it been another refusal, the latch would say so.
            }
          });
    }
    clients.shutdown();
    assertTrue(enough.await(1, TimeUnit.MINUTES), "the server takes uploads");
    kill(server);
    assertTrue(clients.awaitTermination(1, TimeUnit.MINUTES), "no client waits any more");
  }

  private static void kill(Process server) throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  @Test
  void the_server_runs_on_a_dropped_in_adapter_and_loses_nothing_to_kill_9() throws Exception {
    byte[] part = new byte[MEBIBYTE];
    new Random(1).nextBytes(part);
    String treeHash = TreeHash.of(part).hex();
    String upload;
    Process first = serve();
    try {
      URI uri = awaitReady(first);
      send(request(uri, "/-/vaults/photos").PUT(BodyPublishers.noBody()), 201);
      upload = initiate(uri);
      acknowledged.add(upload);
      send(
          request(uri, UPLOADS + "/" + upload)
              .header("Content-Range", "bytes 0-" + (MEBIBYTE - 1) + "/*")
              .header("x-amz-content-sha256", LinearHash.of(part).hex())
              .header("x-amz-sha256-tree-hash", treeHash)
              .PUT(BodyPublishers.ofByteArray(part)),
          204);
      initiateUntilKilled(uri, first);
    } finally {
      kill(first);
    }
    Process second = serve();
    try {
      URI uri = awaitReady(second);
      Set<String> listed = listed(uri);
      assertTrue(listed.containsAll(acknowledged), "nothing acknowledged is lost");
      assertTrue(listed.size() <= acknowledged.size() + CLIENTS, "nor is there anything else");
      send(
          request(uri, UPLOADS + "/" + upload)
              .header("x-amz-archive-size", "" + MEBIBYTE)
              .header("x-amz-sha256-tree-hash", treeHash)
              .POST(BodyPublishers.noBody()),
          201);
    } finally {
      kill(second);
    }
  }
}
