// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.tls;

import dev.firn.http.reload.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads a chain of certificates. */
final class CertificateFile {
  private static final String LABEL = "CERTIFICATE";

  private CertificateFile() {}

  /** Returns the certificates of a PEM file, in their order; there is one at least. */
  static List<X509Certificate> read(Path file) throws IOException {
    List<X509Certificate> chain = new ArrayList<>();
    for (PemBlock block : PemBlock.in(SmallFile.read(file))) {
      if (block.label().equals(LABEL)) {
        chain.add(certificate(file, block, chain.size() + 1));
      }
    }
    if (chain.isEmpty()) {
      throw new IOException(
          "There is no certificate in " + file + ": a line -----BEGIN CERTIFICATE----- is needed");
    }
    return chain;
  }

  private static X509Certificate certificate(Path file, PemBlock block, int number)
      throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.der()));
    } catch (CertificateException | IllegalArgumentException e) {
      throw new IOException("Certificate " + number + " in " + file + " is damaged", e);
    }
  }
}
