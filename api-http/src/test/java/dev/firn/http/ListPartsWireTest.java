// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.VaultClient.ARN;
import static dev.firn.http.VaultClient.MEBIBYTE;
import static dev.firn.http.VaultClient.id;
import static dev.firn.http.WireAssertions.assertAnswer;
import static dev.firn.http.WireAssertions.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing parts, to the letter. */
class ListPartsWireTest extends VaultWireTest {
  private JsonNode list(String upload, String query) throws Exception {
    return new ObjectMapper().readTree(vault.get(upload + query).body());
  }

  private String uploadWithParts(int parts) throws Exception {
    String upload = vault.initiate(1);
    for (long i = 0; i < parts; i++) {
      vault.part(upload, i * MEBIBYTE, pattern(1));
    }
    return upload;
  }

  private static List<String> ranges(JsonNode page) {
    List<String> ranges = new ArrayList<>();
    page.get("Parts").forEach(part -> ranges.add(part.get("RangeInBytes").asText()));
    return ranges;
  }

  @Test
  void a_listing_has_every_field_and_null_for_what_is_absent() throws Exception {
    String plain = vault.initiate(2);
    String form =
        "{\"ArchiveDescription\":%s,\"CreationDate\":\"%s\",\"Marker\":null,\"MultipartUploadId\":\"%s\",\"PartSizeInBytes\":2097152,"
            + "\"Parts\":[%s],\"VaultARN\":\""
            + ARN
            + "\"}";
    assertAnswer(
        200,
        form.formatted("null", list(plain, "").get("CreationDate").asText(), id(plain), ""),
        vault.get(plain));
    String described = vault.initiate(2, "x-amz-archive-description", "quote \" and \\ slash");
    vault.part(described, 0, pattern(2 * MEBIBYTE));
    assertAnswer(
        200,
        form.formatted(
            "\"quote \\\" and \\\\ slash\"",
            list(described, "").get("CreationDate").asText(),
            id(described),
            "{\"RangeInBytes\":\"0-2097151\",\"SHA256TreeHash\":\"bf4dff263ae686b64403208c35a3767e38453d6477e841947588d13d04e1d816\"}"),
        vault.get(described));
  }

  // The date is the one that the listing of uploads has for it.
  @Test
  void the_date_is_that_of_the_upload() throws Exception {
    String upload = vault.initiate(1);
    assertEquals(
        list("/-/vaults/photos/multipart-uploads", "")
            .get("UploadsList")
            .get(0)
            .get("CreationDate"),
        list(upload, "").get("CreationDate"));
  }

  // A page ends with a null marker when exactly as many are left as it holds.
  @ParameterizedTest
  @CsvSource({"'',50,false", "'',51,true", "?limit=1000,51,true", "?limit=50,50,false"})
  void a_page_has_fifty_at_most(String query, int parts, boolean more) throws Exception {
    JsonNode page = list(uploadWithParts(parts), query);
    assertEquals(50, page.get("Parts").size());
    assertEquals(!more, page.get("Marker").isNull());
  }

  @Test
  void a_marker_leads_to_the_next_page_and_stays_good() throws Exception {
    String upload = uploadWithParts(7);
    List<String> seen = new ArrayList<>();
    String marker = "";
    while (!marker.equals("null")) {
      JsonNode page = list(upload, "?marker=" + marker + "&limit=3");
      assertEquals(id(upload), page.get("MultipartUploadId").asText());
      seen.addAll(ranges(page));
      marker = page.get("Marker").asText();
    }
    assertEquals(ranges(list(upload, "")), seen);
    assertEquals(7, seen.size());
    // What comes or is replaced before the marker does not move it.
    String third = list(upload, "?limit=2").get("Marker").asText();
    vault.part(upload, 0, pattern(5));
    assertEquals(seen.subList(2, 7), ranges(list(upload, "?marker=" + third)));
  }

  @Test
  void a_marker_that_cannot_have_been_given_out_is_refused() throws Exception {
    String upload = uploadWithParts(3);
    String good = list(upload, "?limit=1").get("Marker").asText();
    for (String marker : List.of("null", "1001", id(upload), "1048577" + good.substring(7))) {
      assertInvalid(
          "Invalid marker: "
              + marker
              + ". A marker is the Marker of an earlier page of the same listing.",
          vault.get(upload + "?marker=" + marker));
    }
    assertEquals(400, vault.get(uploadWithParts(2) + "?marker=" + good).statusCode());
    assertEquals(200, vault.get(upload + "?marker=" + good).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "abc", ""})
  void a_limit_that_is_none_is_refused(String limit) throws Exception {
    assertInvalid(
        "Invalid limit: %s. It must be a whole number from 1 to 50; a larger one is taken as 50."
            .formatted(limit),
        vault.get(vault.initiate(1) + "?limit=" + limit));
  }
}
