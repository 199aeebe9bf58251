// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.PayloadRequest.range;
import static dev.firn.http.VaultClient.ARN;
import static dev.firn.http.VaultClient.MEBIBYTE;
import static dev.firn.http.VaultClient.VAULT;
import static dev.firn.http.VaultClient.id;
import static dev.firn.http.WireAssertions.assertEmpty;
import static dev.firn.http.WireAssertions.assertInvalid;
import static dev.firn.http.WireAssertions.assertMissing;
import static dev.firn.http.WireAssertions.assertNotFound;
import static dev.firn.http.WireAssertions.assertRefusal;
import static dev.firn.http.WireAssertions.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploading a part, to the letter. */
class PartsWireTest extends VaultWireTest {
  /** Of {@code pattern(4 MiB)}, as the tree hash's own test vectors have it. */
  private static final String TREE_OF_4_MIB =
      "c7d749cd55cefa8ed8fbc208202e18d019b7701f29886f7c5d662d77b3903833";

  private String parts(String upload) throws Exception {
    String body = vault.get(upload).body();
    return body.substring(body.indexOf("\"Parts\":"), body.indexOf(",\"VaultARN\""));
  }

  @Test
  void a_part_is_answered_with_its_tree_hash() throws Exception {
    HttpResponse<String> answer =
        vault.upload(vault.initiate(4), PayloadRequest.part(0, pattern(4 * MEBIBYTE)));
    assertEmpty(204, answer);
    assertEquals(TREE_OF_4_MIB, header(answer, "x-amz-sha256-tree-hash"));
    assertTrue(
        answer.headers().map().containsKey("x-amz-sha256-tree-hash"), "spelled as documented");
  }

  @Test
  void a_part_may_come_in_chunks_with_capital_hashes_and_a_total() throws Exception {
    byte[] bytes = pattern(MEBIBYTE);
    PayloadRequest right = PayloadRequest.part(0, bytes);
    PayloadRequest odd = right.chunked().with("Content-Range", "bytes 0-1048575/99999999");
    for (String hash : List.of("x-amz-content-sha256", "x-amz-sha256-tree-hash")) {
      odd = odd.with(hash, right.header(hash).toUpperCase(Locale.ROOT));
    }
    HttpResponse<String> answer = vault.upload(vault.initiate(1), odd);
    assertEmpty(204, answer);
    assertEquals(right.header("x-amz-sha256-tree-hash"), header(answer, "x-amz-sha256-tree-hash"));
  }

  @Test
  void parts_come_in_any_order_and_may_be_short() throws Exception {
    String upload = vault.initiate(1);
    vault.part(upload, 3L * MEBIBYTE, pattern(7));
    vault.part(upload, MEBIBYTE, pattern(1));
    vault.part(upload, 0, pattern(MEBIBYTE));
    assertEquals(
        "\"Parts\":[{\"RangeInBytes\":\"0-1048575\",\"SHA256TreeHash\":\"631b84027d6b9e52b539c4e8373622d23032dfadc64d60af87339c9037e4f769\"},"
            + "{\"RangeInBytes\":\"1048576-1048576\",\"SHA256TreeHash\":\"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d\"},"
            + "{\"RangeInBytes\":\"3145728-3145734\",\"SHA256TreeHash\":\"57355ac3303c148f11aef7cb179456b9232cde33a818dfda2c2fcb9325749a6b\"}]",
        parts(upload));
  }

  @Test
  void a_part_that_is_sent_again_replaces_the_former_and_a_refused_one_does_not() throws Exception {
    String upload = vault.initiate(1);
    vault.part(upload, 0, pattern(1023));
    vault.part(upload, 0, pattern(1));
    PayloadRequest wrong =
        PayloadRequest.part(0, pattern(9)).with("x-amz-sha256-tree-hash", "0".repeat(64));
    assertEquals(400, vault.upload(upload, wrong).statusCode());
    assertEquals(
        "\"Parts\":[{\"RangeInBytes\":\"0-0\",\"SHA256TreeHash\":\"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d\"}]",
        parts(upload));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Range", "x-amz-content-sha256", "x-amz-sha256-tree-hash"})
  void a_missing_header_is_named(String name) throws Exception {
    String upload = vault.initiate(1);
    PayloadRequest part = PayloadRequest.part(0, pattern(10));
    assertMissing(name, vault.upload(upload, part.without(name)));
    assertMissing(name, vault.upload(upload, part.with(name, "")));
    assertMissing(name, vault.upload(upload, part.with(name, "  ")));
    assertEquals("\"Parts\":[]", parts(upload));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 909994937-909994936/*",
        "bytes 10-9/*",
        "bytes 0-9",
        "bytes 0-/*",
        "bytes -9/*",
        "bytes 0-9/",
        "bytes 0-9/x",
        "bytes=0-9/*",
        "bytes 0 - 9/*",
        "bytes -1-9/*",
        "bytes 0x0-9/*",
        "bytes 0-9.0/*",
        "bytes 0-9,10-19/*",
        "bytes 0-9/* ,",
        "bytes */*",
        "bytes 0-9999999999999999999/*",
        "kibibytes 0-9/*",
        "0-9/*",
        "junk"
      })
  void a_range_that_is_none_is_refused(String range) throws Exception {
    assertInvalid(
        "Invalid Content-Range: %s. It must be bytes FIRST-LAST/*, with the last byte at or after the first."
            .formatted(range),
        vault.upload(
            vault.initiate(1), PayloadRequest.part(0, pattern(10)).with("Content-Range", range)));
  }

  @Test
  void a_range_that_is_not_one_of_the_uploads_is_refused() throws Exception {
    String upload = vault.initiate(1);
    assertInvalid(
        "Invalid Content-Range: bytes 10-19/*. Its first byte must be a multiple of the upload's part size, 1048576 bytes.",
        vault.upload(upload, PayloadRequest.part(10, pattern(10))));
    assertInvalid(
        "Invalid Content-Range: bytes 0-1048576/*. It has 1048577 bytes, more than the upload's part size, 1048576 bytes.",
        vault.upload(upload, PayloadRequest.part(0, pattern(MEBIBYTE + 1))));
    assertInvalid(
        "This is part number 10001 for the current multipart upload. It exceeds the limit of 10000 parts.",
        vault.upload(upload, PayloadRequest.part(10_000L * MEBIBYTE, pattern(10))));
    vault.part(upload, 9_999L * MEBIBYTE, pattern(10));
  }

  @Test
  void a_body_of_another_length_than_the_range_is_refused() throws Exception {
    String upload = vault.initiate(4);
    PayloadRequest right = PayloadRequest.part(0, pattern(3 * MEBIBYTE));
    for (int more : new int[] {-1, 1}) {
      PayloadRequest wrong = right.with("Content-Range", range(0, 3L * MEBIBYTE - more));
      String refusal =
          "Content-Range: bytes 0-%d/* is incompatible with Content-Length: "
              .formatted(3 * MEBIBYTE - more - 1);
      assertInvalid(refusal + 3 * MEBIBYTE, vault.upload(upload, wrong));
      assertInvalid(
          refusal + (more > 0 ? "more than " + (3 * MEBIBYTE - more) : "" + 3 * MEBIBYTE),
          vault.upload(upload, wrong.chunked()));
    }
    assertEquals("\"Parts\":[]", parts(upload));
  }

  @Test
  void an_empty_body_is_refused() throws Exception {
    String upload = vault.initiate(1);
    PayloadRequest empty =
        new PayloadRequest(
            PayloadRequest.part(0, pattern(10)).headers(), BodyPublishers.ofByteArray(new byte[0]));
    assertInvalid(
        "Invalid Content-Length: 0. It must be from 1 to 4294967296 bytes.",
        vault.upload(upload, empty));
    assertInvalid(
        "Content-Range: bytes 0-9/* is incompatible with Content-Length: 0",
        vault.upload(upload, empty.chunked()));
  }

  @Test
  void wrong_hashes_are_refused_in_the_apis_words() throws Exception {
    String upload = vault.initiate(4);
    String other = "0123456789ABCDEF".repeat(4);
    PayloadRequest right = PayloadRequest.part(0, pattern(4 * MEBIBYTE));
    assertInvalid(
        "Checksum mismatch: expected %s, computed %s"
            .formatted(other.toLowerCase(Locale.ROOT), TREE_OF_4_MIB),
        vault.upload(upload, right.with("x-amz-sha256-tree-hash", other)));
    assertRefusal(
        403,
        "InvalidSignatureException",
        "The value passed in as x-amz-content-sha256 does not match the computed payload hash. Computed digest: %s expected hash: %s"
            .formatted(
                "a117210941a0b00dcb2d8577e680d84b6fa0eaf760d2afc654c953b9859d54fa",
                other.toLowerCase(Locale.ROOT)),
        vault.upload(upload, right.with("x-amz-content-sha256", other)));
    assertEquals("\"Parts\":[]", parts(upload));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0123", "UNSIGNED-PAYLOAD"})
  void hashes_that_are_none_are_refused(String hash) throws Exception {
    String upload = vault.initiate(1);
    PayloadRequest right = PayloadRequest.part(0, pattern(10));
    assertInvalid(
        "Invalid x-amz-sha256-tree-hash: " + hash + ". It must be 64 hexadecimal digits.",
        vault.upload(upload, right.with("x-amz-sha256-tree-hash", hash)));
    assertRefusal(
        403,
        "InvalidSignatureException",
        "The value passed in as x-amz-content-sha256 is not a SHA-256 hash, 64 hexadecimal digits: "
            + hash,
        vault.upload(upload, right.with("x-amz-content-sha256", hash)));
  }

  @Test
  void a_part_of_what_is_not_there_is_not_found() throws Exception {
    PayloadRequest part = PayloadRequest.part(0, pattern(1));
    String aborted = vault.initiate(1);
    vault.delete(aborted);
    String completed = vault.initiate(1);
    vault.part(completed, 0, pattern(1));
    vault.complete(completed, 1, part.header("x-amz-sha256-tree-hash"));
    for (String upload :
        List.of(aborted, completed, VAULT + "/multipart-uploads/x", aborted.replace("F", "E"))) {
      String message = "The upload ID was not found: " + id(upload);
      assertNotFound(message, vault.upload(upload, part));
      assertNotFound(message, vault.get(upload));
    }
    String elsewhere = vault.initiate(1).replace("photos", "nosuch");
    String message = "Vault not found for ARN: " + ARN.replace("photos", "nosuch");
    assertNotFound(message, vault.upload(elsewhere, part));
    assertNotFound(message, vault.upload("/-/vaults/nosuch/multipart-uploads/x", part));
    assertNotFound(message, vault.get(elsewhere));
  }
}
