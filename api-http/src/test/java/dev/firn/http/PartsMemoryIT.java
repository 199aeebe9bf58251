// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.VaultClient.MEBIBYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with little memory, and clients that send more at once than it has. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PartsMemoryIT {
  private static final int CLIENTS = 8;
  private static final int PART_SIZE = 64 * MEBIBYTE;

  @TempDir Path folder;

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).header("x-amz-glacier-version", "2012-06-01");
  }

  @Test
  void eight_parts_of_64_mib_at_once_fit_through_256_mib() throws Exception {
    byte[] bytes = new byte[PART_SIZE];
    new Random(256).nextBytes(bytes);
    PayloadRequest part = PayloadRequest.archive(bytes);
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (FirnProcess firn = FirnProcess.startWith("-Xmx256m", folder, "serve", "--port", "0")) {
      URI uri = firn.awaitReady();
      http.send(
          request(uri.resolve("/-/vaults/photos")).PUT(HttpRequest.BodyPublishers.noBody()).build(),
          BodyHandlers.discarding());
      String upload =
          http.send(
                  request(uri.resolve("/-/vaults/photos/multipart-uploads"))
                      .POST(HttpRequest.BodyPublishers.noBody())
                      .header("x-amz-part-size", "" + PART_SIZE)
                      .build(),
                  BodyHandlers.discarding())
              .headers()
              .firstValue("Location")
              .orElseThrow();
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (long client = 0; client < CLIENTS; client++) {
        PayloadRequest own =
            part.with("Content-Range", PayloadRequest.range(client * PART_SIZE, PART_SIZE));
        answers.add(
            http.sendAsync(
                request(uri.resolve(upload)).PUT(own.body()).headers(own.headerLines()).build(),
                BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertEquals(204, answer.get().statusCode(), answer.get().body());
        assertEquals(
            part.header("x-amz-sha256-tree-hash"),
            WireAssertions.header(answer.get(), "x-amz-sha256-tree-hash"));
      }
      assertEquals("", firn.errors());
    }
  }
}
