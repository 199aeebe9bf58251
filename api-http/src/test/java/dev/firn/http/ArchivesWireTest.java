// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.VaultClient.ARN;
import static dev.firn.http.VaultClient.MEBIBYTE;
import static dev.firn.http.VaultClient.VAULT;
import static dev.firn.http.WireAssertions.assertAnswer;
import static dev.firn.http.WireAssertions.assertEmpty;
import static dev.firn.http.WireAssertions.assertInvalid;
import static dev.firn.http.WireAssertions.assertMissing;
import static dev.firn.http.WireAssertions.assertNotFound;
import static dev.firn.http.WireAssertions.assertRefusal;
import static dev.firn.http.WireAssertions.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.vault.VaultKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploading an archive in one piece, deleting it, and what a vault says of it: to the letter. */
class ArchivesWireTest extends VaultWireTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");

  private JsonNode describe() throws Exception {
    return new ObjectMapper().readTree(vault.get(VAULT).body());
  }

  private String uploaded(byte[] bytes) throws Exception {
    return header(vault.archive(PayloadRequest.archive(bytes)), "x-amz-archive-id");
  }

  @Test
  void uploading_gives_the_archive_and_where_it_is() throws Exception {
    byte[] bytes = pattern(3 * MEBIBYTE);
    PayloadRequest request =
        PayloadRequest.archive(bytes).with("x-amz-archive-description", "  two  spaces");
    for (PayloadRequest way : new PayloadRequest[] {request, request.chunked()}) {
      HttpResponse<String> uploaded = vault.archive(way);
      assertEmpty(201, uploaded);
      String id = header(uploaded, "x-amz-archive-id");
      assertTrue(id.matches("[A-Za-z0-9_-]{138}"), id);
      assertEquals("/012345678901/vaults/photos/archives/" + id, header(uploaded, "Location"));
      assertEquals(
          "2e7d51c0ffe06ce95fe74beed9a4ab35d18837f4ab2a9f4f066a60359eb999a1",
          header(uploaded, "x-amz-sha256-tree-hash"));
      ArchiveId archive = new ArchiveId(id);
      assertArrayEquals(bytes, server.firn().archives().read(PHOTOS, archive).readAllBytes());
      assertEquals(
          "two  spaces",
          server.firn().archives().describeArchive(PHOTOS, archive).description().text());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-content-sha256", "x-amz-sha256-tree-hash"})
  void a_missing_header_is_named(String name) throws Exception {
    PayloadRequest archive = PayloadRequest.archive(pattern(10));
    assertMissing(name, vault.archive(archive.without(name)));
    assertMissing(name, vault.archive(archive.with(name, "")));
  }

  @Test
  void wrong_hashes_are_refused_in_the_apis_words() throws Exception {
    String other = "0123456789ABCDEF".repeat(4);
    PayloadRequest right = PayloadRequest.archive(pattern(MEBIBYTE + 1));
    assertInvalid(
        "Checksum mismatch: expected %s, computed %s"
            .formatted(
                other.toLowerCase(Locale.ROOT),
                "a9c574ce937d2371daf87cdd0e75396b096d7f74a66c764e4c656bd12b2e7bf9"),
        vault.archive(right.with("x-amz-sha256-tree-hash", other)));
    assertRefusal(
        403,
        "InvalidSignatureException",
        "The value passed in as x-amz-content-sha256 does not match the computed payload hash. Computed digest: %s expected hash: %s"
            .formatted(
                "5769f52bc3eef28afa39c6fc68cadb7d0bd69812ae3a3d71452f519ec3c7aa56",
                other.toLowerCase(Locale.ROOT)),
        vault.archive(right.with("x-amz-content-sha256", other)));
    assertInvalid(
        "Invalid x-amz-sha256-tree-hash: g. It must be 64 hexadecimal digits.",
        vault.archive(right.with("x-amz-sha256-tree-hash", "g")));
    assertRefusal(
        403,
        "InvalidSignatureException",
        "The value passed in as x-amz-content-sha256 is not a SHA-256 hash, 64 hexadecimal digits: g",
        vault.archive(right.with("x-amz-content-sha256", "g")));
    assertEquals(0, describe().get("NumberOfArchives").asInt());
  }

  @Test
  void an_empty_body_is_refused() throws Exception {
    PayloadRequest empty =
        new PayloadRequest(
            PayloadRequest.archive(new byte[0]).headers(), BodyPublishers.ofByteArray(new byte[0]));
    String refusal = "Invalid Content-Length: 0. It must be from 1 to 4294967296 bytes.";
    assertInvalid(refusal, vault.archive(empty));
    assertInvalid(refusal, vault.archive(empty.chunked()));
  }

  @Test
  void a_description_that_is_too_long_is_refused() throws Exception {
    PayloadRequest right = PayloadRequest.archive(pattern(10));
    assertEmpty(201, vault.archive(right.with("x-amz-archive-description", "x".repeat(1024))));
    assertEmpty(201, vault.archive(right.with("x-amz-archive-description", "")));
    assertInvalid(
        "Invalid description: it has 1025 characters. It must be at most 1024 characters of printable ASCII (0x20"
            + " to 0x7E).",
        vault.archive(right.with("x-amz-archive-description", "x".repeat(1025))));
  }

  @Test
  void an_unknown_vault_is_named_by_its_arn() throws Exception {
    PayloadRequest right = PayloadRequest.archive(pattern(10));
    String message = "Vault not found for ARN: " + ARN.replace("photos", "nosuch");
    assertNotFound(
        message,
        server.send("POST", "/-/vaults/nosuch/archives", right.body(), right.headerLines()));
    assertNotFound(message, vault.delete("/-/vaults/nosuch/archives/x"));
    String id = uploaded(pattern(1));
    assertNotFound(message, vault.delete("/-/vaults/nosuch/archives/" + id));
  }

  @Test
  void deleting_is_idempotent_and_knows_what_is_no_id() throws Exception {
    String id = uploaded(pattern(10));
    server.send("PUT", "/-/vaults/films");
    assertInvalid(
        "Invalid vault name: "
            + ARN.replace("photos", "films")
            + ". The archive is not in this vault.",
        vault.delete("/-/vaults/films/archives/" + id));
    assertEmpty(204, vault.delete(VAULT + "/archives/" + id));
    assertEmpty(204, vault.delete(VAULT + "/archives/" + id));
    for (String never : new String[] {"A".repeat(138), id.substring(0, 122) + "-".repeat(16)}) {
      assertEmpty(204, vault.delete(VAULT + "/archives/" + never));
    }
    for (String none : new String[] {"x", id + "x", id.substring(1), "~" + id.substring(1)}) {
      assertNotFound(
          "The archive ID was not found: " + none, vault.delete(VAULT + "/archives/" + none));
    }
  }

  @Test
  void a_vault_says_what_it_holds_with_32_kib_more_for_each_archive() throws Exception {
    assertTrue(describe().get("LastInventoryDate").isNull());
    uploaded(pattern(5));
    assertEquals(32_773, describe().get("SizeInBytes").asLong());
    String second = uploaded(pattern(10));
    JsonNode vaultJson = describe();
    assertEquals(2, vaultJson.get("NumberOfArchives").asInt());
    assertEquals(2 * 32_768 + 15, vaultJson.get("SizeInBytes").asLong());
    String date = vaultJson.get("LastInventoryDate").asText();
    assertTrue(date.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"), date);
    assertTrue(Duration.between(Instant.parse(date), Instant.now()).toMinutes() < 1, date);
    assertAnswer(
        200, "{\"Marker\":null,\"VaultList\":[" + vaultJson + "]}", vault.get("/-/vaults"));
    vault.delete(VAULT + "/archives/" + second);
    assertEquals(32_773, describe().get("SizeInBytes").asLong());
    assertEquals(1, describe().get("NumberOfArchives").asInt());
    assertFalse(describe().get("LastInventoryDate").isNull());
  }

  @Test
  void a_vault_with_an_archive_cannot_be_deleted() throws Exception {
    String id = uploaded(pattern(5));
    assertInvalid("Vault not empty or recently written to: " + ARN, vault.delete(VAULT));
    vault.delete(VAULT + "/archives/" + id);
    assertEmpty(204, vault.delete(VAULT));
  }
}
