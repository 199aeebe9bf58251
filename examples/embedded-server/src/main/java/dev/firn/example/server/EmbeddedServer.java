// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.server;

import dev.firn.domain.Firn;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.FirnHttpServer;
import java.io.IOException;

/** A program that offers the Glacier API beside its own work, over the same vaults. */
public final class EmbeddedServer {
  private EmbeddedServer() {}

  /** Serves until Enter is pressed. */
  public static void main(String[] arguments) throws IOException {
    String storage = arguments.length > 0 ? arguments[0] : "memory:";
    try (Firn firn = Firn.open(storage);
        FirnHttpServer server = FirnHttpServer.over(firn).port(0).start()) {
      firn.vaults().createVault(VaultKey.of("012345678901", "photos"));
      System.out.println(
          "curl -H 'x-amz-glacier-version: 2012-06-01' " + server.uri() + "/-/vaults");
      System.in.read();
    }
  }
}
