// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.VaultClient.ARN;
import static dev.firn.http.VaultClient.MEBIBYTE;
import static dev.firn.http.VaultClient.VAULT;
import static dev.firn.http.VaultClient.id;
import static dev.firn.http.WireAssertions.assertEmpty;
import static dev.firn.http.WireAssertions.assertInvalid;
import static dev.firn.http.WireAssertions.assertMissing;
import static dev.firn.http.WireAssertions.assertNotFound;
import static dev.firn.http.WireAssertions.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.vault.VaultKey;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completing and aborting uploads that have parts, to the letter. */
class CompletionWireTest extends VaultWireTest {
  private static final int SIZE = 5 * MEBIBYTE / 2;

  /** Of {@code pattern(2.5 MiB)}, as the tree hash's own test vectors have it. */
  private static final String TREE =
      "9b2474f7359f1464535323bfcd3254903843f74cd482d4b35b8e039bcc88c5bf";

  /** Uploads 2.5 MiB in three parts, the last one shorter, but for those that are left out. */
  private String uploadWithout(Integer... missing) throws Exception {
    String upload = vault.initiate(1, "x-amz-archive-description", "holiday");
    byte[] bytes = pattern(SIZE);
    for (int number : new int[] {2, 0, 1}) {
      if (!List.of(missing).contains(number)) {
        int first = number * MEBIBYTE;
        vault.part(
            upload, first, Arrays.copyOfRange(bytes, first, Math.min(SIZE, first + MEBIBYTE)));
      }
    }
    return upload;
  }

  @Test
  void completing_gives_the_archive_and_where_it_is() throws Exception {
    String upload = uploadWithout();
    HttpResponse<String> completed = vault.complete(upload, SIZE, TREE.toUpperCase(Locale.ROOT));
    assertEmpty(201, completed);
    String id = header(completed, "x-amz-archive-id");
    assertTrue(id.matches("[A-Za-z0-9_-]{138}"), id);
    assertEquals("/012345678901/vaults/photos/archives/" + id, header(completed, "Location"));
    assertEquals(TREE, header(completed, "x-amz-sha256-tree-hash"));
    assertArrayEquals(
        pattern(SIZE),
        server
            .firn()
            .archives()
            .read(VaultKey.of("012345678901", "photos"), new ArchiveId(id))
            .readAllBytes());
    assertTrue(vault.get(VAULT + "/multipart-uploads").body().endsWith("\"UploadsList\":[]}"));
    assertNotFound("The upload ID was not found: " + id(upload), vault.get(upload));
  }

  @Test
  void completing_again_gives_the_same_archive_and_no_other_is_made() throws Exception {
    String upload = uploadWithout();
    String id = header(vault.complete(upload, SIZE, TREE), "x-amz-archive-id");
    HttpResponse<String> again = vault.complete(upload, SIZE, TREE);
    assertEmpty(201, again);
    assertEquals(id, header(again, "x-amz-archive-id"));
    String otherwise =
        "Upload %s was completed already, with x-amz-archive-size %d and x-amz-sha256-tree-hash %s."
            .formatted(id(upload), SIZE, TREE);
    assertInvalid(otherwise, vault.complete(upload, SIZE + 1, TREE));
    assertInvalid(otherwise, vault.complete(upload, SIZE, "0".repeat(64)));
    assertTrue(vault.get(VAULT).body().contains("\"NumberOfArchives\":1,"));
    assertNotFound("The upload ID was not found: " + id(upload), vault.delete(upload));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-archive-size", "x-amz-sha256-tree-hash"})
  void a_missing_header_is_named(String missing) throws Exception {
    String upload = uploadWithout();
    String other = missing.endsWith("size") ? "x-amz-sha256-tree-hash" : "x-amz-archive-size";
    String value = missing.endsWith("size") ? TREE : "" + SIZE;
    assertMissing(missing, server.send("POST", upload, other, value));
    assertMissing(missing, server.send("POST", upload, other, value, missing, " "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5", "0x10", "1e3", "9999999999999999999", "+5"})
  void a_size_that_is_none_is_refused(String size) throws Exception {
    assertInvalid(
        "Invalid x-amz-archive-size: "
            + size
            + ". It must be the archive's size in bytes, in decimal digits.",
        server.send(
            "POST", uploadWithout(), "x-amz-archive-size", size, "x-amz-sha256-tree-hash", TREE));
  }

  @Test
  void what_does_not_fit_the_parts_is_refused_and_the_upload_goes_on() throws Exception {
    String upload = uploadWithout();
    assertInvalid(
        "Invalid x-amz-archive-size: 2621441. The sizes of the parts add up to 2621440.",
        vault.complete(upload, SIZE + 1, TREE));
    assertInvalid(
        "Invalid x-amz-archive-size: 0. The sizes of the parts add up to 2621440.",
        vault.complete(upload, 0, TREE));
    String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assertInvalid(
        "Invalid x-amz-sha256-tree-hash: %s. That of the parts is %s.".formatted(empty, TREE),
        vault.complete(upload, SIZE, empty));
    assertInvalid(
        "Invalid x-amz-sha256-tree-hash: 12ab. It must be 64 hexadecimal digits.",
        vault.complete(upload, SIZE, "12ab"));
    assertEmpty(201, vault.complete(upload, SIZE, TREE));
  }

  @Test
  void gaps_are_named() throws Exception {
    assertInvalid(
        "Invalid x-amz-archive-size: 2621440. The upload has no parts.",
        vault.complete(uploadWithout(0, 1, 2), SIZE, TREE));
    assertInvalid(
        "The upload is not complete: no part holds the bytes 0-1048575.",
        vault.complete(uploadWithout(0), SIZE, TREE));
    String upload = uploadWithout(1);
    vault.part(upload, MEBIBYTE, pattern(10));
    assertInvalid(
        "The upload is not complete: no part holds the bytes 1048586-2097151.",
        vault.complete(upload, SIZE, TREE));
  }

  @Test
  void what_is_not_there_cannot_be_completed() throws Exception {
    String aborted = uploadWithout();
    assertEmpty(204, vault.delete(aborted));
    assertEmpty(204, vault.delete(aborted));
    for (String upload : List.of(aborted, VAULT + "/multipart-uploads/x")) {
      assertNotFound(
          "The upload ID was not found: " + id(upload), vault.complete(upload, SIZE, TREE));
    }
    assertNotFound(
        "Vault not found for ARN: " + ARN.replace("photos", "nosuch"),
        vault.complete("/-/vaults/nosuch/multipart-uploads/x", SIZE, TREE));
  }
}
