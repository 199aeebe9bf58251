// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.firn.domain.Firn;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.vault.Region;
import dev.firn.http.credentials.Credentials;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.DataRetrievalRule;
import software.amazon.awssdk.services.glacier.model.DescribeJobResponse;
import software.amazon.awssdk.services.glacier.model.GetJobOutputResponse;
import software.amazon.awssdk.services.glacier.model.GlacierException;
import software.amazon.awssdk.services.glacier.model.GlacierJobDescription;
import software.amazon.awssdk.services.glacier.model.InvalidParameterValueException;
import software.amazon.awssdk.services.glacier.model.JobParameters;
import software.amazon.awssdk.services.glacier.model.PolicyEnforcedException;
import software.amazon.awssdk.services.glacier.model.StatusCode;

/**
 * Everything that the API is for, in one story, as an unmodified client that signs tells it: the
 * AWS SDK for Java, on every storage.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WholeStorySdkTest {
  private static final int MIB = 1 << 20;
  private static final String VAULT = "photos";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:012345678901:retrieved";
  private static final String KEY = "AKIAACCOUNT";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** Five parts of 1 MiB and a half. */
  private final byte[] archive = pattern(5 * MIB + MIB / 2);

  private static byte[] pattern(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }

  private static Credentials credentials() throws Exception {
    return Credentials.read(
        "{\"accounts\":[{\"id\":\"012345678901\",\"keys\":[{\"accessKeyId\":\"%s\",\"secretAccessKey\":\"%s\"}]}]}"
            .formatted(KEY, SECRET)
            .getBytes(UTF_8));
  }

  /** Uploads the archive in parts, out of order, and returns its id. */
  private String upload(GlacierClient glacier) {
    String upload =
        glacier
            .initiateMultipartUpload(
                r ->
                    r.vaultName(VAULT)
                        .archiveDescription("a \"holiday\", by the sea")
                        .partSize(Integer.toString(MIB)))
            .uploadId();
    for (int number = 5; number >= 0; number--) {
      int first = number * MIB;
      byte[] part = Arrays.copyOfRange(archive, first, Math.min(first + MIB, archive.length));
      glacier.uploadMultipartPart(
          r ->
              r.vaultName(VAULT)
                  .uploadId(upload)
                  .range("bytes %d-%d/*".formatted(first, first + part.length - 1))
                  .checksum(TreeHash.of(part).hex()),
          RequestBody.fromBytes(part));
    }
    assertEquals(
        List.of(upload),
        glacier.listMultipartUploadsPaginator(r -> r.vaultName(VAULT)).uploadsList().stream()
            .map(each -> each.multipartUploadId())
            .toList());
    assertEquals(
        6,
        glacier.listPartsPaginator(r -> r.vaultName(VAULT).uploadId(upload)).parts().stream()
            .count());
    return glacier
        .completeMultipartUpload(
            r ->
                r.vaultName(VAULT)
                    .uploadId(upload)
                    .archiveSize(Integer.toString(archive.length))
                    .checksum(TreeHash.of(archive).hex()))
        .archiveId();
  }

  private static String initiate(GlacierClient glacier, JobParameters parameters) {
    return glacier.initiateJob(r -> r.vaultName(VAULT).jobParameters(parameters)).jobId();
  }

  private static ResponseBytes<GetJobOutputResponse> output(GlacierClient glacier, String job) {
    return glacier.getJobOutputAsBytes(r -> r.vaultName(VAULT).jobId(job));
  }

  private static ResponseBytes<GetJobOutputResponse> output(
      GlacierClient glacier, String job, String range) {
    return glacier.getJobOutputAsBytes(r -> r.vaultName(VAULT).jobId(job).range(range));
  }

  private void retrieve(GlacierClient glacier, String id) {
    String whole =
        initiate(
            glacier,
            JobParameters.builder()
                .type("archive-retrieval")
                .archiveId(id)
                .description("all of it")
                .build());
    DescribeJobResponse described = glacier.describeJob(r -> r.vaultName(VAULT).jobId(whole));
    assertEquals(StatusCode.SUCCEEDED, described.statusCode());
    assertEquals(TreeHash.of(archive).hex(), described.sha256TreeHash());
    ResponseBytes<GetJobOutputResponse> all = output(glacier, whole);
    assertArrayEquals(archive, all.asByteArray());
    assertEquals(TreeHash.of(archive).hex(), all.response().checksum());
    assertEquals("a \"holiday\", by the sea", all.response().archiveDescription());
    assertEquals(200, all.response().status());

    ResponseBytes<GetJobOutputResponse> aligned =
        output(glacier, whole, "bytes=%d-%d".formatted(2 * MIB, 4 * MIB - 1));
    byte[] expected = Arrays.copyOfRange(archive, 2 * MIB, 4 * MIB);
    assertArrayEquals(expected, aligned.asByteArray());
    assertEquals(TreeHash.of(expected).hex(), aligned.response().checksum());
    assertEquals(206, aligned.response().status());
    assertEquals(
        "bytes %d-%d/%d".formatted(2 * MIB, 4 * MIB - 1, archive.length),
        aligned.response().contentRange());
    assertNull(output(glacier, whole, "bytes=1-10").response().checksum());

    String half =
        initiate(
            glacier,
            JobParameters.builder()
                .type("archive-retrieval")
                .archiveId(id)
                .retrievalByteRange("%d-%d".formatted(4 * MIB, archive.length - 1))
                .tier("Bulk")
                .build());
    byte[] end = Arrays.copyOfRange(archive, 4 * MIB, archive.length);
    ResponseBytes<GetJobOutputResponse> rest = output(glacier, half);
    assertArrayEquals(end, rest.asByteArray());
    assertEquals(TreeHash.of(end).hex(), rest.response().checksum());

    List<GlacierJobDescription> jobs =
        glacier.listJobsPaginator(r -> r.vaultName(VAULT).limit("1")).jobList().stream().toList();
    assertEquals(List.of(whole, half), jobs.stream().map(GlacierJobDescription::jobId).toList());
  }

  private static void takeInventory(GlacierClient glacier, String id) throws Exception {
    String json = initiate(glacier, JobParameters.builder().type("inventory-retrieval").build());
    ResponseBytes<GetJobOutputResponse> output = output(glacier, json);
    assertEquals("application/json", output.response().contentType());
    JsonNode inventory = JSON.readTree(output.asByteArray());
    assertEquals(
        "arn:aws:glacier:eu-west-1:012345678901:vaults/photos",
        inventory.get("VaultARN").textValue());
    assertEquals(1, inventory.get("ArchiveList").size());
    assertEquals(id, inventory.get("ArchiveList").get(0).get("ArchiveId").textValue());
    assertEquals(
        "a \"holiday\", by the sea",
        inventory.get("ArchiveList").get(0).get("ArchiveDescription").textValue());

    String csv =
        initiate(
            glacier, JobParameters.builder().type("inventory-retrieval").format("CSV").build());
    ResponseBytes<GetJobOutputResponse> lines = output(glacier, csv);
    assertEquals("text/csv", lines.response().contentType());
    assertTrue(
        lines
            .asUtf8String()
            .startsWith(
                "ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash\n"
                    + id
                    + ",\"a \\\"holiday\\\", by the sea\","),
        lines.asUtf8String());
  }

  private static void lock(GlacierClient glacier, String id) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"keep","Effect":"Deny","Principal":"*",
         "Action":"glacier:DeleteArchive",
         "Resource":"arn:aws:glacier:eu-west-1:012345678901:vaults/photos",
         "Condition":{"NumericLessThan":{"glacier:ArchiveAgeInDays":"365"}}}]}""";
    String lock =
        glacier.initiateVaultLock(r -> r.vaultName(VAULT).policy(p -> p.policy(policy))).lockId();
    assertEquals("InProgress", glacier.getVaultLock(r -> r.vaultName(VAULT)).state());
    glacier.completeVaultLock(r -> r.vaultName(VAULT).lockId(lock));
    assertEquals("Locked", glacier.getVaultLock(r -> r.vaultName(VAULT)).state());
    GlacierException denied =
        assertThrows(
            GlacierException.class,
            () -> glacier.deleteArchive(r -> r.vaultName(VAULT).archiveId(id)));
    assertEquals("AccessDeniedException", denied.awsErrorDetails().errorCode());
    assertThrows(
        InvalidParameterValueException.class, () -> glacier.deleteVault(r -> r.vaultName(VAULT)));
    GlacierException notAborted =
        assertThrows(GlacierException.class, () -> glacier.abortVaultLock(r -> r.vaultName(VAULT)));
    assertEquals(403, notAborted.statusCode());
  }

  private static void limitRetrieval(GlacierClient glacier, String id) {
    glacier.setDataRetrievalPolicy(
        r ->
            r.policy(
                p ->
                    p.rules(
                        DataRetrievalRule.builder()
                            .strategy("BytesPerHour")
                            .bytesPerHour(6L * MIB)
                            .build())));
    assertEquals(
        6L * MIB, glacier.getDataRetrievalPolicy(r -> {}).policy().rules().get(0).bytesPerHour());
    JobParameters retrieval =
        JobParameters.builder().type("archive-retrieval").archiveId(id).build();
    initiate(glacier, retrieval);
    PolicyEnforcedException refused =
        assertThrows(PolicyEnforcedException.class, () -> initiate(glacier, retrieval));
    assertEquals(
        "InitiateJob request denied by current data retrieval policy.",
        refused.awsErrorDetails().errorMessage());
    initiate(glacier, retrieval.toBuilder().tier("Bulk").build());
  }

  @ParameterizedTest
  @MethodSource("dev.firn.http.TestStorage#all")
  void an_archive_is_uploaded_found_retrieved_and_kept(TestStorage storage) throws Exception {
    BlockingQueue<String> notified = new LinkedBlockingQueue<>();
    HttpServer endpoint =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext(
        "/",
        exchange -> {
          notified.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    endpoint.start();
    Credentials credentials = credentials();
    try (Firn firn = Firn.builder().region(new Region("eu-west-1")).open(storage.newUrl(folder));
        FirnHttpServer server =
            FirnHttpServer.over(firn)
                .port(0)
                .credentials(() -> credentials)
                .topic(
                    new TopicArn(TOPIC),
                    URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/"))
                .start();
        GlacierClient glacier =
            SdkClient.of(server.uri(), "eu-west-1", AwsBasicCredentials.create(KEY, SECRET))) {
      glacier.createVault(r -> r.vaultName(VAULT));
      glacier.addTagsToVault(r -> r.vaultName(VAULT).tags(Map.of("team", "films")));
      assertEquals(
          Map.of("team", "films"), glacier.listTagsForVault(r -> r.vaultName(VAULT)).tags());
      String id = upload(glacier);
      retrieve(glacier, id);
      glacier.setVaultNotifications(
          r ->
              r.vaultName(VAULT)
                  .vaultNotificationConfig(
                      c -> c.snsTopic(TOPIC).events("InventoryRetrievalCompleted")));
      takeInventory(glacier, id);
      JsonNode notice = JSON.readTree(String.valueOf(notified.poll(1, TimeUnit.MINUTES)));
      assertEquals("Notification", notice.get("Type").textValue());
      assertEquals(TOPIC, notice.get("TopicArn").textValue());
      assertEquals(
          "InventoryRetrieval",
          JSON.readTree(notice.get("Message").textValue()).get("Action").textValue());
      lock(glacier, id);
      limitRetrieval(glacier, id);
      assertArrayEquals(
          archive,
          glacier
              .getJobOutputAsBytes(
                  r ->
                      r.vaultName(VAULT)
                          .jobId(
                              glacier.listJobs(j -> j.vaultName(VAULT)).jobList().get(0).jobId()))
              .asInputStream()
              .readAllBytes());
    } finally {
      endpoint.stop(0);
    }
  }
}
