// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.domain.Firn;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Region;
import dev.firn.http.access.Admission;
import dev.firn.http.access.Caller;
import dev.firn.http.api.GlacierApi;
import dev.firn.http.credentials.Credentials;
import dev.firn.http.policy.PoliciesRead;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Glacier REST API on a socket. Unless it is given credentials it authenticates nobody, and
 * should listen on a loopback address only.
 *
 * <pre>{@code
 * try (Firn firn = Firn.open("memory:");
 *     FirnHttpServer server = FirnHttpServer.over(firn).port(0).start()) {
 *   GlacierClient.builder().endpointOverride(server.uri())...
 * }
 * }</pre>
 */
public final class FirnHttpServer implements AutoCloseable {
  private final JettyServer jetty;
  private final Sweeper sweeper;
  private final Notifier notifier;
  private final URI uri;

  private FirnHttpServer(JettyServer jetty, Sweeper sweeper, Notifier notifier, URI uri) {
    this.jetty = jetty;
    this.sweeper = sweeper;
    this.notifier = notifier;
    this.uri = uri;
  }

  /**
   * Returns a builder of a server over a Firn, which the caller closes once the server is closed.
   */
  public static Builder over(Firn firn) {
    return new Builder(firn);
  }

  /**
   * Returns where the server listens, for example {@code http://127.0.0.1:8080}; https with TLS.
   */
  public URI uri() {
    return uri;
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return uri.getPort();
  }

  /**
   * Stops accepting, lets requests under way finish, for half a minute at most, and stops, the
   * sweeping and notifying too. Closing again does nothing.
   */
  @Override
  public void close() {
    try (notifier;
        sweeper) {
      jetty.close();
    }
  }

  /** Builds and starts a {@link FirnHttpServer}. Not thread-safe. */
  public static final class Builder {
    private final Firn firn;
    private String host = "127.0.0.1";
    private int port = 8080;
    private AccountId account = new AccountId("012345678901");
    private Limits limits = Limits.defaults();
    private Duration sweepInterval = Duration.ofSeconds(10);
    private Optional<TlsFiles> tlsFiles = Optional.empty();
    private Optional<Supplier<Credentials>> credentials = Optional.empty();
    private Optional<AccessLog> accessLog = Optional.empty();
    private final Map<TopicArn, Endpoint> topics = new HashMap<>();

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

    /**
     * Sets the account that {@code -} stands for as long as nobody is authenticated; 012345678901
     * if it is not set.
     */
    public Builder account(AccountId value) {
      account = value;
      return this;
    }

    /** Sets what the server bears; {@link Limits#defaults} if it is not set. */
    public Builder limits(Limits value) {
      limits = value;
      return this;
    }

    /**
     * Sets how long to wait after each {@link Firn#sweep} that the server runs before the next; 10
     * seconds if it is not set.
     *
     * @throws IllegalArgumentException if it is not above zero, or more than a year
     */
    public Builder sweepInterval(Duration value) {
      Limits.check("A sweep interval", value);
      sweepInterval = value;
      return this;
    }

    /**
     * Encrypts all connections, by TLS 1.2 or 1.3; plain text if it is not set. Both files are read
     * at the start, and again when they change: connections from then on are shown the new
     * certificate. A pair that cannot be used is logged then, and the one before stays in force.
     *
     * @param certificate the server's certificate and those of who has signed it, in PEM
     * @param key its private key, RSA or EC, in PEM: PKCS#8, not encrypted
     */
    public Builder tls(Path certificate, Path key) {
      tlsFiles = Optional.of(new TlsFiles(certificate, key));
      return this;
    }

    /**
     * Admits only who has signed with one of these access keys, by AWS Signature Version 4, and
     * lets them do what their account or their policies allow. If it is not set, everybody may do
     * everything.
     *
     * @param inForce gives the credentials that are in force; asked with every request, by many
     *     threads: see {@link dev.firn.http.credentials.CredentialsFile#current}
     */
    public Builder credentials(Supplier<Credentials> inForce) {
      credentials = Optional.of(inForce);
      return this;
    }

    /**
     * Writes a line of JSON for each request to a stream, which the caller closes once the server
     * is closed; no such log is kept if it is not set. A line has the time, the request's id, who
     * made it, the operation, the vault, the answer's status, the bytes of both bodies, and how
     * long it took; nothing that is secret.
     */
    public Builder accessLog(OutputStream stream) {
      accessLog = Optional.of(new AccessLog(stream));
      return this;
    }

    /**
     * Sends what a topic is notified of, by POST in the form of SNS, to an endpoint, again and
     * again until it answers with a status of 2xx; for each topic one, and the last that is set.
     * Notices of a topic that has none are kept for 14 days, for a server that has one.
     *
     * @param endpoint a URL of http or https; a user and a password in it are sent as HTTP's basic
     *     authorization
     * @throws IllegalArgumentException if it is no such URL
     */
    public Builder topic(TopicArn topic, URI endpoint) {
      topics.put(topic, Endpoint.of(endpoint));
      return this;
    }

    /**
     * Starts the server, its sweeping and its notifying; it answers when this returns.
     *
     * @throws IOException if it cannot listen there, or the files of TLS cannot be used; the
     *     message says which and why, in one line
     */
    public FirnHttpServer start() throws IOException {
      ListenAddress address = ListenAddress.of(host);
      Optional<Tls> tls =
          tlsFiles.isPresent() ? Optional.of(tlsFiles.get().start()) : Optional.empty();
      FaultLog faults = new FaultLog(Clock.systemUTC());
      JettyServer jetty = JettyServer.start(address, port, api(), limits, faults, accessLog, tls);
      Sweeper sweeper = Sweeper.start(firn, sweepInterval, faults);
      Notifier notifier = Notifier.start(firn, topics);
      return new FirnHttpServer(jetty, sweeper, notifier, jetty.uri(address));
    }

    private GlacierApi api() {
      Region region = firn.vaults().region();
      Clock clock = Clock.systemUTC();
      Caller anybody = Caller.anybody(account);
      Admission admission =
          credentials
              .<Admission>map(inForce -> new SignedAdmission(region, clock, inForce))
              .orElse((request, bodyHash) -> anybody);
      PoliciesRead policies = new PoliciesRead();
      return new GlacierApi(
          GlacierOperations.over(firn),
          region,
          clock,
          admission,
          vault -> policies.of(firn.policiesInForce(vault)),
          limits.bodies()::of);
    }

    private record TlsFiles(Path certificate, Path key) {
      Tls start() throws IOException {
        return Tls.start(certificate, key);
      }
    }
  }
}
