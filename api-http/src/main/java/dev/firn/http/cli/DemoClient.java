// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** As much of a Glacier client as the demo needs. */
final class DemoClient {
  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();

  DemoClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  void createVault(String vault) throws IOException, InterruptedException {
    send("PUT", "/-/vaults/" + vault, 201);
  }

  /** Returns the new upload's id. */
  String initiateMultipartUpload(String vault, String description, long partSize)
      throws IOException, InterruptedException {
    return send(
            "POST",
            uploads(vault),
            201,
            "x-amz-part-size",
            Long.toString(partSize),
            "x-amz-archive-description",
            description)
        .headers()
        .firstValue("x-amz-multipart-upload-id")
        .orElseThrow(() -> new IOException("The answer has no x-amz-multipart-upload-id"));
  }

  /** Returns a page as it came; an empty marker is the start. */
  JsonNode listMultipartUploads(String vault, int limit, String marker)
      throws IOException, InterruptedException {
    return json.readTree(
        send("GET", uploads(vault) + "?limit=" + limit + "&marker=" + marker, 200).body());
  }

  void abortMultipartUpload(String vault, String uploadId)
      throws IOException, InterruptedException {
    send("DELETE", uploads(vault) + "/" + uploadId, 204);
  }

  private static String uploads(String vault) {
    return "/-/vaults/" + vault + "/multipart-uploads";
  }

  private HttpResponse<String> send(String method, String path, int expected, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("x-amz-glacier-version", "2012-06-01");
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() != expected) {
      throw new IOException(
          method
              + " "
              + path
              + " gave "
              + response.statusCode()
              + ", not "
              + expected
              + ": "
              + response.body());
    }
    return response;
  }
}
