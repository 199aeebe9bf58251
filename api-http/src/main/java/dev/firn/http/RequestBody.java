// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * The body of a request as Jetty receives it. Reading it waits for bytes; the first read gives
 * leave to a client that waits for leave to send. Whatever keeps it from being read to its end is
 * an {@link IOException}. For one thread.
 */
final class RequestBody extends InputStream {
  private static final Logger LOG = System.getLogger(RequestBody.class.getName());

  private final InputStream content;
  private long bytesRead;
  private boolean isOnItsWay;
  private boolean brokeOff;

  /**
   * Creates it over what Jetty receives.
   *
   * @param awaitsLeave whether the client sends nothing before it is read from
   */
  RequestBody(InputStream content, boolean awaitsLeave) {
    this.content = content;
    this.isOnItsWay = !awaitsLeave;
  }

  /** Returns the body of a request. */
  static RequestBody of(Request request) {
    return new RequestBody(
        Content.Source.asInputStream(request), request.getHeaders().contains(HttpHeader.EXPECT));
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
      int read = content.read(bytes, offset, length);
      bytesRead += Math.max(0, read);
      return read;
    } catch (IOException e) {
      brokeOff = true;
      throw e;
    } catch (RuntimeException e) {
      // So Jetty says that what comes is not well-formed.
      brokeOff = true;
      throw new IOException("The body is not well-formed HTTP", e);
    }
  }

  /** Returns how many bytes were read so far. */
  long bytesRead() {
    return bytesRead;
  }

  /**
   * Drops what is left of the body of a refused request, if the client is sending it anyway.
   *
   * @param most the most bytes to drop
   * @return whether more is on its way
   */
  boolean dropUnwanted(long most) {
    if (!isOnItsWay || brokeOff) {
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
