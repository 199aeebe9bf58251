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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Clients that initiate uploads and abort some of them, until something falls over; and that
 * remember what they were told.
 */
final class UploadsWriter {
  /** How many clients there are. */
  static final int CLIENTS = 4;

  private static final String VAULT = "/-/vaults/photos";
  private static final String UPLOADS = VAULT + "/multipart-uploads";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ToldUploads told = new ToldUploads();

  /** What makes the writing end. */
  interface Fall {
    void happen() throws Exception;
  }

  /** Why a client ended: no answer, or one that says that the server could not do it. */
  enum End {
    NO_ANSWER,
    SERVER_ERROR
  }

  /** Creates the vault. */
  void begin(URI server) throws IOException, InterruptedException {
    assertEquals(201, send(server, "PUT", VAULT).statusCode());
  }

  /** Tells whether the server does what it is asked for. */
  boolean isServed(URI server) throws IOException, InterruptedException {
    return send(server, "PUT", VAULT).statusCode() == 201;
  }

  int initiated() {
    return told.initiated();
  }

  int aborted() {
    return told.aborted();
  }

  /** Writes from several clients at once, and has something happen in the midst of it. */
  List<End> writeUntil(URI server, int acknowledgements, Fall fall) throws Exception {
    CountDownLatch left = new CountDownLatch(acknowledgements);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<End>> futures = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      futures.add(clients.submit(() -> write(server, left)));
    }
    assertTrue(left.await(1, TimeUnit.MINUTES), "the server answers");
    fall.happen();
    List<End> ends = new ArrayList<>();
    for (Future<End> future : futures) {
      ends.add(future.get(1, TimeUnit.MINUTES));
    }
    clients.shutdown();
    return ends;
  }

  /** Initiates uploads and aborts every third. */
  private End write(URI server, CountDownLatch left) throws InterruptedException {
    try {
      for (int i = 0; ; i++) {
        HttpResponse<String> initiation = send(server, "POST", UPLOADS);
        if (initiation.statusCode() >= 500) {
          return End.SERVER_ERROR;
        }
        assertEquals(201, initiation.statusCode(), initiation.body());
        String id = WireAssertions.header(initiation, "x-amz-multipart-upload-id");
        told.initiated(id);
        left.countDown();
        if (i % 3 == 0) {
          told.tryingToAbort(id);
          HttpResponse<String> abort = send(server, "DELETE", UPLOADS + "/" + id);
          if (abort.statusCode() >= 500) {
            return End.SERVER_ERROR;
          }
          assertEquals(204, abort.statusCode(), abort.body());
          told.aborted(id);
          left.countDown();
        }
      }
    } catch (IOException gone) {
      return End.NO_ANSWER;
    }
  }

  /**
   * Checks that all that was acknowledged is so.
   *
   * @param mostUnseen how many initiates can have been written without their answer being seen
   */
  void check(URI server, int mostUnseen) throws Exception {
    told.check(walk(server), mostUnseen);
  }

  private Set<String> walk(URI server) throws Exception {
    Set<String> ids = new HashSet<>();
    String marker = "";
    while (!marker.equals("null")) {
      HttpResponse<String> answer = send(server, "GET", UPLOADS + "?marker=" + marker);
      assertEquals(200, answer.statusCode(), answer.body());
      JsonNode page = new ObjectMapper().readTree(answer.body());
      for (JsonNode upload : page.get("UploadsList")) {
        assertTrue(ids.add(upload.get("MultipartUploadId").asText()), "none is listed twice");
      }
      marker = page.get("Marker").asText();
    }
    return ids;
  }

  private HttpResponse<String> send(URI server, String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("x-amz-glacier-version", "2012-06-01")
            .header("x-amz-part-size", "1048576")
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
