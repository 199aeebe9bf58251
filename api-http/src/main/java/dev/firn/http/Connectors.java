// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;

/** How Jetty is set to receive requests. */
final class Connectors {
  /** What is read from a socket at once: bodies are large. */
  private static final int INPUT_BUFFER_BYTES = 64 << 10;

  /** How many connections wait to be accepted, if the system lets as many wait. */
  private static final int ACCEPT_QUEUE = 1 << 10;

  /** Threads for what never waits: accepting, selecting, and refusing. */
  private static final int SPARE_THREADS = 32;

  private static final int KEPT_THREADS = 8;
  private static final int THREAD_IDLE_MILLIS = 30_000;

  private static final HttpCompliance FOLDED_HEADERS =
      HttpCompliance.RFC7230.with("FOLDED_HEADERS", HttpCompliance.Violation.MULTILINE_FIELD_VALUE);

  private Connectors() {}

  /**
   * Returns threads for all requests that are worked on at once, and some more, so that one too
   * many finds a thread that refuses it. A connection waits for one thread at most, so that what
   * waits is bounded by the connections.
   */
  static ThreadPool threads(Limits limits) {
    QueuedThreadPool threads =
        new QueuedThreadPool(limits.requests() + SPARE_THREADS, KEPT_THREADS, THREAD_IDLE_MILLIS);
    // One a time is Jetty's way, and would keep hundreds for hours.
    threads.setMaxEvictCount(limits.requests());
    return threads;
  }

  /**
   * Returns a connector for HTTP/1.1.
   *
   * @param tls what to encrypt with; empty for plain text
   */
  static ServerConnector http(Server server, Limits limits, Optional<Tls> tls) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(limits.headerBytes());
    // Signed is what came, and not the same in the case that Jetty knows or has seen before.
    configuration.setHeaderCacheCaseSensitive(true);
    // A value that runs over several lines can be signed, by the published test vectors too.
    configuration.setHttpCompliance(FOLDED_HEADERS);
    // Most odd paths are for the API to refuse, in its own words.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setIdleTimeout(millis(limits.bodyTimeout()));
    HttpConnectionFactory http = new BoundedHeads(configuration);
    http.setInputBufferSize(INPUT_BUFFER_BYTES);
    ServerConnector connector =
        tls.map(secure -> new ServerConnector(server, encrypting(secure, http), http))
            .orElseGet(() -> new ServerConnector(server, http));
    connector.setIdleTimeout(millis(limits.idleTime()));
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    return connector;
  }

  /**
   * Limits how many connections there are, for how long they may keep the server waiting, and how
   * much each may ask for at once.
   *
   * @return the handler that knows all this, over the given one
   */
  static Handler limit(Server server, ServerConnector connector, Limits limits, Handler handler) {
    NetworkConnectionLimit connections =
        new NetworkConnectionLimit(limits.connections(), connector);
    server.addBean(connections);
    Patience patience =
        new Patience(
            limits, () -> connections.getNetworkConnectionCount() >= limits.connections(), handler);
    connector.addEventListener(patience);
    return new Pipelining(patience);
  }

  /** For Jetty, 0 is forever. */
  private static long millis(Duration time) {
    return Math.max(1, time.toMillis());
  }

  private static SslConnectionFactory encrypting(Tls tls, HttpConnectionFactory http) {
    SslConnectionFactory encrypting = new SslConnectionFactory(tls.context(), http.getProtocol());
    // It would refuse a Host that the certificate does not name, which is for the client to judge.
    encrypting.setEnsureSecureRequestCustomizer(false);
    return encrypting;
  }
}
