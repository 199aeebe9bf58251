// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real server, killed again and again in the midst of writes: nothing that it acknowledged is
 * lost.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KillIT {
  private static final int ROUNDS = 4;
  private static final int CLIENTS = 4;
  private static final String UPLOADS = "/-/vaults/photos/multipart-uploads";

  @TempDir Path folder;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Set<String> initiated = ConcurrentHashMap.newKeySet();
  private final Set<String> abortTried = ConcurrentHashMap.newKeySet();
  private final Set<String> aborted = ConcurrentHashMap.newKeySet();

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb:firn-data", "jdbc:h2:./h2-data"})
  void what_was_acknowledged_survives_kill_9(String storage) throws Exception {
    Random random = new Random(9);
    for (int round = 0; round < ROUNDS; round++) {
      try (FirnProcess firn =
          FirnProcess.start(folder, "serve", "--storage", storage, "--port", "0")) {
        URI uri = firn.awaitReady();
        send(uri, "PUT", "/-/vaults/photos", 201);
        check(uri, round * CLIENTS);
        writeUntilKilled(firn, uri, 100 + random.nextInt(200));
      }
    }
    try (FirnProcess firn =
        FirnProcess.start(folder, "serve", "--storage", storage, "--port", "0")) {
      check(firn.awaitReady(), ROUNDS * CLIENTS);
    }
    assertTrue(
        initiated.size() > 100 && aborted.size() > 20, initiated.size() + " and " + aborted.size());
  }

  private void writeUntilKilled(FirnProcess firn, URI uri, int acknowledgements) throws Exception {
    CountDownLatch left = new CountDownLatch(acknowledgements);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<?>> ends = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      ends.add(clients.submit(() -> write(uri, left)));
    }
    assertTrue(left.await(1, TimeUnit.MINUTES), "the server answers");
    firn.kill();
    for (Future<?> end : ends) {
      end.get(1, TimeUnit.MINUTES);
    }
    clients.shutdown();
  }

  /** Initiates uploads and aborts every third, until the server is gone. */
  private void write(URI uri, CountDownLatch left) {
    try {
      for (int i = 0; ; i++) {
        String id =
            send(uri, "POST", UPLOADS, 201)
                .headers()
                .firstValue("x-amz-multipart-upload-id")
                .orElseThrow();
        initiated.add(id);
        left.countDown();
        if (i % 3 == 0) {
          abortTried.add(id);
          send(uri, "DELETE", UPLOADS + "/" + id, 204);
          aborted.add(id);
          left.countDown();
        }
      }
    } catch (IOException killed) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** At most so many initiates can have been written without their answer having been seen. */
  private void check(URI uri, int mostUnseen) throws Exception {
    Set<String> listed = walk(uri);
    Set<String> lost = new HashSet<>(initiated);
    lost.removeAll(abortTried);
    lost.removeAll(listed);
    assertEquals(Set.of(), lost, "every acknowledged initiate is listed");
    Set<String> undead = new HashSet<>(aborted);
    undead.retainAll(listed);
    assertEquals(Set.of(), undead, "every acknowledged abort is gone");
    listed.removeAll(initiated);
    assertTrue(listed.size() <= mostUnseen, "what was never acknowledged: " + listed);
  }

  private Set<String> walk(URI uri) throws Exception {
    Set<String> ids = new HashSet<>();
    String marker = "";
    while (!marker.equals("null")) {
      JsonNode page =
          new ObjectMapper().readTree(send(uri, "GET", UPLOADS + "?marker=" + marker, 200).body());
      for (JsonNode upload : page.get("UploadsList")) {
        assertTrue(ids.add(upload.get("MultipartUploadId").asText()), "none is listed twice");
      }
      marker = page.get("Marker").asText();
    }
    return ids;
  }

  private HttpResponse<String> send(URI uri, String method, String path, int expected)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("x-amz-glacier-version", "2012-06-01")
            .header("x-amz-part-size", "1048576")
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(expected, answer.statusCode(), answer.body());
    return answer;
  }
}
