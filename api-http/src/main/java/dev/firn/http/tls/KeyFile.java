// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.tls;

import dev.firn.http.reload.SecretFile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Reads a private key. */
final class KeyFile {
  private static final String LABEL = "PRIVATE KEY";

  private KeyFile() {}

  /**
   * Returns the private key of a PEM file, which must be in PKCS#8 and not encrypted.
   *
   * @param algorithm the algorithm that the key must be for, such as RSA
   */
  static PrivateKey read(SecretFile file, String algorithm) throws IOException {
    List<PemBlock> keys =
        PemBlock.in(file.read()).stream().filter(block -> block.label().endsWith(LABEL)).toList();
    if (keys.size() != 1) {
      throw new IOException(
          "There are "
              + keys.size()
              + " private keys in "
              + file
              + ": one that begins with -----BEGIN PRIVATE KEY----- is needed");
    }
    PemBlock block = keys.get(0);
    if (!block.label().equals(LABEL)) {
      throw new IOException(
          "The key in "
              + file
              + " is "
              + (block.label().equals("ENCRYPTED " + LABEL)
                  ? "encrypted"
                  : "in the form of " + block.label())
              + ", and plain PKCS#8 is needed. To convert it: openssl pkcs8 -topk8 -nocrypt -in "
              + file
              + " -out NEW.pem");
    }
    return key(file, block, algorithm);
  }

  private static PrivateKey key(SecretFile file, PemBlock block, String algorithm)
      throws IOException {
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(block.der()));
    } catch (InvalidKeySpecException | IllegalArgumentException e) {
      throw new IOException(
          "The key in " + file + " is damaged, or not for " + algorithm + " as the certificate is",
          e);
    } catch (GeneralSecurityException e) {
      throw new IOException("This Java knows no keys for " + algorithm, e);
    }
  }
}
