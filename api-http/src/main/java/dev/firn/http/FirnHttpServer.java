// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.domain.Firn;
import dev.firn.domain.vault.AccountId;
import dev.firn.http.api.GlacierApi;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * The Glacier REST API on a socket. Authenticates nobody, so it should listen on a loopback address
 * only.
 *
 * <pre>{@code
 * try (Firn firn = Firn.open("memory:");
 *     FirnHttpServer server = FirnHttpServer.over(firn).port(0).start()) {
 *   GlacierClient.builder().endpointOverride(server.uri())...
 * }
 * }</pre>
 */
public final class FirnHttpServer implements AutoCloseable {
  static final int HEADER_BYTES = 16 << 10;
  private static final long STOP_TIMEOUT_MILLIS = 30_000;
  private static final long IDLE_TIMEOUT_MILLIS = 60_000;

  private static final Logger LOG = System.getLogger(FirnHttpServer.class.getName());

  private final Server server;
  private final ServerConnector connector;
  private final GracefulHandler requests;
  private final URI uri;

  private FirnHttpServer(
      Server server, ServerConnector connector, GracefulHandler requests, ListenAddress address) {
    this.server = server;
    this.connector = connector;
    this.requests = requests;
    this.uri = address.uri(connector.getLocalPort());
  }

  /**
   * Returns a builder of a server over a Firn, which the caller closes once the server is closed.
   */
  public static Builder over(Firn firn) {
    return new Builder(firn);
  }

  /** Returns where the server listens, for example {@code http://127.0.0.1:8080}. */
  public URI uri() {
    return uri;
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return uri.getPort();
  }

  /**
   * Stops accepting, lets requests under way finish, for half a minute at most, and stops. Closing
   * again does nothing.
   */
  @Override
  public void close() {
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

  /** Builds and starts a {@link FirnHttpServer}. Not thread-safe. */
  public static final class Builder {
    private final Firn firn;
    private String host = "127.0.0.1";
    private int port = 8080;
    private AccountId account = new AccountId("012345678901");

    private Builder(Firn firn) {
      this.firn = firn;
    }

    /** Sets the address to listen on, by name or number; 127.0.0.1 if it is not set. */
    public Builder host(String value) {
      host = value;
      return this;
    }

    /** Sets the port to listen on, 0 for any that is free; 8080 if it is not set. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** Sets the account that {@code -} stands for; 012345678901 if it is not set. */
    public Builder account(AccountId value) {
      account = value;
      return this;
    }

    /**
     * Starts the server; it answers when this returns.
     *
     * @throws IOException if it cannot listen there; the message says where and why, in one line
     */
    public FirnHttpServer start() throws IOException {
      ListenAddress address = ListenAddress.of(host);
      Server server = new Server();
      ServerConnector connector =
          new ServerConnector(server, new HttpConnectionFactory(configuration()));
      connector.setHost(address.resolved().getHostAddress());
      connector.setPort(port);
      connector.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
      server.addConnector(connector);
      GracefulHandler requests =
          new GracefulHandler(
              new GlacierHandler(new GlacierApi(GlacierOperations.over(firn), account)));
      server.setHandler(requests);
      server.setErrorHandler(new TransportErrors());
      try {
        connector.open();
        server.start();
      } catch (Exception e) {
        connector.close();
        throw new IOException(
            "Cannot listen on " + host + ":" + port + ": " + innermost(e).getMessage(), e);
      }
      return new FirnHttpServer(server, connector, requests, address);
    }

    private static HttpConfiguration configuration() {
      HttpConfiguration configuration = new HttpConfiguration();
      configuration.setSendServerVersion(false);
      configuration.setSendDateHeader(true);
      configuration.setRequestHeaderSize(HEADER_BYTES);
      // Most odd paths are for the API to refuse, in its own words.
      configuration.setUriCompliance(UriCompliance.UNSAFE);
      return configuration;
    }

    private static Throwable innermost(Throwable e) {
      Throwable cause = e.getCause();
      return cause == null ? e : innermost(cause);
    }
  }
}
