// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.Firn;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Region;
import dev.firn.http.FirnHttpServer;
import dev.firn.http.Limits;
import dev.firn.http.ListenAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code firn serve}: runs the server until the process is told to end, and then stops it
 * gracefully.
 */
@Command(
    name = "serve",
    description =
        "Runs the server until it is told to end (SIGTERM); requests under way are finished.",
    sortOptions = false,
    showDefaultValues = true)
final class Serve implements Callable<Integer> {

  @Option(
      names = "--storage",
      paramLabel = "URL",
      description = "Where to store: memory:, rocksdb:PATH or jdbc:...",
      defaultValue = "rocksdb:firn-data")
  private String storage = "";

  @Option(
      names = "--host",
      paramLabel = "H",
      description = "The address to listen on.",
      defaultValue = "127.0.0.1")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port to listen on; 0 for any that is free.",
      defaultValue = "8080")
  private int port;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "The account that '-' stands for, 12 digits.",
      defaultValue = "012345678901")
  private String account = "";

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "The region that stands in the ARNs of vaults.",
      defaultValue = "us-east-1")
  private String region = "";

  @Option(
      names = "--upload-expiry",
      paramLabel = "TIME",
      description =
          "After how long without activity an upload is ended and its parts are deleted, or never.",
      defaultValue = "24h")
  private String uploadExpiry = "";

  @Mixin private LimitOptions limits = new LimitOptions();

  @Option(
      names = "--tls-certificate",
      paramLabel = "PEM",
      description =
          "Encrypt by TLS: the file of the server's certificate, and those of who has signed it.")
  private Optional<Path> tlsCertificate = Optional.empty();

  @Option(
      names = "--tls-key",
      paramLabel = "PEM",
      description =
          "The file of the certificate's private key: PKCS#8, not encrypted. Both files are read again when they change.")
  private Optional<Path> tlsKey = Optional.empty();

  @Option(
      names = "--insecure",
      description =
          "Listen on an address that other machines reach, although nobody is authenticated.",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private boolean insecure;

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkAddress();
    checkTls();
    AccountId own = new AccountId(account);
    Limits bearable = limits.limits();
    Firn firn = builder().open(storage);
    FirnHttpServer server = start(firn, own, bearable);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, firn), "stop"));
    System.out.println("Firn listens on " + server.uri());
    new CountDownLatch(1).await();
    return 0;
  }

  private void checkAddress() throws IOException {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port " + port + " is not a port: 0 to 65535");
    }
    if (!insecure && !ListenAddress.of(host).isLoopback()) {
      throw new IllegalArgumentException(
          "--host "
              + host
              + " can be reached from other machines, and Firn authenticates nobody yet. Listen on 127.0.0.1, or say"
              + " --insecure");
    }
  }

  private void checkTls() {
    if (tlsCertificate.isPresent() != tlsKey.isPresent()) {
      throw new IllegalArgumentException(
          "--tls-certificate and --tls-key belong together: give both, or neither");
    }
  }

  private Firn.Builder builder() {
    Firn.Builder builder = Firn.builder().region(new Region(region));
    return uploadExpiry.equals("never")
        ? builder.uploadsNeverExpire()
        : builder.uploadExpiry(Durations.parse("--upload-expiry", uploadExpiry, ", or never"));
  }

  private FirnHttpServer start(Firn firn, AccountId own, Limits bearable) throws IOException {
    try {
      FirnHttpServer.Builder server =
          FirnHttpServer.over(firn).host(host).port(port).account(own).limits(bearable);
      tlsCertificate.ifPresent(
          certificate -> tlsKey.ifPresent(key -> server.tls(certificate, key)));
      return server.start();
    } catch (IOException e) {
      firn.close();
      throw e;
    }
  }

  private static void stop(FirnHttpServer server, Firn firn) {
    try {
      server.close();
    } finally {
      firn.close();
    }
  }
}
