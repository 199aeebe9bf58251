// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0

import dev.firn.domain.Firn;
import dev.firn.http.FirnHttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

class App {
  public static void main(String[] args) throws Exception {
    try (Firn firn = Firn.open("memory:");
        FirnHttpServer server = FirnHttpServer.over(firn).port(0).start()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.uri() + "/-/vaults"))
              .header("x-amz-glacier-version", "2012-06-01")
              .build();
      System.out.println(
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    }
  }
}
