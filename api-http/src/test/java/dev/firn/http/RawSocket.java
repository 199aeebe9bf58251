// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;

/** A client that sends byte by byte what it is told, and no more. */
final class RawSocket implements AutoCloseable {
  private static final Pattern CONTENT_LENGTH = Pattern.compile("\\r\\nContent-Length: ([0-9]+)");

  private final Socket socket;

  RawSocket(URI uri) throws IOException {
    this(uri, SocketFactory.getDefault());
  }

  RawSocket(URI uri, SocketFactory factory) throws IOException {
    socket = factory.createSocket(InetAddress.getLoopbackAddress(), uri.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
  }

  /** Sends a request's line and headers; with the API's version, if they have no other. */
  void sendHead(String method, String path, Map<String, String> headers) throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.putIfAbsent("Host", "localhost");
    all.putIfAbsent("x-amz-glacier-version", "2012-06-01");
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    all.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    send(head.append("\r\n").toString().getBytes(ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Says that nothing more will be sent; what comes back can still be read. */
  void endSending() throws IOException {
    socket.shutdownOutput();
  }

  /** Breaks the connection off, as a client does that crashes. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Returns the next answer's status line and headers, with the empty line that ends them. */
  String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    InputStream answer = socket.getInputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = answer.read();
      if (next < 0) {
        throw new IOException("The answer ends after " + head.toString(ISO_8859_1));
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  /** Reads so many bytes, or fewer if the server closes the connection before. */
  byte[] read(int count) throws IOException {
    return socket.getInputStream().readNBytes(count);
  }

  /** Reads the body of the answer with this head to its end. */
  void readBody(String head) throws IOException {
    Matcher length = CONTENT_LENGTH.matcher(head);
    if (length.find()) {
      socket.getInputStream().skipNBytes(Long.parseLong(length.group(1)));
    }
  }

  /**
   * Reads what comes, for a time.
   *
   * @param into takes what has come
   * @return whether the server has closed the connection
   */
  boolean endsWithin(Duration time, StringBuilder into) throws IOException {
    socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    try {
      for (int next = read(); next >= 0; next = read()) {
        into.append((char) next);
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException reset) {
      // What had been sent was not read.
      return true;
    }
  }

  /**
   * Sends byte by byte, far more often than the time in which nothing may come, until the server
   * closes the connection.
   *
   * @return what has come back
   */
  String trickleUntilClosed() throws IOException {
    StringBuilder answer = new StringBuilder();
    do {
      assertFalse(Thread.interrupted(), "it takes too long");
      send(new byte[] {'a'});
    } while (!endsWithin(Duration.ofMillis(50), answer));
    return answer.toString();
  }

  private int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** Returns all that comes until the server closes the connection. */
  String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
