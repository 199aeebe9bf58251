// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.tls;

import dev.firn.http.reload.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * What a server shows that it is who it says: certificates, and the private key of the first.
 *
 * @param chain the server's own certificate, and after each certificate that of who has signed it;
 *     the last may be left out, as clients have it
 * @param key the private key, RSA or EC
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {

  /**
   * Checks that all belongs together.
   *
   * @throws IllegalArgumentException if it does not
   */
  public TlsIdentity {
    chain = List.copyOf(chain);
    if (!isOfFirst(chain, key)) {
      throw new IllegalArgumentException(
          "the key is not that of the first certificate, " + name(chain.get(0)));
    }
    for (int i = 1; i < chain.size(); i++) {
      X509Certificate signed = chain.get(i - 1);
      if (!signed.getIssuerX500Principal().equals(chain.get(i).getSubjectX500Principal())) {
        throw new IllegalArgumentException(
            "certificate "
                + (i + 1)
                + ", "
                + name(chain.get(i))
                + ", is not of who has signed the one before it");
      }
    }
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  /**
   * Reads both from PEM files.
   *
   * @param certificate has the chain, the server's own certificate first
   * @param key has the private key: PKCS#8, not encrypted
   * @throws IOException if one of them cannot be used, or the two do not belong together; the
   *     message says in one line which and what would be right
   */
  public static TlsIdentity read(Path certificate, SecretFile key) throws IOException {
    List<X509Certificate> chain = CertificateFile.read(certificate);
    String algorithm = chain.get(0).getPublicKey().getAlgorithm();
    if (!algorithm.equals("RSA") && !algorithm.equals("EC")) {
      throw new IOException(
          "The certificate in " + certificate + " is for " + algorithm + ": RSA or EC is needed");
    }
    try {
      return new TlsIdentity(chain, KeyFile.read(key, algorithm));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "The certificate in "
              + certificate
              + " and the key in "
              + key
              + " do not belong together: "
              + e.getMessage(),
          e);
    }
  }

  /** Returns which certificate of the chain expires first: from then on clients refuse it. */
  public X509Certificate firstToExpire() {
    return Collections.min(chain, Comparator.comparing(X509Certificate::getNotAfter));
  }

  private static boolean isOfFirst(List<X509Certificate> chain, PrivateKey key) {
    if (!chain.get(0).getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    byte[] message = {1, 2, 3};
    try {
      Signature signature =
          Signature.getInstance(
              key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
      signature.initSign(key);
      signature.update(message);
      byte[] signed = signature.sign();
      signature.initVerify(chain.get(0).getPublicKey());
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Returns a store, in memory, of the key under the password. */
  public KeyStore keyStore(String password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("firn", key, password.toCharArray(), chain.toArray(X509Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The key cannot be kept in memory", e);
    }
  }

  /** Says whose it is, without the key. */
  @Override
  public String toString() {
    return "TlsIdentity of " + name(chain.get(0));
  }
}
