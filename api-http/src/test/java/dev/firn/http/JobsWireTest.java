// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static dev.firn.http.VaultClient.ARN;
import static dev.firn.http.VaultClient.MEBIBYTE;
import static dev.firn.http.VaultClient.VAULT;
import static dev.firn.http.VaultClient.id;
import static dev.firn.http.WireAssertions.assertAnswer;
import static dev.firn.http.WireAssertions.assertEmpty;
import static dev.firn.http.WireAssertions.assertInvalid;
import static dev.firn.http.WireAssertions.assertMissing;
import static dev.firn.http.WireAssertions.assertNotFound;
import static dev.firn.http.WireAssertions.assertRefusal;
import static dev.firn.http.WireAssertions.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.job.RetrievalTimes;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Initiating, describing and listing jobs, which take five hours here: to the letter. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobsWireTest {
  private static final String DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
  private static final Duration FIVE_HOURS = Duration.ofHours(5);

  private final TestClock clock = new TestClock();
  private TestServer server;
  private VaultClient vault;

  @BeforeEach
  void start() throws Exception {
    RetrievalTimes times =
        new RetrievalTimes(Duration.ofMinutes(5), FIVE_HOURS, Duration.ofHours(12), FIVE_HOURS);
    server = new TestServer("memory:", firn -> firn.clock(clock).retrievalTimes(times), http -> {});
    vault = VaultClient.create(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode describe(String job) throws Exception {
    HttpResponse<String> answer = vault.get(job);
    assertEquals(200, answer.statusCode(), answer.body());
    return new ObjectMapper().readTree(answer.body());
  }

  private static String inventory(String parameters) {
    return "{\"Type\":\"inventory-retrieval\",\"InventoryRetrievalParameters\":{"
        + parameters
        + "}}";
  }

  private static String retrieval(String archive, String more) {
    return "{\"Type\":\"archive-retrieval\",\"ArchiveId\":\"" + archive + "\"" + more + "}";
  }

  @Test
  void a_job_is_accepted_with_where_it_is_and_each_time_anew() throws Exception {
    String body = retrieval(vault.archive(pattern(10)), "");
    HttpResponse<String> accepted = vault.job(body);
    assertEmpty(202, accepted);
    String job = header(accepted, "x-amz-job-id");
    assertTrue(job.matches("[A-Za-z0-9_][A-Za-z0-9_-]{91}"), job);
    assertEquals("/012345678901/vaults/photos/jobs/" + job, header(accepted, "Location"));
    assertEquals("none", header(accepted, "x-amz-job-output-path"));
    assertNotEquals(job, header(vault.job(body), "x-amz-job-id"));
  }

  @Test
  void an_archives_retrieval_has_every_key_from_its_beginning_to_its_end() throws Exception {
    byte[] bytes = pattern(MEBIBYTE + 5);
    String archive = vault.archive(bytes);
    String hash = TreeHash.of(bytes).hex();
    String topic = "arn:aws:sns:eu-west-1:012345678901:done";
    String job =
        vault.initiated(
            retrieval(archive, ",\"Description\":\"my \\\"job\",\"SNSTopic\":\"" + topic + "\""));
    JsonNode running = describe(job);
    String created = running.get("CreationDate").asText();
    assertTrue(created.matches(DATE), created);
    String json =
        "{\"Action\":\"ArchiveRetrieval\",\"ArchiveId\":\"%s\",\"ArchiveSHA256TreeHash\":\"%s\","
            + "\"ArchiveSizeInBytes\":1048581,\"Completed\":%s,\"CompletionDate\":%s,\"CreationDate\":\"%s\","
            + "\"InventoryRetrievalParameters\":null,\"InventorySizeInBytes\":null,"
            + "\"RetrievalByteRange\":\"0-1048580\",\"SHA256TreeHash\":\"%s\",\"Tier\":\"Standard\",\"JobDescription\":\"my"
            + " \\\"job\",\"JobId\":\"%s\",\"JobOutputPath\":null,"
            + "\"OutputLocation\":null,\"SelectParameters\":null,\"SNSTopic\":\"%s\","
            + "\"StatusCode\":\"%s\",\"StatusMessage\":\"%s\",\"VaultARN\":\"%s\"}";
    assertAnswer(
        200,
        json.formatted(
            archive,
            hash,
            "false",
            "null",
            created,
            hash,
            id(job),
            topic,
            "InProgress",
            "Operation in progress.",
            ARN),
        vault.get(job));
    clock.move(FIVE_HOURS);
    String completed = describe(job).get("CompletionDate").asText();
    assertTrue(completed.matches(DATE), completed);
    assertAnswer(
        200,
        json.formatted(
            archive,
            hash,
            "true",
            "\"" + completed + "\"",
            created,
            hash,
            id(job),
            topic,
            "Succeeded",
            "Succeeded",
            ARN),
        vault.get(job));
  }

  @Test
  void an_inventorys_retrieval_has_every_key_and_its_limit_is_a_string() throws Exception {
    vault.archive(pattern(1));
    String second = vault.archive(pattern(2));
    String job =
        vault.initiated(
            inventory(
                "\"StartDate\":\"2013-03-20T17:03:43Z\",\"EndDate\":\"2100-01-01T00:00:00.5Z\",\"Limit\":1"));
    String created = describe(job).get("CreationDate").asText();
    String json =
        "{\"Action\":\"InventoryRetrieval\",\"ArchiveId\":null,\"ArchiveSHA256TreeHash\":null,"
            + "\"ArchiveSizeInBytes\":null,\"Completed\":%s,\"CompletionDate\":%s,\"CreationDate\":\"%s\","
            + "\"InventoryRetrievalParameters\":{\"EndDate\":\"2100-01-01T00:00:00.500Z\",\"Format\":\"JSON\","
            + "\"Limit\":\"1\",\"Marker\":%s,\"StartDate\":\"2013-03-20T17:03:43.000Z\"},"
            + "\"InventorySizeInBytes\":%s,\"RetrievalByteRange\":null,\"SHA256TreeHash\":null,"
            + "\"Tier\":null,\"JobDescription\":null,\"JobId\":\"%s\",\"JobOutputPath\":null,"
            + "\"OutputLocation\":null,\"SelectParameters\":null,\"SNSTopic\":null,"
            + "\"StatusCode\":\"%s\",\"StatusMessage\":\"%s\",\"VaultARN\":\"%s\"}";
    assertAnswer(
        200,
        json.formatted(
            "false",
            "null",
            created,
            "null",
            "null",
            id(job),
            "InProgress",
            "Operation in progress.",
            ARN),
        vault.get(job));
    clock.move(FIVE_HOURS);
    String completed = describe(job).get("CompletionDate").asText();
    int size = server.download(job + "/output").body().length;
    assertAnswer(
        200,
        json.formatted(
            "true",
            "\"" + completed + "\"",
            created,
            "\"" + second + "\"",
            size,
            id(job),
            "Succeeded",
            "Succeeded",
            ARN),
        vault.get(job));
  }

  @Test
  void an_inventory_without_parameters_has_its_format_all_the_same() throws Exception {
    vault.archive(pattern(1));
    JsonNode job =
        describe(vault.initiated("{\"Type\":\"inventory-retrieval\",\"Format\":\"CSV\"}"));
    assertEquals(
        "{\"EndDate\":null,\"Format\":\"CSV\",\"Limit\":null,\"Marker\":null,\"StartDate\":null}",
        job.get("InventoryRetrievalParameters").toString());
  }

  @Test
  void what_is_missing_is_named() throws Exception {
    assertMissing("Job Parameters", vault.job(""));
    assertMissing("type", vault.job("{}"));
    assertMissing("type", vault.job("{\"Type\":null}"));
    // What the guide's syntax has is not what is sent.
    assertMissing("type", vault.job("{\"jobParameters\":{\"Type\":\"inventory-retrieval\"}}"));
    assertMissing("ArchiveId", vault.job("{\"Type\":\"archive-retrieval\"}"));
    assertMissing("ArchiveId", vault.job("{\"Type\":\"archive-retrieval\",\"ArchiveId\":\"\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "[]",
        "\"x\"",
        "null",
        "{",
        "{\"Type\":\"inventory-retrieval\"} x",
        "{\"Type\":1}",
        "{\"Type\":\"inventory-retrieval\",\"Description\":{}}",
        "{\"Type\":\"inventory-retrieval\",\"InventoryRetrievalParameters\":\"x\"}",
        "{\"Type\":\"inventory-retrieval\",\"InventoryRetrievalParameters\":{\"Limit\":true}}"
      })
  void what_is_no_json_or_of_a_wrong_type_cannot_be_read(String body) throws Exception {
    assertRefusal(400, "SerializationException", "SerializationException", vault.job(body));
  }

  @Test
  void what_nobody_knows_is_ignored_and_null_is_absent() throws Exception {
    vault.archive(pattern(1));
    String job =
        vault.initiated(
            "{\"Type\":\"inventory-retrieval\",\"ArchiveId\":null,\"Description\":null,\"Format\":null,"
                + "\"SNSTopic\":null,\"RetrievalByteRange\":null,\"Tier\":null,\"SelectParameters\":null,"
                + "\"InventoryRetrievalParameters\":{\"StartDate\":null,\"EndDate\":null,\"Limit\":null,"
                + "\"Marker\":null,\"Color\":\"blue\"},\"Color\":\"blue\"}");
    assertEquals("JSON", describe(job).get("InventoryRetrievalParameters").get("Format").asText());
    vault.initiated("{\"Type\":\"inventory-retrieval\",\"InventoryRetrievalParameters\":null}");
    // Clients send it with inventories too; it says nothing there.
    vault.initiated("{\"Type\":\"inventory-retrieval\",\"Tier\":\"Bulk\"}");
  }

  @Test
  void a_member_that_cannot_be_is_refused() throws Exception {
    String archive = vault.archive(pattern(10));
    for (String[] each :
        new String[][] {
          {
            "{\"Type\":\"select\"}",
            "Invalid Type: select. Glacier itself has ended Select, and there is none here;"
                + " retrieve the archive."
          },
          {
            "{\"Type\":\"x\"}",
            "Invalid Type: x. It must be archive-retrieval or inventory-retrieval."
          },
          {
            "{\"Type\":\"inventory-retrieval\",\"ArchiveId\":\"x\"}",
            "Invalid ArchiveId: x. A job of type inventory-retrieval has none."
          },
          {
            "{\"Type\":\"inventory-retrieval\",\"RetrievalByteRange\":\"0-1\"}",
            "Invalid RetrievalByteRange: 0-1. A job of type inventory-retrieval has none."
          },
          {
            "{\"Type\":\"inventory-retrieval\",\"Format\":\"XML\"}",
            "Invalid Format: XML. It must be CSV or JSON."
          },
          {
            "{\"Type\":\"inventory-retrieval\",\"Tier\":\"Slow\"}",
            "Invalid Tier: Slow. It must be Expedited, Standard or Bulk."
          },
          {
            retrieval(archive, ",\"Format\":\"CSV\""),
            "Invalid Format: CSV. A job of type archive-retrieval has none."
          },
          {
            retrieval(archive, ",\"InventoryRetrievalParameters\":{}"),
            "Invalid InventoryRetrievalParameters: {...}. A job of type archive-retrieval has none."
          },
          {
            retrieval(archive, ",\"Tier\":\"standard\""),
            "Invalid Tier: standard. It must be Expedited, Standard or Bulk."
          },
          {
            retrieval(archive, ",\"SNSTopic\":\"arn:aws:sns:us-east-1:012345678901:done\""),
            "SNS topics must be in the local AWS region: arn:aws:sns:us-east-1:012345678901:done"
          },
          {inventory("\"Limit\":0"), "Invalid Limit: 0. It must be a whole number from 1."},
          {inventory("\"Limit\":\"x\""), "Invalid Limit: x. It must be a whole number from 1."},
          {
            inventory("\"Marker\":\"x\""),
            "Invalid marker: x. A marker is the Marker of an earlier page of the same listing."
          },
          {
            inventory("\"StartDate\":\"2013-02-30T00:00:00Z\""),
            "Invalid StartDate: 2013-02-30T00:00:00Z. It must be a date in UTC, such as"
                + " 2013-03-20T17:03:43Z."
          },
          {
            inventory("\"EndDate\":\"yesterday\""),
            "Invalid EndDate: yesterday. It must be a date in UTC, such as 2013-03-20T17:03:43Z."
          },
        }) {
      assertInvalid(each[1], vault.job(each[0]));
    }
    assertInvalid(
        "Invalid description: it has 1025 characters. It must be at most 1024 characters of"
            + " printable ASCII (0x20 to 0x7E).",
        vault.job(retrieval(archive, ",\"Description\":\"" + "x".repeat(1025) + "\"")));
    assertEmpty(
        202, vault.job(retrieval(archive, ",\"Description\":\"" + "x".repeat(1024) + "\"")));
  }

  @ParameterizedTest
  @CsvSource({
    "2013-03-20T17:03:43Z, 2013-03-20T17:03:43.000Z",
    "2013-03-20T17:03:43, 2013-03-20T17:03:43.000Z",
    "2013-03-20T17:03:43.12Z, 2013-03-20T17:03:43.120Z",
    "2013-03-20T17:03:43.123456, 2013-03-20T17:03:43.123Z",
    "2013-03-20T17:03:43UTC, 2013-03-20T17:03:43.000Z",
    "2013-03-20T17:03:43+01:00, 2013-03-20T16:03:43.000Z",
    "2013-03-20T17:03:43-0130, 2013-03-20T18:33:43.000Z"
  })
  void dates_are_taken_as_clients_write_them(String given, String date) throws Exception {
    vault.archive(pattern(1));
    String job = vault.initiated(inventory("\"StartDate\":\"" + given + "\",\"Limit\":\"007\""));
    JsonNode parameters = describe(job).get("InventoryRetrievalParameters");
    assertEquals(date, parameters.get("StartDate").asText());
    assertEquals("\"7\"", parameters.get("Limit").toString());
  }

  @Test
  void an_archive_that_is_not_there_cannot_be_retrieved() throws Exception {
    String archive = vault.archive(pattern(10));
    vault.delete(VAULT + "/archives/" + archive);
    assertNotFound("The archive ID was not found: " + archive, vault.job(retrieval(archive, "")));
    assertNotFound("The archive ID was not found: x", vault.job(retrieval("x", "")));
    assertNotFound(
        "Vault not found for ARN: " + ARN.replace("photos", "nosuch"),
        server.send(
            "POST",
            "/-/vaults/nosuch/jobs",
            BodyPublishers.ofString("{\"Type\":\"inventory-retrieval\"}")));
  }

  @ParameterizedTest
  @CsvSource({
    "0-0, false",
    "0-1048575, true",
    "0-1048576, false",
    "1048576-2097151, true",
    "1-1048576, false",
    "1048576-2097156, true",
    "0-2097156, true",
    "1048576-2097157, false",
    "0-3145727, false",
    "1048575-0, false",
    "x, false",
    "0-, false",
    "-5, false",
    "99999999999999999999-1, false"
  })
  void a_range_is_of_whole_mebibytes_but_at_the_archives_end(String range, boolean good)
      throws Exception {
    String archive = vault.archive(pattern(2 * MEBIBYTE + 5));
    HttpResponse<String> answer =
        vault.job(retrieval(archive, ",\"RetrievalByteRange\":\"" + range + "\""));
    if (good) {
      assertEmpty(202, answer);
      JsonNode job = describe(VAULT + "/jobs/" + header(answer, "x-amz-job-id"));
      assertEquals(range, job.get("RetrievalByteRange").asText());
    } else {
      assertEquals(400, answer.statusCode(), answer.body());
      assertTrue(
          answer
              .body()
              .startsWith(
                  "{\"code\":\"InvalidParameterValueException\",\"message\":\"Invalid"
                      + " RetrievalByteRange: "
                      + range
                      + ". It must"),
          answer.body());
    }
  }

  @Test
  void the_hash_of_a_range_is_there_once_it_is_retrieved_if_it_is_that_of_a_node()
      throws Exception {
    byte[] bytes = pattern(3 * MEBIBYTE + 5);
    String archive = vault.archive(bytes);
    String node =
        vault.initiated(retrieval(archive, ",\"RetrievalByteRange\":\"2097152-3145732\""));
    String none =
        vault.initiated(retrieval(archive, ",\"RetrievalByteRange\":\"1048576-3145727\""));
    assertTrue(describe(node).get("SHA256TreeHash").isNull());
    clock.move(FIVE_HOURS);
    assertEquals(
        TreeHash.of(Arrays.copyOfRange(bytes, 2 * MEBIBYTE, 3 * MEBIBYTE + 5)).hex(),
        describe(node).get("SHA256TreeHash").asText());
    assertTrue(describe(none).get("SHA256TreeHash").isNull());
    assertEquals(TreeHash.of(bytes).hex(), describe(none).get("ArchiveSHA256TreeHash").asText());
  }

  @ParameterizedTest
  @CsvSource({"Expedited, 300", "Standard, 18000", "Bulk, 43200"})
  void a_tier_takes_its_time(String tier, long seconds) throws Exception {
    String job =
        vault.initiated(retrieval(vault.archive(pattern(1)), ",\"Tier\":\"" + tier + "\""));
    clock.move(Duration.ofSeconds(seconds - 60));
    assertEquals("InProgress", describe(job).get("StatusCode").asText());
    assertEquals(tier, describe(job).get("Tier").asText());
    assertInvalid(
        "The job is not currently available for download: " + id(job), vault.get(job + "/output"));
    clock.move(Duration.ofSeconds(60));
    assertEquals("Succeeded", describe(job).get("StatusCode").asText());
    assertEquals(200, vault.get(job + "/output").statusCode());
  }

  @Test
  void a_job_is_forgotten_a_day_after_its_end() throws Exception {
    String job = vault.retrieval(vault.archive(pattern(1)));
    clock.move(FIVE_HOURS);
    assertEquals("Succeeded", describe(job).get("StatusCode").asText());
    clock.move(Duration.ofHours(23));
    assertEquals(200, vault.get(job + "/output").statusCode());
    clock.move(Duration.ofHours(1));
    assertNotFound("The job ID was not found: " + id(job), vault.get(job));
    assertNotFound("The job ID was not found: " + id(job), vault.get(job + "/output"));
    assertAnswer(200, "{\"JobList\":[],\"Marker\":null}", vault.get(VAULT + "/jobs"));
  }

  @Test
  void a_job_that_is_none_is_not_found() throws Exception {
    for (String unknown : List.of("x", "A".repeat(92))) {
      assertNotFound("The job ID was not found: " + unknown, vault.get(VAULT + "/jobs/" + unknown));
      assertNotFound(
          "The job ID was not found: " + unknown,
          vault.get(VAULT + "/jobs/" + unknown + "/output"));
    }
    assertNotFound(
        "Vault not found for ARN: " + ARN.replace("photos", "nosuch"),
        vault.get("/-/vaults/nosuch/jobs/x"));
    assertNotFound(
        "Vault not found for ARN: " + ARN.replace("photos", "nosuch"),
        vault.get("/-/vaults/nosuch/jobs"));
  }

  private List<String> listed(String query) throws Exception {
    HttpResponse<String> answer = vault.get(VAULT + "/jobs?" + query);
    assertEquals(200, answer.statusCode(), answer.body());
    List<String> ids = new ArrayList<>();
    new ObjectMapper()
        .readTree(answer.body())
        .get("JobList")
        .forEach(job -> ids.add(VAULT + "/jobs/" + job.get("JobId").asText()));
    return ids;
  }

  @Test
  void a_listing_has_what_describing_has_and_goes_on_at_its_marker() throws Exception {
    assertAnswer(200, "{\"JobList\":[],\"Marker\":null}", vault.get(VAULT + "/jobs"));
    String archive = vault.archive(pattern(1));
    String first = vault.retrieval(archive);
    String second = vault.initiated("{\"Type\":\"inventory-retrieval\"}");
    assertAnswer(
        200,
        "{\"JobList\":[" + vault.get(first).body() + "],\"Marker\":\"" + id(second) + "\"}",
        vault.get(VAULT + "/jobs?limit=1"));
    assertAnswer(
        200,
        "{\"JobList\":[" + vault.get(second).body() + "],\"Marker\":null}",
        vault.get(VAULT + "/jobs?limit=1000&marker=" + id(second)));
    for (String marker : List.of("x", "A".repeat(92), id(first).substring(1))) {
      assertInvalid(
          "Invalid marker: "
              + marker
              + ". A marker is the Marker of an earlier page of the same listing.",
          vault.get(VAULT + "/jobs?marker=" + marker));
    }
    assertInvalid(
        "Invalid limit: 0. It must be a whole number from 1 to 50; a larger one is taken as 50.",
        vault.get(VAULT + "/jobs?limit=0"));
  }

  @Test
  void a_page_has_fifty() throws Exception {
    String archive = vault.archive(pattern(1));
    for (int i = 0; i < 51; i++) {
      vault.retrieval(archive);
    }
    assertEquals(50, listed("").size());
    assertEquals(50, listed("limit=1000").size());
    assertEquals(7, listed("limit=7").size());
  }

  @Test
  void filters_are_all_to_be_passed() throws Exception {
    String archive = vault.archive(pattern(1));
    String fast = vault.initiated(retrieval(archive, ",\"Tier\":\"Expedited\""));
    String slow = vault.initiated(retrieval(archive, ",\"Tier\":\"Bulk\""));
    clock.move(Duration.ofMinutes(5));
    assertEquals(List.of(fast, slow), listed(""));
    assertEquals(List.of(fast, slow), listed("statuscode=&completed="));
    assertEquals(List.of(fast), listed("statuscode=Succeeded"));
    assertEquals(List.of(slow), listed("statuscode=InProgress"));
    assertEquals(List.of(), listed("statuscode=Failed"));
    assertEquals(List.of(fast), listed("completed=true"));
    assertEquals(List.of(slow), listed("completed=false"));
    assertEquals(List.of(), listed("statuscode=Succeeded&completed=false"));
    assertEquals(List.of(fast), listed("statuscode=Succeeded&completed=true&marker=" + id(fast)));
    assertInvalid(
        "The job status code is not valid: finished",
        vault.get(VAULT + "/jobs?statuscode=finished"));
    assertInvalid(
        "Invalid completed: yes. It must be true or false.",
        vault.get(VAULT + "/jobs?completed=yes"));
  }

  @Test
  void jobs_and_what_they_have_put_out_outlive_the_archive() throws Exception {
    byte[] bytes = pattern(MEBIBYTE + 1);
    String archive = vault.archive(bytes);
    String job = vault.retrieval(archive);
    assertEmpty(204, vault.delete(VAULT + "/archives/" + archive));
    clock.move(FIVE_HOURS);
    assertEquals("Succeeded", describe(job).get("StatusCode").asText());
    assertEquals(TreeHash.of(bytes), TreeHash.of(server.download(job + "/output").body()));
    assertFalse(describe(job).get("CompletionDate").isNull());
  }

  @Test
  void
      a_policy_can_keep_young_archives_from_being_retrieved_and_has_nothing_to_do_with_inventories()
          throws Exception {
    String archive = vault.archive(pattern(1));
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\","
            + "\"Action\":\"glacier:InitiateJob\",\"Resource\":\"*\","
            + "\"Condition\":{\"NumericLessThan\":{\"glacier:ArchiveAgeInDays\":\"30\"}}}}";
    String body = new ObjectMapper().writeValueAsString(Map.of("Policy", policy));
    assertEmpty(204, vault.send("PUT", "/access-policy", body));
    assertEquals(403, vault.job(retrieval(archive, "")).statusCode());
    vault.initiated("{\"Type\":\"inventory-retrieval\"}");
    // What is wrong with it is told to who may initiate jobs.
    assertMissing("type", vault.job("{}"));
    assertEquals(403, vault.job(retrieval(archive, ",\"Tier\":\"x\"")).statusCode());
    clock.move(Duration.ofDays(29));
    assertEquals(403, vault.job(retrieval(archive, "")).statusCode());
    clock.move(Duration.ofDays(1));
    vault.retrieval(archive);
  }
}
