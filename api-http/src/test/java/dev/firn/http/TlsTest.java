// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.Payload;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.Tier;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API over TLS, with real sockets. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class TlsTest {
  @TempDir static Path keys;
  private static TestCertificate first;
  private static TestCertificate second;

  @TempDir Path folder;
  private Path certificateFile;
  private Path keyFile;
  private Firn firn;

  @BeforeAll
  static void makeCertificates() throws Exception {
    first = TestCertificate.make(keys, "first", "EC");
    second = TestCertificate.make(keys, "second", "RSA");
  }

  @BeforeEach
  void writeFiles() throws Exception {
    certificateFile = folder.resolve("certificate.pem");
    keyFile = folder.resolve("key.pem");
    first.write(certificateFile, keyFile);
    firn = Firn.open("memory:");
  }

  @AfterEach
  void closeFirn() {
    firn.close();
  }

  private FirnHttpServer serve() throws IOException {
    return FirnHttpServer.over(firn).port(0).tls(certificateFile, keyFile).start();
  }

  /** Lists vaults over a connection of its own. */
  private static HttpResponse<String> ask(URI uri, TestCertificate trusted, String... protocols)
      throws Exception {
    return ask(uri.resolve("/-/vaults"), BodyHandlers.ofString(), trusted, protocols);
  }

  private static <T> HttpResponse<T> ask(
      URI uri, BodyHandler<T> body, TestCertificate trusted, String... protocols) throws Exception {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(protocols);
    return HttpClient.newBuilder()
        .sslContext(trusted.trusting())
        .sslParameters(parameters)
        .build()
        .send(
            HttpRequest.newBuilder(uri).header("x-amz-glacier-version", "2012-06-01").build(),
            body);
  }

  private static boolean isShown(URI uri, TestCertificate expected) throws Exception {
    try {
      return ask(uri, expected, "TLSv1.3")
          .sslSession()
          .orElseThrow()
          .getPeerCertificates()[0]
          .equals(expected.certificate());
    } catch (SSLHandshakeException notTrusted) {
      return false;
    }
  }

  @Test
  void answers_over_tls_1_3_and_1_2() throws Exception {
    try (FirnHttpServer server = serve()) {
      assertEquals("https", server.uri().getScheme());
      for (String protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
        HttpResponse<String> answer = ask(server.uri(), first, protocol);
        assertEquals(200, answer.statusCode());
        assertEquals(protocol, answer.sslSession().orElseThrow().getProtocol());
      }
    }
  }

  // More than a record of TLS holds, and than what is written at once.
  @Test
  void a_download_arrives_whole_over_both() throws Exception {
    byte[] bytes = pattern(5 << 20);
    String hash = "1eccd0ca741241ce114bde6d24a8de044ccee139ef6651bec9006d2f558751ef";
    VaultKey photos = VaultKey.of("012345678901", "photos");
    firn.vaults().createVault(photos);
    Archive archive = firn.archives().uploadArchive(photos, Payload.of(bytes));
    Job job =
        firn.jobs()
            .initiateArchiveRetrieval(
                photos,
                archive.id(),
                Optional.empty(),
                Tier.STANDARD,
                ArchiveDescription.none(),
                Optional.empty());
    String output = "/-/vaults/photos/jobs/" + job.id() + "/output";
    try (FirnHttpServer server = serve()) {
      for (String protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
        HttpResponse<byte[]> answer =
            ask(server.uri().resolve(output), BodyHandlers.ofByteArray(), first, protocol);
        assertEquals(200, answer.statusCode());
        assertArrayEquals(bytes, answer.body());
        assertEquals(hash, WireAssertions.header(answer, "x-amz-sha256-tree-hash"));
        assertEquals(protocol, answer.sslSession().orElseThrow().getProtocol());
      }
    }
  }

  @Test
  void answers_with_a_key_of_rsa_over_both() throws Exception {
    second.write(certificateFile, keyFile);
    try (FirnHttpServer server = serve()) {
      assertEquals(200, ask(server.uri(), second, "TLSv1.3").statusCode());
      assertEquals(200, ask(server.uri(), second, "TLSv1.2").statusCode());
    }
  }

  // A hello by hand, as no client of today's JDK would send one.
  @Test
  void refuses_tls_1_1() throws Exception {
    String hello = "0302" + "07".repeat(32) + "00" + "0004c00ac02f" + "0100";
    String handshake = "010000" + HexFormat.of().toHexDigits((byte) (hello.length() / 2)) + hello;
    try (FirnHttpServer server = serve();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String size = HexFormat.of().toHexDigits((short) (handshake.length() / 2));
      socket.getOutputStream().write(HexFormat.of().parseHex("160301" + size + handshake));
      byte[] answer = socket.getInputStream().readNBytes(7);
      assertEquals("15", HexFormat.of().formatHex(answer, 0, 1), "an alert");
      assertEquals("0246", HexFormat.of().formatHex(answer, 5, 7), "fatal: protocol version");
    }
    try (Tls tls = Tls.start(certificateFile, keyFile)) {
      tls.context().start();
      String[] enabled = tls.context().newSSLEngine().getEnabledProtocols();
      assertArrayEquals(new String[] {"TLSv1.3", "TLSv1.2"}, enabled);
      tls.context().stop();
    }
  }

  @Test
  void shows_a_certificate_that_was_swapped_to_new_connections() throws Exception {
    try (FirnHttpServer server = serve()) {
      assertTrue(isShown(server.uri(), first));
      second.write(certificateFile, keyFile);
      while (!isShown(server.uri(), second)) {
        assertFalse(Thread.interrupted(), "it takes too long");
      }
    }
  }

  @Test
  void keeps_the_certificate_when_the_new_one_has_another_key() throws Exception {
    try (LogCapture log = new LogCapture();
        FirnHttpServer server = serve()) {
      Files.writeString(certificateFile, second.certificatePem());
      log.await("read before stay in force");
      assertTrue(isShown(server.uri(), first));
      Files.writeString(keyFile, second.keyPem());
      while (!isShown(server.uri(), second)) {
        assertFalse(Thread.interrupted(), "it takes too long");
      }
    }
  }

  @Test
  void a_certificate_with_another_key_is_refused_at_the_start() throws Exception {
    Files.writeString(keyFile, TestCertificate.make(keys, "third", "EC").keyPem());
    assertEquals(
        "The certificate in "
            + certificateFile
            + " and the key in "
            + keyFile
            + " do not belong together: the key is not that of the first certificate, CN=first",
        assertThrows(IOException.class, this::serve).getMessage());
  }

  @Test
  void a_certificate_that_has_expired_or_will_soon_is_warned_of() throws Exception {
    try (LogCapture log = new LogCapture();
        FirnHttpServer server = serve()) {
      assertEquals("https", server.uri().getScheme());
      assertFalse(log.text().contains("WARN"), log.text());
      TestCertificate.make(keys, "soon", "EC", "-1d", 14).write(certificateFile, keyFile);
      log.await("The certificate CN=soon expires soon, at ");
    }
    TestCertificate.make(keys, "late", "EC", "-30d", 29).write(certificateFile, keyFile);
    try (LogCapture log = new LogCapture();
        FirnHttpServer server = serve()) {
      assertTrue(log.text().contains("The certificate CN=late has expired at "), log.text());
      assertEquals("https", server.uri().getScheme());
    }
  }

  @Test
  void a_key_that_others_can_read_is_warned_of() throws Exception {
    try (LogCapture log = new LogCapture();
        FirnHttpServer server = serve()) {
      assertEquals("https", server.uri().getScheme());
      Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r-----"));
      log.await(keyFile + ": its permissions are rw-r-----");
    }
  }

  // Whether it stops in the hello of TLS, or in the head of a request.
  @Test
  void a_connection_that_never_asks_is_closed() throws Exception {
    Limits limits = Limits.defaults().withHeaderBytes(1 << 20).withIdleTime(Duration.ofSeconds(2));
    try (FirnHttpServer server =
        FirnHttpServer.over(firn).port(0).limits(limits).tls(certificateFile, keyFile).start()) {
      try (RawSocket client = new RawSocket(server.uri())) {
        client.send(HexFormat.of().parseHex("1603014000"));
        assertFalse(client.trickleUntilClosed().contains("HTTP"));
      }
      try (RawSocket client = new RawSocket(server.uri(), first.trusting().getSocketFactory())) {
        client.send("GET / HTTP/1.1\r\n".getBytes(ISO_8859_1));
        assertEquals("", client.trickleUntilClosed());
      }
    }
  }

  @Test
  void closing_the_server_ends_the_watching() throws Exception {
    try (FirnHttpServer server = serve()) {
      assertTrue(server.port() > 0);
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("watch ")) {
        thread.join(10_000);
        assertFalse(thread.isAlive(), thread.getName());
      }
    }
  }
}
