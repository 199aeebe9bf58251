// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Clients that upload the parts of one upload again and again, each time with other bytes, until
 * the server is gone; and that remember what they were told.
 */
final class PartsWriter {
  private static final int CLIENTS = 4;
  private static final String VAULT = "/-/vaults/photos";

  private final int parts;
  private final int partSize;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The version of each part, by its number, that was sent last. */
  private final Map<Integer, Integer> sent = new ConcurrentHashMap<>();

  /** The version of each part, by its number, that was acknowledged last. */
  private final Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();

  /** What each check compares with again, by what its bytes are made of. */
  private final Map<Long, String> hashes = new ConcurrentHashMap<>();

  private final String upload;

  /** Initiates an upload of so many parts, a multiple of 4. */
  PartsWriter(URI server, int parts, int partSize) throws IOException, InterruptedException {
    this.parts = parts;
    this.partSize = partSize;
    send(server, "PUT", VAULT, new PayloadRequest(Map.of(), BodyPublishers.noBody()), 201);
    upload =
        send(
                server,
                "POST",
                VAULT + "/multipart-uploads",
                new PayloadRequest(
                    Map.of("x-amz-part-size", "" + partSize), BodyPublishers.noBody()),
                201)
            .headers()
            .firstValue("Location")
            .orElseThrow();
  }

  /** Returns the upload's id. */
  String uploadId() {
    return VaultClient.id(upload);
  }

  private byte[] bytes(int number, int version) {
    byte[] bytes = new byte[partSize];
    new Random(seed(number, version)).nextBytes(bytes);
    return bytes;
  }

  private static long seed(int number, int version) {
    return 1_000L * number + version;
  }

  private String hash(int number, int version) {
    return hashes.computeIfAbsent(
        seed(number, version), any -> TreeHash.of(bytes(number, version)).hex());
  }

  /** Uploads from several clients at once, and kills the server in the midst of it. */
  void writeUntilKilled(FirnProcess firn, URI server, int acknowledgements) throws Exception {
    CountDownLatch left = new CountDownLatch(acknowledgements);
    List<UntilKilled.Client> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      // Each has parts of its own, so that it is known which version of one is the last.
      int own = client;
      clients.add(
          number -> {
            upload(server, (own + number * CLIENTS) % parts);
            left.countDown();
          });
    }
    UntilKilled.run(firn, clients, () -> left.await(1, TimeUnit.MINUTES));
  }

  private void upload(URI server, int number) throws IOException, InterruptedException {
    int version = sent.merge(number, 1, Integer::sum);
    PayloadRequest part = PayloadRequest.part((long) number * partSize, bytes(number, version));
    HttpResponse<String> answer = send(server, "PUT", upload, part, 204);
    assertEquals(
        part.header("x-amz-sha256-tree-hash"),
        WireAssertions.header(answer, "x-amz-sha256-tree-hash"));
    acknowledged.put(number, version);
  }

  /**
   * Checks that each part that was acknowledged is listed with its hash, or with that of what was
   * sent in its place and may have been stored although nobody was told. Returns the version of
   * each part that is there.
   */
  Map<Integer, Integer> check(URI server) throws IOException, InterruptedException {
    Map<Integer, Integer> there = new TreeMap<>();
    Map<Long, String> listed = list(server);
    for (int number : sent.keySet()) {
      String hash = listed.getOrDefault((long) number * partSize, "none");
      int last = sent.getOrDefault(number, 0);
      int told = acknowledged.getOrDefault(number, 0);
      if (hash.equals(hash(number, last))) {
        // Whoever stored it, it is what must be there from now on.
        acknowledged.put(number, last);
        there.put(number, last);
      } else if (told > 0) {
        assertEquals(hash(number, told), hash, "part " + number + " is as acknowledged");
        there.put(number, told);
      } else {
        assertEquals("none", hash, "part " + number + " was never finished");
      }
    }
    assertEquals(there.size(), listed.size(), "nothing else is listed");
    return there;
  }

  private Map<Long, String> list(URI server) throws IOException, InterruptedException {
    Map<Long, String> hashes = new TreeMap<>();
    PayloadRequest none = new PayloadRequest(Map.of(), BodyPublishers.noBody());
    JsonNode page =
        new ObjectMapper().readTree(send(server, "GET", upload + "?limit=50", none, 200).body());
    assertTrue(page.get("Marker").isNull());
    for (JsonNode part : page.get("Parts")) {
      String[] ends = part.get("RangeInBytes").asText().split("-", -1);
      assertEquals(partSize - 1, Long.parseLong(ends[1]) - Long.parseLong(ends[0]));
      hashes.put(Long.valueOf(ends[0]), part.get("SHA256TreeHash").asText());
    }
    return hashes;
  }

  /** An archive, and the tree hash that its bytes must have. */
  record Completed(ArchiveId id, TreeHash treeHash) {}

  /** Sends the parts that are missing, and completes the upload. */
  Completed complete(URI server) throws IOException, InterruptedException {
    Map<Integer, Integer> there = check(server);
    for (int number = 0; number < parts; number++) {
      if (!there.containsKey(number)) {
        upload(server, number);
      }
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    check(server).forEach((number, version) -> whole.writeBytes(bytes(number, version)));
    TreeHash treeHash = TreeHash.of(whole.toByteArray());
    PayloadRequest completion =
        new PayloadRequest(
            Map.of(
                "x-amz-archive-size",
                "" + (long) parts * partSize,
                "x-amz-sha256-tree-hash",
                treeHash.hex()),
            BodyPublishers.noBody());
    HttpResponse<String> answer = send(server, "POST", upload, completion, 201);
    return new Completed(
        new ArchiveId(WireAssertions.header(answer, "x-amz-archive-id")), treeHash);
  }

  private HttpResponse<String> send(
      URI server, String method, String path, PayloadRequest request, int expected)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, request.body())
            .header("x-amz-glacier-version", "2012-06-01");
    request.headers().forEach(builder::header);
    HttpResponse<String> answer = http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(expected, answer.statusCode(), answer.body());
    return answer;
  }
}
