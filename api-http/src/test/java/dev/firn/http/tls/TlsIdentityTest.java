// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.http.TestCertificate;
import dev.firn.http.reload.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken as certificate and key, and what is said of the rest. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TlsIdentityTest {
  @TempDir static Path keys;
  private static TestCertificate ec;
  private static TestCertificate rsa;

  @TempDir Path folder;
  private Path certificate;
  private Path key;

  @BeforeAll
  static void makeCertificates() throws Exception {
    ec = TestCertificate.make(keys, "ec", "EC");
    rsa = TestCertificate.make(keys, "rsa", "RSA");
  }

  @BeforeEach
  void nameFiles() {
    certificate = folder.resolve("c.pem");
    key = folder.resolve("k.pem");
  }

  private TlsIdentity read(String certificatePem, String keyPem) throws IOException {
    Files.writeString(certificate, certificatePem);
    Files.writeString(key, keyPem);
    return TlsIdentity.read(certificate, new SecretFile(key));
  }

  private void assertRefused(String message, String certificatePem, String keyPem) {
    IOException refusal = assertThrows(IOException.class, () -> read(certificatePem, keyPem));
    assertEquals(message, String.valueOf(refusal.getMessage()).replace(folder.toString(), "F"));
  }

  @Test
  void rsa_and_ec_are_taken_with_text_around_them() throws Exception {
    assertEquals(ec.key(), read("Made by hand\n" + ec.certificatePem(), ec.keyPem()).key());
    assertEquals(rsa.key(), read(rsa.certificatePem(), "\r\n" + rsa.keyPem()).key());
    String both = ec.keyPem() + ec.certificatePem();
    assertEquals(ec.certificate(), read(both, both).chain().get(0));
  }

  @Test
  void the_same_files_give_equal_values_that_do_not_print_the_key() throws Exception {
    TlsIdentity identity = read(ec.certificatePem(), ec.keyPem());
    assertEquals(identity, read(ec.certificatePem(), ec.keyPem()));
    assertFalse(identity.equals(read(rsa.certificatePem(), rsa.keyPem())));
    assertEquals("TlsIdentity of CN=ec", identity.toString());
  }

  @Test
  void keys_in_other_forms_are_to_be_converted() throws Exception {
    String convert =
        ", and plain PKCS#8 is needed. To convert it: openssl pkcs8 -topk8 -nocrypt -in F/k.pem -out NEW.pem";
    String pem = ec.certificatePem();
    for (String kind : new String[] {"RSA", "EC"}) {
      assertRefused(
          "The key in F/k.pem is in the form of " + kind + " PRIVATE KEY" + convert,
          pem,
          ec.keyPem().replace(" PRIVATE", " " + kind + " PRIVATE"));
    }
    assertRefused(
        "The key in F/k.pem is encrypted" + convert,
        pem,
        ec.keyPem().replace(" PRIVATE", " ENCRYPTED PRIVATE"));
  }

  @Test
  void what_is_missing_is_named() throws Exception {
    assertRefused(
        "There is no certificate in F/c.pem: a line -----BEGIN CERTIFICATE----- is needed",
        ec.keyPem(),
        ec.keyPem());
    assertRefused(
        "There are 0 private keys in F/k.pem: one that begins with -----BEGIN PRIVATE KEY----- is needed",
        ec.certificatePem(),
        ec.certificatePem());
    assertRefused(
        "There are 2 private keys in F/k.pem: one that begins with -----BEGIN PRIVATE KEY----- is needed",
        ec.certificatePem(),
        ec.keyPem() + rsa.keyPem());
    Files.delete(key);
    assertEquals(
        "Cannot read " + key + ": there is no such file",
        assertThrows(IOException.class, () -> TlsIdentity.read(certificate, new SecretFile(key)))
            .getMessage());
  }

  @Test
  void what_is_damaged_is_named() throws Exception {
    assertRefused(
        "Certificate 2 in F/c.pem is damaged",
        ec.certificatePem() + ec.certificatePem().replace("MII", "III"),
        ec.keyPem());
    assertRefused(
        "The key in F/k.pem is damaged, or not for EC as the certificate is",
        ec.certificatePem(),
        rsa.keyPem());
    assertRefused(
        "The key in F/k.pem is damaged, or not for EC as the certificate is",
        ec.certificatePem(),
        ec.keyPem().replace("=", "").replace("\n-----END", "!\n-----END"));
  }

  @Test
  void a_chain_that_is_none_is_refused() throws Exception {
    assertRefused(
        "The certificate in F/c.pem and the key in F/k.pem do not belong together: "
            + "certificate 2, CN=rsa, is not of who has signed the one before it",
        ec.certificatePem() + rsa.certificatePem(),
        ec.keyPem());
  }

  @Test
  void other_kinds_of_keys_are_refused() throws Exception {
    TestCertificate other = TestCertificate.make(keys, "other", "Ed25519");
    assertRefused(
        "The certificate in F/c.pem is for EdDSA: RSA or EC is needed",
        other.certificatePem(),
        other.keyPem());
  }
}
