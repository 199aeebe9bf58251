// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import dev.firn.domain.Firn;
import dev.firn.domain.content.LinearHash;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.http.FirnHttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Parts of 64 MiB over HTTP, beside what no server can be without: the two SHA-256 passes over the
 * same bytes, on one thread. A call is one part, sent and acknowledged.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@SuppressWarnings("NullAway.Init") // JMH sets them up.
public class HttpParts {
  /** The size of a part, and of a leaf of the tree. */
  static final int MEBIBYTES = 64;

  private static final int LEAF = 1 << 20;

  /** The bytes of a part. */
  @State(Scope.Benchmark)
  public static class Bytes {
    private final byte[] part = new byte[MEBIBYTES << 20];

    /** Makes them such that nothing can be made smaller. */
    @Setup
    public void fill() {
      new Random(1).nextBytes(part);
    }
  }

  /** A server with an upload. */
  @State(Scope.Benchmark)
  public static class Server {
    /** What it stores in. */
    @Param({"memory", "rocksdb"})
    public String storage;

    private final AtomicInteger senders = new AtomicInteger();
    private Path folder;
    private Firn firn;
    private FirnHttpServer http;
    private MultipartUpload upload;

    /** Starts it. */
    @Setup
    public void start() throws IOException {
      folder = DataSets.root().resolve("http-parts");
      DataSets.delete(folder);
      firn = Firn.open(storage + ":" + (storage.equals("memory") ? "" : folder));
      http = FirnHttpServer.over(firn).port(0).start();
      firn.vaults().createVault(DataSets.VAULT);
      upload =
          firn.multipartUploads()
              .initiateMultipartUpload(DataSets.VAULT, PartSize.ofMebibytes(MEBIBYTES));
    }

    /** Stops it. */
    @TearDown
    public void stop() throws IOException {
      http.close();
      firn.close();
      DataSets.delete(folder);
    }
  }

  /** A client. */
  @State(Scope.Thread)
  public static class Client {
    private PartSender sender;

    /** Connects it. */
    @Setup
    public void connect(Server server, Bytes bytes) throws IOException {
      String path =
          "/-/vaults/" + DataSets.VAULT.name() + "/multipart-uploads/" + server.upload.id();
      long first = (long) server.senders.getAndIncrement() * bytes.part.length;
      sender =
          new PartSender(
              server.http.uri(),
              path,
              first,
              bytes.part,
              LinearHash.of(bytes.part).hex(),
              TreeHash.of(bytes.part).hex());
    }

    /** Disconnects it. */
    @TearDown
    public void disconnect() throws IOException {
      sender.close();
    }
  }

  /** Computes both hashes, one pass each. */
  @Benchmark
  public byte[] hashes(Bytes bytes) throws NoSuchAlgorithmException {
    MessageDigest linear = MessageDigest.getInstance("SHA-256");
    MessageDigest leaf = MessageDigest.getInstance("SHA-256");
    for (int from = 0; from < bytes.part.length; from += LEAF) {
      linear.update(bytes.part, from, LEAF);
      leaf.update(bytes.part, from, LEAF);
      linear.update(leaf.digest(), 0, 0);
    }
    return linear.digest();
  }

  /** One client sends a part. */
  @Benchmark
  public void oneClient(Client client) throws IOException {
    client.sender.send();
  }

  /** Four clients send a part each. */
  @Benchmark
  @Threads(4)
  public void fourClients(Client client) throws IOException {
    client.sender.send();
  }
}
