// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * The body of a request as Jetty receives it. Reading it waits for bytes; the first read gives
 * leave to a client that waits for leave to send. Whatever keeps it from being read to its end is
 * an {@link IOException}, also that it comes too slowly. For one thread.
 */
final class RequestBody extends InputStream {
  private static final Logger LOG = System.getLogger(RequestBody.class.getName());

  private final InputStream content;
  private final Limits limits;
  private boolean isOnItsWay;
  private boolean brokeOff;
  private long received;

  /** Counts only while the client is waited for: that the storage is slow is no fault of it. */
  private long nanosWaited;

  /**
   * Creates it over what Jetty receives.
   *
   * @param awaitsLeave whether the client sends nothing before it is read from
   * @param limits say how slowly it may come
   */
  RequestBody(InputStream content, boolean awaitsLeave, Limits limits) {
    this.content = content;
    this.isOnItsWay = !awaitsLeave;
    this.limits = limits;
  }

  /** Returns the body of a request. */
  static RequestBody of(Request request, Limits limits) {
    return new RequestBody(
        Content.Source.asInputStream(request),
        request.getHeaders().contains(HttpHeader.EXPECT),
        limits);
  }

  /** Tells whether a request says that it has a body. */
  static boolean isIn(Request request) {
    HttpFields headers = request.getHeaders();
    return headers.contains(HttpHeader.TRANSFER_ENCODING)
        || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    isOnItsWay = true;
    try {
      long start = System.nanoTime();
      int count = content.read(bytes, offset, length);
      nanosWaited += System.nanoTime() - start;
      received += Math.max(count, 0);
      if (count >= 0) {
        checkRate();
      }
      return count;
    } catch (IOException e) {
      brokeOff = true;
      throw e;
    } catch (RuntimeException e) {
      // So Jetty says that what comes is not well-formed.
      brokeOff = true;
      throw new IOException("The body is not well-formed HTTP", e);
    }
  }

  /** Returns how many bytes were received so far. */
  long bytesReceived() {
    return received;
  }

  /** The average since the beginning: who is fast first may pause later. */
  private void checkRate() throws IOException {
    if (nanosWaited <= limits.bodyTimeout().toNanos()) {
      return;
    }
    double seconds = nanosWaited / 1e9;
    if (received < limits.leastRate() * seconds) {
      String pace = received + " bytes in " + Math.round(seconds) + " seconds";
      throw new IOException(
          "The body comes too slowly: " + pace, new TimeoutException("The least rate is missed"));
    }
  }

  /** Tells whether there may be more of it, of which its client wants to be rid. */
  boolean isWaitedFor() {
    return isOnItsWay && !brokeOff;
  }

  /**
   * Drops what is left of the body of a refused request, if the client is sending it anyway.
   *
   * @param most the most bytes to drop
   * @return whether more is on its way
   */
  boolean dropUnwanted(long most) {
    if (!isWaitedFor()) {
      return false;
    }
    try {
      long dropped = skip(most);
      LOG.log(Level.DEBUG, "{0} bytes of a refused request were dropped", dropped);
      return dropped == most;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The body of a refused request did not come to its end", e);
      return false;
    }
  }

  /** Gives up what was not read. */
  @Override
  public void close() {
    try {
      content.close();
    } catch (IOException | RuntimeException e) {
      // Also Jetty says by the latter what is wrong with a body.
      LOG.log(Level.DEBUG, "The body of a request cannot be given up", e);
    }
  }
}
