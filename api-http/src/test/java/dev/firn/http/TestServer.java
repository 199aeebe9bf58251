// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.domain.Firn;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Region;
import dev.firn.domain.vault.Vault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.function.Consumer;

/** A server on a free port, and a plain client of it. */
final class TestServer implements AutoCloseable {
  private final Firn firn;
  private final FirnHttpServer server;

  TestServer(String storageUrl) throws IOException {
    this(storageUrl, Limits.defaults());
  }

  TestServer(String storageUrl, Limits limits) throws IOException {
    this(storageUrl, limits, Clock.systemUTC());
  }

  TestServer(String storageUrl, Limits limits, Clock clock) throws IOException {
    this(storageUrl, firn -> firn.clock(clock), server -> server.limits(limits));
  }

  TestServer(
      String storageUrl,
      Consumer<Firn.Builder> firnOptions,
      Consumer<FirnHttpServer.Builder> serverOptions)
      throws IOException {
    Firn.Builder firnBuilder = Firn.builder().region(new Region("eu-west-1"));
    firnOptions.accept(firnBuilder);
    firn = firnBuilder.open(storageUrl);
    FirnHttpServer.Builder serverBuilder = FirnHttpServer.over(firn).port(0);
    serverOptions.accept(serverBuilder);
    server = serverBuilder.start();
  }

  Firn firn() {
    return firn;
  }

  URI uri() {
    return server.uri();
  }

  /** Returns a plain client of it. */
  WireClient client() {
    return new WireClient(uri());
  }

  /** Deletes all vaults of an account and ends all uploads. */
  void clear(String account) {
    for (Page<Vault> page = vaults(account); !page.items().isEmpty(); page = vaults(account)) {
      for (Vault vault : page.items()) {
        firn.multipartUploads()
            .inProgress(vault.key())
            .forEach(
                upload -> firn.multipartUploads().abortMultipartUpload(vault.key(), upload.id()));
        firn.vaults().deleteVault(vault.key());
      }
    }
  }

  private Page<Vault> vaults(String account) {
    return firn.vaults().listVaults(new AccountId(account), PageRequest.first());
  }

  /** Sends a request as {@link WireClient#send} does. */
  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    return client().send(method, path, headers);
  }

  /** Sends a request as {@link WireClient#send} does, with a body. */
  HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    return client().send(method, path, body, headers);
  }

  /** Gets what may not be text, as {@link WireClient#download} does. */
  HttpResponse<byte[]> download(String path, String... headers)
      throws IOException, InterruptedException {
    return client().download(path, headers);
  }

  @Override
  public void close() {
    server.close();
    firn.close();
  }
}
