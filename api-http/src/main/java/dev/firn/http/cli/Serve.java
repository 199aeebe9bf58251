// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.Firn;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Region;
import dev.firn.http.FirnHttpServer;
import dev.firn.http.Limits;
import dev.firn.http.ListenAddress;
import dev.firn.http.credentials.CredentialsFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
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
  @Mixin HelpOption help = new HelpOption();

  private static final Logger LOG = System.getLogger(Serve.class.getName());

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
      description =
          "The account that '-' stands for, 12 digits; with --credentials it is the signer's.",
      defaultValue = "012345678901")
  private String account = "";

  @Option(
      names = "--region",
      paramLabel = "R",
      description =
          "The region that stands in the ARNs of vaults, and that requests are signed for.",
      defaultValue = "us-east-1")
  private String region = "";

  @Option(
      names = "--upload-expiry",
      paramLabel = "TIME",
      description =
          "After how long without activity an upload is ended and its parts are deleted, or never.",
      defaultValue = "24h")
  private String uploadExpiry = "";

  @Mixin private JobOptions jobs = new JobOptions();

  @Mixin private LimitOptions limits = new LimitOptions();

  @Option(
      names = "--tls-certificate",
      showDefaultValue = Visibility.NEVER,
      paramLabel = "PEM",
      description =
          "Encrypt by TLS: the file of the server's certificate, and those of who has signed it.")
  private Optional<Path> tlsCertificate = Optional.empty();

  @Option(
      names = "--tls-key",
      showDefaultValue = Visibility.NEVER,
      paramLabel = "PEM",
      description =
          "The file of the certificate's private key: PKCS#8, not encrypted. Both files are read"
              + " again when they change.")
  private Optional<Path> tlsKey = Optional.empty();

  @Option(
      names = "--credentials",
      showDefaultValue = Visibility.NEVER,
      paramLabel = "FILE",
      description =
          "Admit only who signs with an access key of this file, which 'firn credentials new'"
              + " makes; it is read again when it changes.")
  private Optional<Path> credentials = Optional.empty();

  @Option(
      names = "--access-log",
      showDefaultValue = Visibility.NEVER,
      paramLabel = "FILE",
      description = "Append a line of JSON for each request to this file; - is standard output.")
  private Optional<String> accessLog = Optional.empty();

  @Option(
      names = "--insecure",
      description =
          "Listen on an address that other machines reach, although nobody is authenticated.",
      showDefaultValue = Visibility.NEVER)
  private boolean insecure;

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkAddress();
    checkTls();
    Deque<Closeable> opened = new ArrayDeque<>();
    FirnHttpServer server;
    try {
      server = start(opened);
    } catch (IOException | RuntimeException e) {
      closeAll(opened);
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAll(opened), "stop"));
    System.out.println("Firn listens on " + server.uri());
    if (credentials.isEmpty()) {
      System.out.println(
          "Nobody is authenticated without --credentials, so "
              + (insecure
                  ? "whoever can connect may do everything"
                  : "only this machine can connect"));
    }
    new CountDownLatch(1).await();
    return 0;
  }

  private void checkAddress() throws IOException {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port " + port + " is not a port: 0 to 65535");
    }
    if (!insecure && credentials.isEmpty() && !ListenAddress.of(host).isLoopback()) {
      throw new IllegalArgumentException(
          "--host "
              + host
              + " can be reached from other machines, and without --credentials nobody is"
              + " authenticated. Make some by 'firn credentials new', listen on 127.0.0.1, or say"
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
    jobs.set(builder);
    return uploadExpiry.equals("never")
        ? builder.uploadsNeverExpire()
        : builder.uploadExpiry(Durations.parse("--upload-expiry", uploadExpiry, ", or never"));
  }

  /**
   * Starts the server.
   *
   * @param opened is told what is to be closed, the last first
   */
  private FirnHttpServer start(Deque<Closeable> opened) throws IOException {
    AccountId own = new AccountId(account);
    Limits bearable = limits.limits();
    Firn firn = builder().open(storage);
    opened.push(firn::close);
    FirnHttpServer.Builder server =
        FirnHttpServer.over(firn).host(host).port(port).account(own).limits(bearable);
    jobs.set(server);
    tlsCertificate.ifPresent(certificate -> tlsKey.ifPresent(key -> server.tls(certificate, key)));
    if (credentials.isPresent()) {
      CredentialsFile file = CredentialsFile.open(credentials.get());
      opened.push(file::close);
      server.credentials(file::current);
    }
    if (accessLog.isPresent()) {
      OutputStream log = logStream(accessLog.get());
      opened.push(log);
      server.accessLog(log);
    }
    FirnHttpServer started = server.start();
    opened.push(started::close);
    return started;
  }

  private static OutputStream logStream(String file) throws IOException {
    if (file.equals("-")) {
      return System.out;
    }
    try {
      return Files.newOutputStream(
          Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IOException(
          "Cannot write the log of requests to " + file + ": " + e.getClass().getSimpleName(), e);
    }
  }

  private static void closeAll(Deque<Closeable> opened) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.WARNING, "Something could not be closed", e);
      }
    }
  }
}
