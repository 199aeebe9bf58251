// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.VaultClient.MEBIBYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.job.RetrievalTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.ActionCode;
import software.amazon.awssdk.services.glacier.model.DescribeJobResponse;
import software.amazon.awssdk.services.glacier.model.GetJobOutputResponse;
import software.amazon.awssdk.services.glacier.model.GlacierJobDescription;
import software.amazon.awssdk.services.glacier.model.InvalidParameterValueException;
import software.amazon.awssdk.services.glacier.model.InventoryRetrievalJobInput;
import software.amazon.awssdk.services.glacier.model.JobParameters;
import software.amazon.awssdk.services.glacier.model.ListJobsRequest;
import software.amazon.awssdk.services.glacier.model.ResourceNotFoundException;
import software.amazon.awssdk.services.glacier.model.StatusCode;

/** Jobs as an unmodified client sees them: the AWS SDK for Java. They take five hours here. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class JobsSdkTest {
  private static final Duration FIVE_HOURS = Duration.ofHours(5);
  private static final int CHUNK = 4 * MEBIBYTE;

  private final TestClock clock = new TestClock();
  private TestServer server;
  private GlacierClient glacier;
  private SdkVault vault;

  @BeforeEach
  void start() throws Exception {
    RetrievalTimes times = new RetrievalTimes(FIVE_HOURS, FIVE_HOURS, FIVE_HOURS, FIVE_HOURS);
    server = new TestServer("memory:", firn -> firn.clock(clock).retrievalTimes(times), http -> {});
    glacier = SdkClient.of(server.uri());
    vault = SdkVault.create(glacier, "photos");
  }

  @AfterEach
  void stop() {
    glacier.close();
    server.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private String archive(byte[] bytes, String description) {
    return glacier
        .uploadArchive(
            r ->
                r.accountId("-")
                    .vaultName("photos")
                    .archiveDescription(description)
                    .checksum(TreeHash.of(bytes).hex()),
            RequestBody.fromBytes(bytes))
        .archiveId();
  }

  private String initiate(JobParameters parameters) {
    return glacier
        .initiateJob(r -> r.accountId("-").vaultName("photos").jobParameters(parameters))
        .jobId();
  }

  private String retrieve(String archive) {
    return initiate(
        JobParameters.builder().type("archive-retrieval").archiveId(archive).tier("Bulk").build());
  }

  private DescribeJobResponse describe(String job) {
    return glacier.describeJob(r -> r.accountId("-").vaultName("photos").jobId(job));
  }

  private ResponseBytes<GetJobOutputResponse> output(String job) {
    return glacier.getJobOutputAsBytes(r -> r.accountId("-").vaultName("photos").jobId(job));
  }

  private ResponseBytes<GetJobOutputResponse> output(String job, String range) {
    return glacier.getJobOutputAsBytes(
        r -> r.accountId("-").vaultName("photos").jobId(job).range(range));
  }

  @Test
  void an_archive_comes_back_whole_and_by_ranges_with_hashes_that_are_right() {
    byte[] bytes = random(9 * MEBIBYTE + 77);
    String upload = vault.initiate();
    for (int i = 0; i * MEBIBYTE < bytes.length; i++) {
      vault.send(
          upload,
          i,
          Arrays.copyOfRange(bytes, i * MEBIBYTE, Math.min(bytes.length, (i + 1) * MEBIBYTE)));
    }
    String archive = vault.complete(upload, bytes.length, TreeHash.of(bytes).hex());
    String job = retrieve(archive);
    assertThrows(InvalidParameterValueException.class, () -> output(job));
    DescribeJobResponse running = describe(job);
    assertEquals(StatusCode.IN_PROGRESS, running.statusCode());
    assertNull(running.completionDate());
    clock.move(FIVE_HOURS);

    DescribeJobResponse ended = describe(job);
    assertEquals(StatusCode.SUCCEEDED, ended.statusCode());
    assertEquals(ActionCode.ARCHIVE_RETRIEVAL, ended.action());
    assertEquals(archive, ended.archiveId());
    assertEquals(bytes.length, ended.archiveSizeInBytes());
    assertEquals(TreeHash.of(bytes).hex(), ended.sha256TreeHash());
    assertEquals("Bulk", ended.tier());
    assertTrue(ended.completed());
    assertNotNull(ended.completionDate());

    ResponseBytes<GetJobOutputResponse> all = output(job);
    assertArrayEquals(bytes, all.asByteArray());
    assertEquals(200, all.response().status());
    assertEquals(TreeHash.of(bytes).hex(), all.response().checksum());
    assertEquals("application/octet-stream", all.response().contentType());

    // As clients do, which ask beyond the end at last.
    for (int first = 0; first < bytes.length; first += CHUNK) {
      ResponseBytes<GetJobOutputResponse> chunk =
          output(job, "bytes=" + first + "-" + (first + CHUNK - 1));
      byte[] expected = Arrays.copyOfRange(bytes, first, Math.min(bytes.length, first + CHUNK));
      assertArrayEquals(expected, chunk.asByteArray());
      assertEquals(206, chunk.response().status());
      assertEquals(TreeHash.of(expected).hex(), chunk.response().checksum());
      assertEquals(
          "bytes %d-%d/%d".formatted(first, first + expected.length - 1, bytes.length),
          chunk.response().contentRange());
    }
    assertThrows(
        InvalidParameterValueException.class, () -> output(job, "bytes=" + bytes.length + "-"));
  }

  @Test
  void a_range_of_an_archive_is_retrieved() {
    byte[] bytes = random(5 * MEBIBYTE);
    String archive = archive(bytes, "five");
    String job =
        initiate(
            JobParameters.builder()
                .type("archive-retrieval")
                .archiveId(archive)
                .retrievalByteRange("4194304-5242879")
                .description("the end")
                .build());
    clock.move(FIVE_HOURS);
    byte[] expected = Arrays.copyOfRange(bytes, 4 * MEBIBYTE, 5 * MEBIBYTE);
    ResponseBytes<GetJobOutputResponse> output = output(job);
    assertArrayEquals(expected, output.asByteArray());
    assertEquals(TreeHash.of(expected).hex(), output.response().checksum());
    assertEquals("five", output.response().archiveDescription());
    assertEquals("4194304-5242879", describe(job).retrievalByteRange());
    assertEquals("the end", describe(job).jobDescription());
  }

  private List<String> ids(String job) throws Exception {
    List<String> ids = new ArrayList<>();
    JsonNode inventory = new ObjectMapper().readTree(output(job).asByteArray());
    inventory.get("ArchiveList").forEach(each -> ids.add(each.get("ArchiveId").asText()));
    return ids;
  }

  private static JobParameters inventory(String format, InventoryRetrievalJobInput wanted) {
    return JobParameters.builder()
        .type("inventory-retrieval")
        .format(format)
        .inventoryRetrievalParameters(wanted)
        .build();
  }

  @Test
  void inventories_are_there_in_both_forms_by_dates_and_page_by_page() throws Exception {
    List<String> archives = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      archives.add(archive(random(i), "archive \"" + i + "\""));
      clock.move(Duration.ofDays(1));
    }
    archives.sort(Comparator.naturalOrder());
    Instant first = clock.instant().minus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);

    InventoryRetrievalJobInput days =
        InventoryRetrievalJobInput.builder()
            .startDate(first.plus(Duration.ofHours(12)).toString())
            .endDate(first.plus(Duration.ofHours(84)).toString())
            .build();
    String byDate = initiate(inventory("JSON", days));
    String csv = initiate(inventory("CSV", days));
    clock.move(FIVE_HOURS);
    assertEquals(archives.subList(1, 4), ids(byDate));
    String table = output(csv).asString(UTF_8);
    assertEquals(4, table.lines().count(), table);
    assertTrue(table.contains(archives.get(1) + ",\"archive \\\"2\\\"\","), table);
    assertEquals("text/csv", output(csv).response().contentType());
    assertEquals(table.length(), describe(csv).inventorySizeInBytes());
    assertEquals("CSV", describe(csv).inventoryRetrievalParameters().format());

    List<String> walked = new ArrayList<>();
    String marker = "";
    while (marker != null) {
      String from = marker;
      String job =
          initiate(
              inventory(
                  "JSON", InventoryRetrievalJobInput.builder().limit("2").marker(from).build()));
      clock.move(FIVE_HOURS);
      walked.addAll(ids(job));
      assertEquals("2", describe(job).inventoryRetrievalParameters().limit());
      marker = describe(job).inventoryRetrievalParameters().marker();
    }
    assertEquals(archives, walked);
  }

  private List<String> listed(ListJobsRequest.Builder request) {
    return glacier
        .listJobsPaginator(request.accountId("-").vaultName("photos").limit("3").build())
        .jobList()
        .stream()
        .map(GlacierJobDescription::jobId)
        .toList();
  }

  @Test
  void jobs_are_listed_by_pages_and_filters_until_they_are_forgotten() {
    String archive = archive(random(3), "three");
    List<String> early = new ArrayList<>();
    List<String> late = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      early.add(retrieve(archive));
    }
    clock.move(Duration.ofHours(1));
    for (int i = 0; i < 8; i++) {
      late.add(retrieve(archive));
    }
    List<String> all = new ArrayList<>(early);
    all.addAll(late);
    assertEquals(all, listed(ListJobsRequest.builder()));
    assertEquals(all, listed(ListJobsRequest.builder().completed("false")));
    clock.move(Duration.ofHours(4));
    assertEquals(all, listed(ListJobsRequest.builder()));
    assertEquals(early, listed(ListJobsRequest.builder().statuscode("Succeeded")));
    assertEquals(early, listed(ListJobsRequest.builder().completed("true")));
    assertEquals(late, listed(ListJobsRequest.builder().statuscode("InProgress")));
    assertEquals(List.of(), listed(ListJobsRequest.builder().statuscode("Failed")));
    clock.move(Duration.ofHours(2));
    assertEquals(all, listed(ListJobsRequest.builder().completed("true")));
    clock.move(Duration.ofHours(23));
    assertEquals(late, listed(ListJobsRequest.builder()));
    assertThrows(ResourceNotFoundException.class, () -> describe(early.get(0)));
    assertThrows(ResourceNotFoundException.class, () -> output(early.get(0)));
    clock.move(Duration.ofHours(2));
    assertEquals(List.of(), listed(ListJobsRequest.builder()));
  }

  @Test
  void what_is_wrong_is_told_by_the_sdks_own_exceptions() {
    assertThrows(
        software.amazon.awssdk.services.glacier.model.MissingParameterValueException.class,
        () -> glacier.initiateJob(r -> r.accountId("-").vaultName("photos")));
    assertThrows(ResourceNotFoundException.class, () -> retrieve("A".repeat(138)));
    assertThrows(
        InvalidParameterValueException.class,
        () -> initiate(JobParameters.builder().type("select").build()));
  }
}
