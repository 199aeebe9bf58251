// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.WireAssertions.assertAnswer;
import static dev.firn.http.WireAssertions.assertEmpty;
import static dev.firn.http.WireAssertions.assertRefusal;
import static dev.firn.http.WireAssertions.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer to the letter: status, headers, field names, order, nulls and messages. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WireTest {
  private static final String UPLOADS = "/-/vaults/photos/multipart-uploads";
  private static final String ARN = "arn:aws:glacier:eu-west-1:012345678901:vaults/";
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final VaultKey photos = VaultKey.of("012345678901", "photos");
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new TestServer("memory:");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void create_the_vault() throws IOException, InterruptedException {
    assertEquals(201, server.send("PUT", "/-/vaults/photos").statusCode());
  }

  @AfterEach
  void clear() {
    server.clear("012345678901");
    server.clear("999999999999");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return server.send("GET", path);
  }

  private HttpResponse<String> initiate(String... headers)
      throws IOException, InterruptedException {
    return server.send(
        "POST",
        UPLOADS,
        Stream.concat(Stream.of("x-amz-part-size", "4194304"), Stream.of(headers))
            .toArray(String[]::new));
  }

  private String vaultJson(String name) {
    VaultKey key = VaultKey.of("012345678901", name);
    return "{\"CreationDate\":\"%s\",\"LastInventoryDate\":null,\"NumberOfArchives\":0,\"SizeInBytes\":0,"
            .formatted(MILLIS.format(server.firn().vaults().describeVault(key).creationDate()))
        + "\"VaultARN\":\"%s\",\"VaultName\":\"%s\"}".formatted(ARN + name, name);
  }

  private static String uploadJson(MultipartUpload upload, String description) {
    return "{\"ArchiveDescription\":%s,\"CreationDate\":\"%s\",\"MultipartUploadId\":\"%s\","
            .formatted(description, MILLIS.format(upload.creationDate()), upload.id())
        + "\"PartSizeInBytes\":%d,\"VaultARN\":\"%s\"}"
            .formatted(upload.partSize().bytes(), ARN + "photos");
  }

  private MultipartUpload newest() {
    return server.firn().multipartUploads().inProgress(photos).reduce((a, b) -> b).orElseThrow();
  }

  @Test
  void create_vault_says_where_it_is_and_is_idempotent() throws Exception {
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> created = server.send("PUT", "/-/vaults/films");
      assertEmpty(201, created);
      assertEquals("/012345678901/vaults/films", header(created, "Location"));
    }
    HttpResponse<String> others = server.send("PUT", "/999999999999/vaults/films");
    assertEquals("/999999999999/vaults/films", header(others, "Location"));
  }

  @Test
  void describe_vault_has_six_fields() throws Exception {
    assertAnswer(200, vaultJson("photos"), get("/-/vaults/photos"));
    assertAnswer(200, vaultJson("photos"), get("/012345678901/vaults/photos"));
  }

  @Test
  void list_vaults_pages_by_ten_with_arns_as_markers() throws Exception {
    assertAnswer(200, "{\"Marker\":null,\"VaultList\":[]}", get("/999999999999/vaults"));
    assertAnswer(
        200, "{\"Marker\":null,\"VaultList\":[" + vaultJson("photos") + "]}", get("/-/vaults"));
    for (int i = 10; i < 20; i++) {
      server.send("PUT", "/-/vaults/a" + i);
    }
    HttpResponse<String> first = get("/-/vaults?limit=1000");
    assertTrue(
        first.body().startsWith("{\"Marker\":\"" + ARN + "photos\",\"VaultList\":[{"),
        first.body());
    assertAnswer(
        200,
        "{\"Marker\":null,\"VaultList\":[" + vaultJson("photos") + "]}",
        get("/-/vaults?marker=" + (ARN + "photos").replace(":", "%3A").replace("/", "%2F")));
  }

  @Test
  void delete_vault_is_idempotent() throws Exception {
    assertEmpty(204, server.send("DELETE", "/-/vaults/photos"));
    assertEmpty(204, server.send("DELETE", "/-/vaults/photos"));
    assertRefusal(
        404,
        "ResourceNotFoundException",
        "Vault not found for ARN: " + ARN + "photos",
        get("/-/vaults/photos"));
  }

  @Test
  void delete_vault_refuses_a_vault_with_an_upload_in_progress() throws Exception {
    initiate();
    assertRefusal(
        400,
        "InvalidParameterValueException",
        "Vault not empty or recently written to: " + ARN + "photos",
        server.send("DELETE", "/-/vaults/photos"));
  }

  @Test
  void initiate_gives_the_id_and_where_the_upload_is() throws Exception {
    HttpResponse<String> initiated = initiate("x-amz-archive-description", "archive 1");
    assertEmpty(201, initiated);
    String id = header(initiated, "x-amz-multipart-upload-id");
    assertTrue(id.matches("[A-Za-z0-9_][A-Za-z0-9_-]{91}"), id);
    assertEquals(
        "/012345678901/vaults/photos/multipart-uploads/" + id, header(initiated, "Location"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "3145728", "8589934592", "abc", "-1048576", "1048576.5"})
  void initiate_refuses_a_part_size_in_the_apis_words(String size) throws Exception {
    assertRefusal(
        400,
        "InvalidParameterValueException",
        "Invalid part size: %s. Part size must not be null, must be a power of two and be between 1048576 and 4294967296 bytes."
            .formatted(size),
        server.send("POST", UPLOADS, "x-amz-part-size", size));
  }

  @Test
  void initiate_refuses_an_absent_part_size_and_an_absent_vault() throws Exception {
    assertRefusal(
        400,
        "InvalidParameterValueException",
        "Invalid part size: null. Part size must not be null, must be a power of two and be between"
            + " 1048576 and 4294967296 bytes.",
        server.send("POST", UPLOADS));
    assertRefusal(
        404,
        "ResourceNotFoundException",
        "Vault not found for ARN: " + ARN + "nosuch",
        server.send("POST", "/-/vaults/nosuch/multipart-uploads", "x-amz-part-size", "1048576"));
  }

  @Test
  void initiate_refuses_a_description_that_is_too_long() throws Exception {
    assertEquals(201, initiate("x-amz-archive-description", "x".repeat(1024)).statusCode());
    assertRefusal(
        400,
        "InvalidParameterValueException",
        "Invalid description: it has 1025 characters. It must be at most 1024 characters of"
            + " printable ASCII (0x20 to 0x7E).",
        initiate("x-amz-archive-description", "x".repeat(1025)));
  }

  @Test
  void a_listing_has_every_field_and_null_for_what_is_absent() throws Exception {
    assertAnswer(200, "{\"Marker\":null,\"UploadsList\":[]}", get(UPLOADS));
    initiate("x-amz-archive-description", "quote \" and \\ slash");
    String first = uploadJson(newest(), "\"quote \\\" and \\\\ slash\"");
    initiate();
    MultipartUpload second = newest();
    assertAnswer(
        200,
        "{\"Marker\":null,\"UploadsList\":[" + first + "," + uploadJson(second, "null") + "]}",
        get(UPLOADS));
    assertAnswer(
        200,
        "{\"Marker\":\"" + second.id() + "\",\"UploadsList\":[" + first + "]}",
        get(UPLOADS + "?limit=1"));
    assertAnswer(
        200,
        "{\"Marker\":null,\"UploadsList\":[" + uploadJson(second, "null") + "]}",
        get(UPLOADS + "?marker=" + second.id() + "&limit=1"));
  }

  // A page ends with a null marker when exactly as many are left as it holds.
  @ParameterizedTest
  @CsvSource({"49,false", "50,false", "51,true", "1000,true", "99999999999999999999,true"})
  void a_limit_above_fifty_is_taken_as_fifty(String limit, boolean more) throws Exception {
    int uploads = more ? 51 : Integer.parseInt(limit);
    for (int i = 0; i < uploads; i++) {
      initiate();
    }
    String body = get(UPLOADS + "?limit=" + limit).body();
    assertEquals(more ? 50 : uploads, body.split("MultipartUploadId", -1).length - 1);
    assertEquals(!more, body.startsWith("{\"Marker\":null,"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "abc", ""})
  void a_limit_that_is_none_is_refused(String limit) throws Exception {
    assertRefusal(
        400,
        "InvalidParameterValueException",
        "Invalid limit: %s. It must be a whole number from 1 to 50; a larger one is taken as 50."
            .formatted(limit),
        get(UPLOADS + "?limit=" + limit));
  }

  @Test
  void a_marker_that_cannot_have_been_given_out_is_refused() throws Exception {
    server.send("PUT", "/-/vaults/films");
    initiate();
    String id = newest().id().text();
    String tampered = id.substring(0, 90) + (id.endsWith("AA") ? "BB" : "AA");
    for (String marker :
        List.of("null", "1001", id.substring(1), id + "A", tampered, "A".repeat(92))) {
      assertRefusal(
          400,
          "InvalidParameterValueException",
          "Invalid marker: "
              + marker
              + ". A marker is the Marker of an earlier page of the same listing.",
          get(UPLOADS + "?marker=" + marker));
    }
    assertEquals(400, get("/-/vaults/films/multipart-uploads?marker=" + id).statusCode());
    assertEquals(200, get(UPLOADS + "?marker=" + id).statusCode());
    assertEquals(200, get(UPLOADS + "?marker=").statusCode());
  }

  @Test
  void an_unknown_vault_is_named_by_its_arn() throws Exception {
    assertRefusal(
        404,
        "ResourceNotFoundException",
        "Vault not found for ARN: " + ARN + "nosuch",
        get("/-/vaults/nosuch/multipart-uploads"));
  }

  @Test
  void abort_is_idempotent_and_knows_ids_that_never_were() throws Exception {
    initiate();
    String id = newest().id().text();
    assertEmpty(204, server.send("DELETE", UPLOADS + "/" + id));
    assertEmpty(204, server.send("DELETE", UPLOADS + "/" + id));
    assertAnswer(200, "{\"Marker\":null,\"UploadsList\":[]}", get(UPLOADS));
    for (String unknown :
        List.of("x", "A".repeat(92), id.substring(0, 91) + (id.endsWith("z") ? "y" : "z"))) {
      assertRefusal(
          404,
          "ResourceNotFoundException",
          "The upload ID was not found: " + unknown,
          server.send("DELETE", UPLOADS + "/" + unknown));
    }
    assertRefusal(
        404,
        "ResourceNotFoundException",
        "Vault not found for ARN: " + ARN + "nosuch",
        server.send("DELETE", "/-/vaults/nosuch/multipart-uploads/x"));
  }

  @Test
  void accounts_are_apart() throws Exception {
    server.send("PUT", "/999999999999/vaults/photos");
    initiate();
    assertAnswer(
        200,
        "{\"Marker\":null,\"UploadsList\":[]}",
        get("/999999999999/vaults/photos/multipart-uploads"));
    for (String account : List.of("1234", "0123-4567-8901", "abcdefghijkl", "0123456789012")) {
      assertRefusal(
          403,
          "AccessDeniedException",
          "Access denied for account ID: " + account,
          get("/" + account + "/vaults"));
    }
  }

  @Test
  void every_answer_has_a_request_id_of_its_own_and_the_true_time() throws Exception {
    HttpResponse<String> good = get("/-/vaults");
    HttpResponse<String> bad = get("/-/vaults/nosuch");
    for (HttpResponse<String> response : List.of(good, bad)) {
      assertTrue(header(response, "x-amzn-RequestId").matches("[A-Za-z0-9_-]{47}"));
      Instant date =
          ZonedDateTime.parse(header(response, "Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant();
      assertTrue(Math.abs(date.until(Instant.now(), ChronoUnit.SECONDS)) < 60, date.toString());
    }
    assertNotEquals(header(good, "x-amzn-RequestId"), header(bad, "x-amzn-RequestId"));
  }
}
