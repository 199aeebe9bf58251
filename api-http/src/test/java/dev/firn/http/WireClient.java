// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A plain client of a server, in whatever process that is. Thread-safe. */
record WireClient(URI uri) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Sends a request with the API's version and the given headers, names and values in turn. */
  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    return send(method, path, BodyPublishers.noBody(), headers);
  }

  /** Sends a request as {@link #send(String, String, String...)} does, with a body. */
  HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    return CLIENT.send(request(method, path, body, headers), BodyHandlers.ofString());
  }

  /** Gets what may not be text, as {@link #send(String, String, String...)} does. */
  HttpResponse<byte[]> download(String path, String... headers)
      throws IOException, InterruptedException {
    return CLIENT.send(
        request("GET", path, BodyPublishers.noBody(), headers), BodyHandlers.ofByteArray());
  }

  private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri + path))
            .method(method, body)
            .header("x-amz-glacier-version", "2012-06-01");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }
}
