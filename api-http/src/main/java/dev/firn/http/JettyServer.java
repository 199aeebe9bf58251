// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.http.api.GlacierApi;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** Jetty as it serves the API on a socket, from its start to its closing. */
final class JettyServer implements AutoCloseable {
  private static final long STOP_TIMEOUT_MILLIS = 30_000;

  private static final Logger LOG = System.getLogger(JettyServer.class.getName());

  private final Server server;
  private final ServerConnector connector;
  private final GracefulHandler requests;
  private final Optional<Tls> tls;

  private JettyServer(
      GlacierApi api, Limits limits, FaultLog faults, Optional<AccessLog> log, Optional<Tls> tls) {
    this.tls = tls;
    server = new Server(Connectors.threads(limits));
    connector = Connectors.http(server, limits, tls);
    server.addConnector(connector);
    requests = new GracefulHandler(new GlacierHandler(api, limits, faults, log));
    server.setHandler(Connectors.limit(server, connector, limits, requests));
    server.setErrorHandler(new TransportErrors(limits, log));
  }

  /**
   * Starts it; it answers when this returns.
   *
   * @param port 0 for any that is free
   * @param tls what to encrypt with, which is closed with the server, also if it does not start
   * @throws IOException if it cannot listen there; the message says why, in one line
   */
  static JettyServer start(
      ListenAddress address,
      int port,
      GlacierApi api,
      Limits limits,
      FaultLog faults,
      Optional<AccessLog> log,
      Optional<Tls> tls)
      throws IOException {
    JettyServer jetty = new JettyServer(api, limits, faults, log, tls);
    jetty.connector.setHost(address.resolved().getHostAddress());
    jetty.connector.setPort(port);
    try {
      jetty.connector.open();
      jetty.server.start();
      return jetty;
    } catch (Exception e) {
      jetty.connector.close();
      tls.ifPresent(Tls::close);
      String where = address.uri("http", port).getAuthority();
      throw new IOException("Cannot listen on " + where + ": " + innermost(e).getMessage(), e);
    }
  }

  private static Throwable innermost(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e : innermost(cause);
  }

  /** Returns where it listens at an address. */
  URI uri(ListenAddress address) {
    return address.uri(tls.isPresent() ? "https" : "http", connector.getLocalPort());
  }

  /** Stops accepting, lets requests under way finish, for half a minute at most, and stops. */
  @Override
  public void close() {
    try {
      stop();
    } finally {
      tls.ifPresent(Tls::close);
    }
  }

  private void stop() {
    connector.close();
    try {
      requests.shutdown().get(STOP_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.log(Level.WARNING, "Requests that were still under way after half a minute were cut off");
    } catch (ExecutionException e) {
      throw new IllegalStateException("Requests under way could not be waited for", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The server did not stop cleanly", e);
    }
  }
}
