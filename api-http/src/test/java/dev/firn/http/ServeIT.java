// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line as operators use it: real processes, signals, and mistakes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ServeIT {
  private static final int SIGTERM_STATUS = 143;

  @TempDir Path folder;

  private static int statusOf(URI uri) throws IOException, InterruptedException {
    return statusOf(HttpClient.newHttpClient(), uri);
  }

  private static int statusOf(HttpClient client, URI uri) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(uri).header("x-amz-glacier-version", "2012-06-01").build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private String oneLineOfError(int status, String... arguments) throws Exception {
    return FirnProcess.oneLineOfError(folder, status, arguments);
  }

  @Test
  void says_when_it_is_ready_and_finishes_requests_under_way_when_told_to_end() throws Exception {
    try (FirnProcess firn = FirnProcess.start(folder, "serve", "--port", "0")) {
      URI uri = firn.awaitReady();
      assertEquals("127.0.0.1", uri.getHost());
      assertEquals(200, statusOf(uri.resolve("/-/vaults")));
      try (Socket underWay = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
        underWay.setSoTimeout(30_000);
        send(
            underWay,
            """
            PUT /-/vaults/photos HTTP/1.1\r
            Host: localhost\r
            x-amz-glacier-version: 2012-06-01\r
            Expect: 100-continue\r
            Content-Length: 2\r
            \r
            """);
        assertEquals("HTTP/1.1 100 Continue", readLine(underWay));
        firn.terminate();
        while (accepts(uri)) {
          Thread.onSpinWait();
        }
        assertFalse(firn.endsWithin(2), "a request is under way, however slow its client is");
        send(underWay, "{}");
        assertEquals("", readLine(underWay));
        assertEquals("HTTP/1.1 201 Created", readLine(underWay));
      }
      assertEquals(SIGTERM_STATUS, firn.awaitEnd());
      assertEquals(
          List.of(
              "Nobody is authenticated without --credentials, so only this machine can connect"),
          firn.remainingOutput());
      assertEquals("", firn.errors());
    }
    try (Firn firn = Firn.open("rocksdb:" + folder.resolve("firn-data"))) {
      assertEquals(
          "photos",
          firn.vaults().describeVault(VaultKey.of("012345678901", "photos")).key().name().value());
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String readLine(Socket socket) throws IOException {
    InputStream answer = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = answer.read(); c != '\n' && c >= 0; c = answer.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static boolean accepts(URI uri) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
      return socket.isConnected();
    } catch (SocketException refused) {
      return false;
    }
  }

  @Test
  void has_options_for_account_and_region() throws Exception {
    try (FirnProcess firn =
        FirnProcess.start(
            folder,
            "serve",
            "--storage",
            "memory:",
            "--port",
            "0",
            "--host",
            "localhost",
            "--account",
            "111122223333",
            "--region",
            "eu-west-1")) {
      URI uri = firn.awaitReady();
      String body =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(uri.resolve("/-/vaults/photos"))
                      .header("x-amz-glacier-version", "2012-06-01")
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      assertTrue(body.contains("arn:aws:glacier:eu-west-1:111122223333:vaults/photos"), body);
    }
  }

  @Test
  void serves_over_tls() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder, "served", "EC");
    certificate.write(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    try (FirnProcess firn =
        FirnProcess.start(
            folder,
            "serve",
            "--storage",
            "memory:",
            "--port",
            "0",
            "--tls-certificate",
            "certificate.pem",
            "--tls-key",
            "key.pem")) {
      URI uri = firn.awaitReady();
      assertEquals("https", uri.getScheme());
      HttpClient client = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
      assertEquals(200, statusOf(client, uri.resolve("/-/vaults")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | serve --port abc                   | Invalid value for option '--port': 'abc' is not an int
          2 | serve --no-such-option             | Unknown option: '--no-such-option'
          2 | fly                                | Unmatched argument at index 0: 'fly'
          1 | serve --port 70000                 | --port 70000 is not a port: 0 to 65535
          1 | serve --account 123                | Invalid account ID: 123. An account ID is 12 digits.
          1 | serve --region US_EAST             | Invalid region: US_EAST. A region is 1 to 63 of a-z, 0-9 and '-', such as us-east-1.
          1 | serve --host 0.0.0.0               | --host 0.0.0.0 can be reached from other machines, and without --credentials nobody is authenticated. Make some by 'firn credentials new', listen on 127.0.0.1, or say --insecure
          1 | serve --credentials nosuch.json    | Cannot read nosuch.json: there is no such file
          1 | serve --host nosuch.invalid        | Cannot listen on "nosuch.invalid": there is no such host
          1 | serve --body-timeout 60            | --body-timeout 60 is not a duration: a whole number from 1 to 999999 and s, m, h or d, such as 30s, 5m or 24h
          1 | serve --body-timeout 0s            | --body-timeout 0s is not a duration: a whole number from 1 to 999999 and s, m, h or d, such as 30s, 5m or 24h
          1 | serve --body-timeout never         | --body-timeout never is not a duration: a whole number from 1 to 999999 and s, m, h or d, such as 30s, 5m or 24h
          1 | serve --idle-timeout 60            | --idle-timeout 60 is not a duration: a whole number from 1 to 999999 and s, m, h or d, such as 30s, 5m or 24h
          1 | serve --max-connections 0          | There cannot be 0 connections at once: from 1 to 1000000 can be
          1 | serve --max-requests 1             | There cannot be 1 requests at once: from 2 to 100000 can be
          1 | serve --max-requests 20 --max-uploads 11 | There cannot be 11 uploads at once among 20 requests at once: from 1 to 10 can be
          1 | serve --header-size 1000           | There cannot be 1000 bytes of headers: from 1024 to 1048576 can be
          1 | serve --least-rate -1              | There cannot be -1 bytes a second at least: from 0 to 1073741824 can be
          1 | serve --max-archive-size 0          | The most bytes of an archive cannot be 0: from 1 to 4294967296 can be
          2 | serve --max-uploads many           | Invalid value for option '--max-uploads': 'many' is not an int
          1 | serve --upload-expiry 1.5h         | --upload-expiry 1.5h is not a duration: a whole number from 1 to 999999 and s, m, h or d, such as 30s, 5m or 24h, or never
          1 | serve --tls-certificate c.pem      | --tls-certificate and --tls-key belong together: give both, or neither
          1 | serve --tls-key k.pem              | --tls-certificate and --tls-key belong together: give both, or neither
          1 | serve --tls-certificate no --tls-key k | Cannot read no: there is no such file
          1 | serve --storage data               | A storage URL begins with a scheme and a colon, such as memory: or rocksdb:PATH; this one does not
          1 | serve --storage redis:x            | No storage adapter for the scheme "redis". Schemes on the class path: jdbc, memory, rocksdb. The jar of an adapter that has it would bring it, in plugins/ for ./firn
          1 | serve --storage memory:x           | memory: takes nothing after the colon, but here stands memory:x
          1 | serve --storage rocksdb:           | rocksdb: needs the path of a folder after the colon, as in rocksdb:firn-data
          """)
  void says_in_one_line_what_is_wrong(int status, String arguments, String message)
      throws Exception {
    assertEquals(message, oneLineOfError(status, arguments.split(" ")));
  }

  @Test
  void says_in_one_line_that_a_database_has_no_driver() throws Exception {
    String message = oneLineOfError(1, "serve", "--storage", "jdbc:nosuch:db;password=s3cret");
    assertTrue(message.contains("No JDBC driver for jdbc:nosuch"), message);
    assertFalse(message.contains("s3cret"), message);
  }

  @Test
  void says_in_one_line_that_a_port_is_in_use() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          "Cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use",
          oneLineOfError(
              1,
              "serve",
              "--storage",
              "memory:",
              "--port",
              Integer.toString(taken.getLocalPort())));
    }
  }

  @Test
  void says_in_one_line_that_a_folder_cannot_be_used() throws Exception {
    Files.createFile(folder.resolve("file"));
    String message = oneLineOfError(1, "serve", "--storage", "rocksdb:file/below");
    assertTrue(message.startsWith("Cannot open rocksdb:file/below: "), message);
    try (FirnProcess first = FirnProcess.start(folder, "serve", "--port", "0")) {
      first.awaitReady();
      assertEquals(
          "Cannot open rocksdb:firn-data: another Firn has it open",
          oneLineOfError(1, "serve", "--port", "0"));
    }
  }

  @Test
  void help_lists_what_there_is() throws Exception {
    for (String[] arguments : new String[][] {{"help"}, {}}) {
      try (FirnProcess firn = FirnProcess.start(folder, arguments)) {
        assertEquals(0, firn.awaitEnd());
        String help = String.join("\n", firn.remainingOutput());
        for (String command : List.of("serve", "demo", "credentials", "help")) {
          assertTrue(help.contains(command), help);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          -h,                     credentials
          --help,                 credentials
          serve --help,           --credentials=FILE
          demo --help,            demo
          credentials --help,     new
          credentials new --help, --session-hours=N
          credentials new -h,     --policy=FILE.json
          """)
  void each_command_tells_what_it_does(String arguments, String said) throws Exception {
    try (FirnProcess firn = FirnProcess.start(folder, arguments.split(" "))) {
      assertEquals(0, firn.awaitEnd(), firn.errors());
      String help = String.join("\n", firn.remainingOutput());
      assertTrue(help.contains("Usage: firn") && help.contains(said), help);
    }
  }

  @Test
  void help_says_what_the_limits_are_with_the_memory_that_there_is() throws Exception {
    try (FirnProcess firn = FirnProcess.startWith("-Xmx256m", folder, "help", "serve")) {
      assertEquals(0, firn.awaitEnd());
      String help = String.join(" ", firn.remainingOutput()).replaceAll("\\s+", " ");
      for (String option :
          List.of("connections", "requests", "uploads").stream().map("--max-"::concat).toList()) {
        assertTrue(help.contains(option + "=N"), help);
      }
      assertTrue(help.contains("for each 8 MiB of heap, whichever is less. Default: 32 "), help);
      assertTrue(help.contains("--header-size=BYTES"), help);
      assertTrue(help.contains("headers. Default: 16384 "), help);
      assertTrue(help.contains("headers are there, whole. Default: 60s "), help);
      assertTrue(help.contains("0 for any. Default: 1024 "), help);
    }
  }

  @Test
  void takes_fewer_uploads_where_it_is_told_of_few_requests() throws Exception {
    try (FirnProcess firn =
        FirnProcess.start(
            folder, "serve", "--storage", "memory:", "--port", "0", "--max-requests", "2")) {
      assertEquals(200, statusOf(firn.awaitReady().resolve("/-/vaults")));
    }
  }

  @Test
  void keeps_the_limits_that_it_is_given() throws Exception {
    try (FirnProcess firn =
        FirnProcess.start(
            folder, "serve", "--storage", "memory:", "--port", "0", "--idle-timeout", "1s")) {
      URI uri = firn.awaitReady();
      try (RawSocket silent = new RawSocket(uri)) {
        assertEquals("", silent.readToEnd());
      }
      assertEquals(200, statusOf(uri.resolve("/-/vaults")));
    }
  }

  // Somebody else's adapter, as a jar that is dropped into the folder for plugins.
  @Test
  void finds_a_foreign_adapter_in_the_plugins_folder() throws Exception {
    Path source = folder.resolve("ToyProvider.java");
    Files.writeString(
        source,
        """
        import dev.firn.domain.storage.*;

        public class ToyProvider implements StorageProvider {
          public String scheme() {
            return "toy";
          }

          public Storage open(StorageUrl url) {
            return Storages.open("memory:");
          }
        }
        """);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString());
    assertEquals(0, compiled);
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(plugins.resolve("toy.jar")))) {
      jar.putNextEntry(new JarEntry("ToyProvider.class"));
      jar.write(Files.readAllBytes(folder.resolve("ToyProvider.class")));
      jar.putNextEntry(new JarEntry("META-INF/services/dev.firn.domain.storage.StorageProvider"));
      jar.write("ToyProvider".getBytes(UTF_8));
    }
    try (FirnProcess firn =
        FirnProcess.start(folder, "serve", "--storage", "toy:", "--port", "0")) {
      assertEquals(200, statusOf(firn.awaitReady().resolve("/-/vaults")));
    }
  }
}
