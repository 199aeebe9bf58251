// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.domain.Firn;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.http.FirnHttpServer;
import dev.firn.http.credentials.Credentials;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A page of 50 uploads over HTTP, on a connection that is kept, from a server that asks nobody and
 * from one that knows who calls. The request is the same, and signed, for both.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH sets them up.
public class HttpListings {
  private static final String KEY_ID = "AKIABENCHMARK";
  private static final String SECRET = "0123456789012345678901234567890123456789";
  private static final int MOST_ANSWER_BYTES = 64 << 10;

  /** Who may call: everybody, an account that signs, or a user of it with a policy. */
  @Param({"anybody", "account", "user"})
  public String caller;

  private final byte[] answer = new byte[MOST_ANSWER_BYTES];
  private Path folder;
  private Storage storage;
  private FirnHttpServer server;
  private Socket socket;
  private byte[] head;

  /** Starts the server, and connects. */
  @Setup
  public void start() throws Exception {
    folder = DataSets.root().resolve("http-listings");
    DataSets.delete(folder);
    storage = Storages.open("rocksdb:" + folder);
    DataSets.fill(storage, 1_000);
    FirnHttpServer.Builder builder = FirnHttpServer.over(Firn.over(storage)).port(0);
    if (!caller.equals("anybody")) {
      Credentials credentials = Credentials.read(file().getBytes(UTF_8));
      builder.credentials(() -> credentials);
    }
    server = builder.start();
    socket = new Socket(server.uri().getHost(), server.port());
    socket.setTcpNoDelay(true);
    String path = "/-/vaults/" + DataSets.VAULT.name() + "/multipart-uploads";
    head = SignedHead.of(server.uri(), path, KEY_ID, SECRET);
  }

  private String file() {
    String keys =
        "\"keys\": [{\"accessKeyId\": \"%s\", \"secretAccessKey\": \"%s\"}]"
            .formatted(KEY_ID, SECRET);
    String user =
        "\"users\": [{\"name\": \"lister\", %s, \"policies\": [{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"glacier:ListMultipartUploads\", \"Resource\": \"arn:aws:glacier:us-east-1:%s:vaults/%s\"}]}]}]"
            .formatted(keys, DataSets.VAULT.account(), DataSets.VAULT.name());
    return "{\"accounts\": [{\"id\": \"%s\", %s}]}"
        .formatted(DataSets.VAULT.account(), caller.equals("user") ? user : keys);
  }

  /** Stops it. */
  @TearDown
  public void stop() throws IOException {
    socket.close();
    server.close();
    storage.close();
    DataSets.delete(folder);
  }

  /** Asks for the page, and reads the answer to its end. */
  @Benchmark
  public int page() throws IOException {
    socket.getOutputStream().write(head);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int length = 0;
    int end = -1;
    int total = -1;
    while (total < 0 || length < total) {
      int read = in.read(answer, length, answer.length - length);
      if (read < 0) {
        throw new IOException("The answer broke off");
      }
      length += read;
      if (total < 0) {
        String text = new String(answer, 0, length, US_ASCII);
        end = text.indexOf("\r\n\r\n");
        if (end >= 0) {
          int at = text.indexOf("Content-Length: ") + "Content-Length: ".length();
          total = end + 4 + Integer.parseInt(text.substring(at, text.indexOf("\r\n", at)));
          if (!text.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(text);
          }
        }
      }
    }
    return total;
  }
}
