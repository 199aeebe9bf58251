// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/** How Jetty is set to receive requests. */
final class Connectors {
  /** The room for a request's line and headers. */
  static final int HEADER_BYTES = 16 << 10;

  /** What is read from a socket at once: bodies are large. */
  private static final int INPUT_BUFFER_BYTES = 64 << 10;

  /** How long a connection may be kept open between two requests. */
  private static final long IDLE_TIMEOUT_MILLIS = 60_000;

  private Connectors() {}

  /**
   * Returns a connector for HTTP/1.1.
   *
   * @param bodyTimeout how long a client may pause in the midst of a request
   * @param tls what to encrypt with; empty for plain text
   */
  static ServerConnector http(Server server, Duration bodyTimeout, Optional<Tls> tls) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    // Most odd paths are for the API to refuse, in its own words.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    // For Jetty, 0 is forever.
    configuration.setIdleTimeout(Math.max(1, bodyTimeout.toMillis()));
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    http.setInputBufferSize(INPUT_BUFFER_BYTES);
    ServerConnector connector =
        tls.map(secure -> new ServerConnector(server, encrypting(secure, http), http))
            .orElseGet(() -> new ServerConnector(server, http));
    connector.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
    return connector;
  }

  private static SslConnectionFactory encrypting(Tls tls, HttpConnectionFactory http) {
    SslConnectionFactory encrypting = new SslConnectionFactory(tls.context(), http.getProtocol());
    // It would refuse a Host that the certificate does not name, which is for the client to judge.
    encrypting.setEnsureSecureRequestCustomizer(false);
    return encrypting;
  }
}
