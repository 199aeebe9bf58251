// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.VaultClient.ARN;
import static dev.firn.http.VaultClient.MEBIBYTE;
import static dev.firn.http.VaultClient.VAULT;
import static dev.firn.http.WireAssertions.assertEmpty;
import static dev.firn.http.WireAssertions.assertInvalid;
import static dev.firn.http.WireAssertions.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.domain.content.TreeHash;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What jobs put out: archives, and inventories in both forms, to the letter. */
class JobOutputWireTest extends VaultWireTest {
  /** Of parts of 2 MiB, the last shorter. */
  private static final byte[] BYTES = pattern(5 * MEBIBYTE + 5);

  private String archive() throws Exception {
    String upload = vault.initiate(2, "x-amz-archive-description", "two  spaces");
    for (int first = 0; first < BYTES.length; first += 2 * MEBIBYTE) {
      vault.part(
          upload,
          first,
          Arrays.copyOfRange(BYTES, first, Math.min(BYTES.length, first + 2 * MEBIBYTE)));
    }
    return header(
        vault.complete(upload, BYTES.length, TreeHash.of(BYTES).hex()), "x-amz-archive-id");
  }

  private String job(String range) throws Exception {
    return vault.initiated(
        "{\"Type\":\"archive-retrieval\",\"ArchiveId\":\"%s\",\"RetrievalByteRange\":\"%s\"}"
            .formatted(archive(), range));
  }

  private static void assertBytes(int first, int last, HttpResponse<byte[]> answer) {
    assertArrayEquals(Arrays.copyOfRange(BYTES, first, last + 1), answer.body());
    assertEquals(Integer.toString(last + 1 - first), header(answer, "Content-Length"));
    assertEquals("application/octet-stream", header(answer, "Content-Type"));
    assertEquals("bytes", header(answer, "Accept-Ranges"));
    assertEquals("two  spaces", header(answer, "x-amz-archive-description"));
  }

  @Test
  void all_of_an_archive_comes_with_its_hash_and_description_as_often_as_one_likes()
      throws Exception {
    String job = vault.retrieval(archive());
    for (int i = 0; i < 2; i++) {
      HttpResponse<byte[]> answer = server.download(job + "/output");
      assertEquals(200, answer.statusCode());
      assertBytes(0, BYTES.length - 1, answer);
      assertEquals(TreeHash.of(BYTES).hex(), header(answer, "x-amz-sha256-tree-hash"));
      assertEquals("none", header(answer, "Content-Range"));
    }
  }

  @Test
  void an_archive_without_a_description_has_no_header_for_it() throws Exception {
    String job = vault.retrieval(vault.archive(pattern(5)));
    HttpResponse<byte[]> answer = server.download(job + "/output");
    assertArrayEquals(pattern(5), answer.body());
    assertEquals("none", header(answer, "x-amz-archive-description"));
  }

  // First and last byte of what comes, and whether these have a node of the tree for themselves.
  @ParameterizedTest
  @CsvSource({
    "bytes=0-1048575, 0, 1048575, true",
    "bytes=0-2097151, 0, 2097151, true",
    "bytes=1048576-2097151, 1048576, 2097151, true",
    "bytes=1048576-3145727, 1048576, 3145727, false",
    "bytes=4194304-5242884, 4194304, 5242884, true",
    "bytes=4194304-8388607, 4194304, 5242884, true",
    "bytes=0-5242884, 0, 5242884, true",
    "bytes=0-99999999999999999999999, 0, 5242884, true",
    "bytes=4194304-, 4194304, 5242884, true",
    "bytes=0-, 0, 5242884, true",
    "bytes=0-0, 0, 0, false",
    "bytes=5242884-5242884, 5242884, 5242884, false",
    "bytes=1048570-4194310, 1048570, 4194310, false",
    "bytes=2097152-4194303, 2097152, 4194303, true",
    "bytes=0-3145727, 0, 3145727, false"
  })
  void a_range_comes_with_where_it_is_and_its_hash_if_it_is_that_of_a_node(
      String range, int first, int last, boolean hasHash) throws Exception {
    String job = vault.retrieval(archive());
    HttpResponse<byte[]> answer = server.download(job + "/output", "Range", range);
    assertEquals(206, answer.statusCode());
    assertBytes(first, last, answer);
    assertEquals("bytes " + first + "-" + last + "/5242885", header(answer, "Content-Range"));
    assertEquals(
        hasHash ? TreeHash.of(answer.body()).hex() : "none",
        header(answer, "x-amz-sha256-tree-hash"));
  }

  @Test
  void ranges_of_a_range_that_was_retrieved_begin_at_its_beginning() throws Exception {
    String job = job("2097152-4194303");
    HttpResponse<byte[]> all = server.download(job + "/output");
    assertEquals(200, all.statusCode());
    assertBytes(2 * MEBIBYTE, 4 * MEBIBYTE - 1, all);
    assertEquals(TreeHash.of(all.body()).hex(), header(all, "x-amz-sha256-tree-hash"));
    HttpResponse<byte[]> second =
        server.download(job + "/output", "Range", "bytes=1048576-2097151");
    assertBytes(3 * MEBIBYTE, 4 * MEBIBYTE - 1, second);
    assertEquals("bytes 1048576-2097151/2097152", header(second, "Content-Range"));
    assertEquals(TreeHash.of(second.body()).hex(), header(second, "x-amz-sha256-tree-hash"));
    assertInvalid(
        "The start of the range is larger than size of retrieved data: bytes=2097152-2097153",
        server.send("GET", job + "/output", "Range", "bytes=2097152-2097153"));
  }

  @Test
  void of_a_range_that_is_no_node_there_is_no_hash_at_all() throws Exception {
    String job = job("1048576-3145727");
    assertEquals("none", header(server.download(job + "/output"), "x-amz-sha256-tree-hash"));
    HttpResponse<byte[]> part = server.download(job + "/output", "Range", "bytes=0-1048575");
    assertBytes(MEBIBYTE, 2 * MEBIBYTE - 1, part);
    assertEquals("none", header(part, "x-amz-sha256-tree-hash"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=5242885-5242886", "bytes=5242885-", "bytes=99999999999999999999-"})
  void a_start_at_or_behind_the_end_is_refused(String range) throws Exception {
    assertInvalid(
        "The start of the range is larger than size of retrieved data: " + range,
        server.send("GET", vault.retrieval(archive()) + "/output", "Range", range));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 0-4194303/235812776",
        "bytes=-5",
        "bytes=0-1,3-4",
        "bytes=5-4",
        "bytes=a-b",
        "chars=0-1",
        "0-1",
        "bytes=0-1/5242885"
      })
  void what_is_no_range_is_ignored(String range) throws Exception {
    HttpResponse<byte[]> answer =
        server.download(vault.retrieval(archive()) + "/output", "Range", range);
    assertEquals(200, answer.statusCode());
    assertBytes(0, BYTES.length - 1, answer);
    assertEquals("none", header(answer, "Content-Range"));
  }

  private JsonNode inventory(String parameters) throws Exception {
    String job =
        vault.initiated(
            "{\"Type\":\"inventory-retrieval\",\"InventoryRetrievalParameters\":{"
                + parameters
                + "}}");
    HttpResponse<String> answer = vault.get(job + "/output");
    assertEquals(200, answer.statusCode());
    assertEquals("application/json", header(answer, "Content-Type"));
    assertEquals("none", header(answer, "x-amz-sha256-tree-hash"));
    assertEquals("bytes", header(answer, "Accept-Ranges"));
    assertEquals("none", header(answer, "x-amz-archive-description"));
    return new ObjectMapper().readTree(answer.body());
  }

  private String described(int size, String description) throws Exception {
    return header(
        vault.archive(
            PayloadRequest.archive(pattern(size)).with("x-amz-archive-description", description)),
        "x-amz-archive-id");
  }

  private static String date(JsonNode inventory, int row) {
    String date = inventory.get("ArchiveList").get(row).get("CreationDate").asText();
    assertTrue(date.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), date);
    return date;
  }

  @Test
  void an_inventory_in_json_has_what_clients_look_for() throws Exception {
    String first = described(1, "a \"b\" \\c, d");
    String second = vault.archive(pattern(2));
    JsonNode inventory = inventory("");
    String date = inventory.get("InventoryDate").asText();
    assertTrue(date.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), date);
    String row =
        "{\"ArchiveId\":\"%s\",\"ArchiveDescription\":\"%s\",\"CreationDate\":\"%s\",\"Size\":%d,\"SHA256TreeHash\":\"%s\"}";
    assertEquals(
        "{\"VaultARN\":\"%s\",\"InventoryDate\":\"%s\",\"ArchiveList\":[".formatted(ARN, date)
            + row.formatted(
                first, "a \\\"b\\\" \\\\c, d", date(inventory, 0), 1, TreeHash.of(pattern(1)).hex())
            + ","
            + row.formatted(second, "", date(inventory, 1), 2, TreeHash.of(pattern(2)).hex())
            + "]}",
        inventory.toString());
  }

  @Test
  void an_inventory_in_csv_is_written_as_clients_read_it() throws Exception {
    String first = described(1, "a \"b\" \\c, d");
    String second = described(2, "back\\slash");
    String third = described(3, "");
    JsonNode json = inventory("");
    String job = vault.initiated("{\"Type\":\"inventory-retrieval\",\"Format\":\"CSV\"}");
    HttpResponse<String> answer = vault.get(job + "/output");
    assertEquals("text/csv", header(answer, "Content-Type"));
    assertEquals(
        "ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash\n"
            + first
            + ",\"a \\\"b\\\" \\c, d\","
            + date(json, 0)
            + ",1,"
            + TreeHash.of(pattern(1)).hex()
            + "\n"
            + second
            + ",back\\slash,"
            + date(json, 1)
            + ",2,"
            + TreeHash.of(pattern(2)).hex()
            + "\n"
            + third
            + ",,"
            + date(json, 2)
            + ",3,"
            + TreeHash.of(pattern(3)).hex()
            + "\n",
        answer.body());
    assertEquals(Integer.toString(answer.body().length()), header(answer, "Content-Length"));
  }

  @Test
  void an_inventory_is_given_out_by_ranges_too() throws Exception {
    vault.archive(pattern(1));
    String job = vault.initiated("{\"Type\":\"inventory-retrieval\"}");
    String all = vault.get(job + "/output").body();
    HttpResponse<byte[]> part = server.download(job + "/output", "Range", "bytes=3-8");
    assertEquals(206, part.statusCode());
    assertEquals(all.substring(3, 9), new String(part.body(), UTF_8));
    assertEquals("bytes 3-8/" + all.length(), header(part, "Content-Range"));
    assertEquals("application/json", header(part, "Content-Type"));
    assertEquals("none", header(part, "x-amz-sha256-tree-hash"));
  }

  @Test
  void an_inventory_before_the_first_archive_has_none_to_list() throws Exception {
    HttpResponse<String> answer = vault.job("{\"Type\":\"inventory-retrieval\"}");
    assertEmpty(202, answer);
    JsonNode inventory = inventory("");
    assertEquals(0, inventory.get("ArchiveList").size());
    HttpResponse<String> deleted = vault.delete(VAULT);
    assertEmpty(204, deleted);
  }

  private static List<String> ids(JsonNode inventory) {
    return Stream.iterate(0, i -> i < inventory.get("ArchiveList").size(), i -> i + 1)
        .map(i -> inventory.get("ArchiveList").get(i).get("ArchiveId").asText())
        .toList();
  }

  @Test
  void inventories_go_on_where_the_limit_ended_the_one_before() throws Exception {
    List<String> archives = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      archives.add(vault.archive(pattern(i)));
    }
    archives.sort(Comparator.naturalOrder());
    String job =
        vault.initiated(
            "{\"Type\":\"inventory-retrieval\",\"InventoryRetrievalParameters\":{\"Limit\":\"2\"}}");
    assertEquals(
        archives.subList(0, 2),
        ids(new ObjectMapper().readTree(vault.get(job + "/output").body())));
    String marker =
        new ObjectMapper()
            .readTree(vault.get(job).body())
            .get("InventoryRetrievalParameters")
            .get("Marker")
            .asText();
    assertEquals(archives.get(2), marker);
    assertEquals(
        archives.subList(2, 5), ids(inventory("\"Marker\":\"" + marker + "\",\"Limit\":3")));
    vault.delete(VAULT + "/archives/" + marker);
    assertEquals(
        archives.subList(3, 5), ids(inventory("\"Marker\":\"" + marker + "\",\"Limit\":3")));
  }
}
