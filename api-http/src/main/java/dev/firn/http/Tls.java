// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.http.reload.Reloaded;
import dev.firn.http.reload.SecretFile;
import dev.firn.http.tls.TlsIdentity;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Jetty's TLS, 1.2 and 1.3, with a certificate and a key that are read again when their files
 * change: connections from then on are shown the new ones.
 */
final class Tls implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Tls.class.getName());
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration EXPIRES_SOON = Duration.ofDays(14);

  /** For a store that never leaves the memory. */
  private static final String PASSWORD = "in memory";

  private final SslContextFactory.Server context;
  private final Reloaded<TlsIdentity> identity;

  private Tls(SslContextFactory.Server context, Reloaded<TlsIdentity> identity) {
    this.context = context;
    this.identity = identity;
  }

  /**
   * Reads both files, and watches them from then on. A warning is logged of a key that others can
   * read, and of a certificate that has expired or is about to, when it is read.
   *
   * @throws IOException if they cannot be used; the message says why, in one line
   */
  static Tls start(Path certificate, Path key) throws IOException {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    context.setRenegotiationAllowed(false);
    context.setKeyStorePassword(PASSWORD);
    SecretFile secret = new SecretFile(key);
    Reloaded<TlsIdentity> identity =
        Reloaded.start(
            "certificate and key of TLS",
            List.of(certificate, key),
            INTERVAL,
            () -> TlsIdentity.read(certificate, secret),
            changed -> use(changed, context));
    return new Tls(context, identity);
  }

  private static void use(TlsIdentity changed, SslContextFactory.Server context) {
    warnOfExpiry(changed.firstToExpire());
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

  private static void warnOfExpiry(X509Certificate certificate) {
    Instant expiry = certificate.getNotAfter().toInstant();
    Instant now = Instant.now();
    if (expiry.isBefore(now.plus(EXPIRES_SOON))) {
      LOG.log(
          Level.WARNING,
          () ->
              "The certificate "
                  + certificate.getSubjectX500Principal().getName()
                  + (expiry.isBefore(now) ? " has expired at " : " expires soon, at ")
                  + expiry
                  + ": clients refuse it then, and a new one in its file is taken at once");
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
