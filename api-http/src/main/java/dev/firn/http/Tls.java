// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.http.reload.Reloaded;
import dev.firn.http.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Jetty's TLS, 1.2 and 1.3, with a certificate and a key that are read again when their files
 * change: connections from then on are shown the new ones.
 */
final class Tls implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** For a store that never leaves the memory. */
  private static final String PASSWORD = "in memory";

  private final SslContextFactory.Server context;
  private final Reloaded<TlsIdentity> identity;

  private Tls(SslContextFactory.Server context, Reloaded<TlsIdentity> identity) {
    this.context = context;
    this.identity = identity;
  }

  /**
   * Reads both files, and watches them from then on.
   *
   * @throws IOException if they cannot be used; the message says why, in one line
   */
  static Tls start(Path certificate, Path key) throws IOException {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    context.setRenegotiationAllowed(false);
    context.setKeyStorePassword(PASSWORD);
    Reloaded<TlsIdentity> identity =
        Reloaded.start(
            "certificate and key of TLS",
            List.of(certificate, key),
            INTERVAL,
            () -> TlsIdentity.read(certificate, key),
            changed -> use(changed, context));
    return new Tls(context, identity);
  }

  private static void use(TlsIdentity changed, SslContextFactory.Server context) {
    if (!context.isStarted()) {
      context.setKeyStore(changed.keyStore(PASSWORD));
      return;
    }
    try {
      context.reload(factory -> factory.setKeyStore(changed.keyStore(PASSWORD)));
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not take the certificate", e);
    }
  }

  /** Returns what Jetty's connectors are given. */
  SslContextFactory.Server context() {
    return context;
  }

  @Override
  public void close() {
    identity.close();
  }
}
