// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of 127.0.0.1 that has signed itself, made by the JDK's keytool. */
public record TestCertificate(X509Certificate certificate, Key key) {

  /** Makes one in a folder that takes what is left over, for RSA or EC; it is valid for long. */
  public static TestCertificate make(Path folder, String name, String algorithm) throws Exception {
    return make(folder, name, algorithm, "-1d", 365);
  }

  /**
   * Makes one that becomes valid at another time, such as {@code -30d}, and is so for some days.
   */
  static TestCertificate make(Path folder, String name, String algorithm, String start, int days)
      throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                "in-a-test",
                "-alias",
                "test",
                "-keyalg",
                algorithm,
                "-startdate",
                start,
                "-validity",
                Integer.toString(days),
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException(said);
    }
    KeyStore made = KeyStore.getInstance(store.toFile(), "in-a-test".toCharArray());
    return new TestCertificate(
        (X509Certificate) made.getCertificate("test"),
        made.getKey("test", "in-a-test".toCharArray()));
  }

  /** Returns the certificate as a block of PEM. */
  public String certificatePem() throws Exception {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  /** Returns the key as a block of PEM. */
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, "\n".getBytes(ISO_8859_1)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /** Writes both files, the key for its owner alone. */
  void write(Path certificateFile, Path keyFile) throws Exception {
    Files.writeString(certificateFile, certificatePem());
    Files.writeString(keyFile, keyPem());
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
  }

  /** Returns a client's context that trusts this certificate alone. */
  SSLContext trusting() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("test", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
