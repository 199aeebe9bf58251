// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Jetty's HTTP/1.1, which bounds the bytes of headers, with a bound on their number, too: parsed, a
 * header of 4 bytes takes more than 100. So what half-sent heads hold is about twice their bytes.
 */
final class BoundedHeads extends HttpConnectionFactory {
  /** Clients of Glacier send 10 to 20. */
  static final int MOST_HEADERS = 100;

  BoundedHeads(HttpConfiguration configuration) {
    super(configuration);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    return configure(
        new CountingConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
  }

  private static final class CountingConnection extends HttpConnection {
    CountingConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
      super(configuration, connector, endPoint);
    }

    @Override
    protected RequestHandler newRequestHandler() {
      return new CountingHandler();
    }

    private final class CountingHandler extends RequestHandler {
      private int headers;

      @Override
      public void startRequest(String method, String uri, HttpVersion version) {
        headers = 0;
        super.startRequest(method, uri, version);
      }

      @Override
      public void parsedHeader(HttpField field) {
        headers++;
        if (headers > MOST_HEADERS) {
          throw new HttpException.RuntimeException(
              HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
              "more than " + MOST_HEADERS + " are too many");
        }
        super.parsedHeader(field);
      }
    }
  }
}
