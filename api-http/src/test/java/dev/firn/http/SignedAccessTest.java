// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.domain.Firn;
import dev.firn.domain.content.LinearHash;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.vault.Region;
import dev.firn.http.credentials.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.GlacierException;

/** A server that knows who calls: as clients that sign see it, and those that try otherwise. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SignedAccessTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String TOKEN = "a-session-token-of-some-length/0123456789==";
  private static final AwsCredentials ACCOUNT = AwsBasicCredentials.create("AKIAACCOUNT", SECRET);
  private static final AwsCredentials OTHER = AwsBasicCredentials.create("AKIAOTHER", SECRET);
  private static final AwsCredentials LISTER = AwsBasicCredentials.create("AKIALISTER", SECRET);
  private static final AwsCredentials KEEPER = AwsBasicCredentials.create("AKIAKEEPER", SECRET);
  private static final AwsCredentials TEMPORARY =
      AwsSessionCredentials.create("ASIATEMPORARY", SECRET, TOKEN);
  private static final AwsCredentials LAPSED =
      AwsSessionCredentials.create("ASIALAPSED", SECRET, TOKEN);

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private Storage storage;
  private FirnHttpServer server;
  private SignedClient signed;

  private static String file() {
    return """
    {"accounts": [
      {"id": "999999999999", "keys": [{"accessKeyId": "AKIAOTHER", "secretAccessKey": "SECRET"}]},
      {"id": "012345678901",
       "keys": [{"accessKeyId": "AKIAACCOUNT", "secretAccessKey": "SECRET"}],
       "users": [
         {"name": "lister",
          "keys": [
            {"accessKeyId": "AKIALISTER", "secretAccessKey": "SECRET"},
            {"accessKeyId": "ASIATEMPORARY", "secretAccessKey": "SECRET",
             "sessionToken": "TOKEN", "expires": "TOMORROW"},
            {"accessKeyId": "ASIALAPSED", "secretAccessKey": "SECRET",
             "sessionToken": "TOKEN", "expires": "2020-01-01T00:00:00Z"}],
          "policies": [{"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "glacier:ListMultipartUploads",
             "Resource": "arn:aws:glacier:eu-west-1:012345678901:vaults/photos"}]}]},
         {"name": "keeper",
          "keys": [{"accessKeyId": "AKIAKEEPER", "secretAccessKey": "SECRET"}],
          "policies": [{"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "glacier:*", "Resource": "*",
             "Condition": {"IpAddress": {"aws:SourceIp": "127.0.0.0/8"},
                           "Bool": {"aws:SecureTransport": "false"}}},
            {"Effect": "Deny", "Action": "glacier:DeleteArchive", "Resource": "*",
             "Condition": {"NumericLessThan": {"glacier:ArchiveAgeInDays": "365"}}}]}]}]}]}
    """
        .replace("SECRET", SECRET)
        .replace("TOKEN", TOKEN)
        .replace("TOMORROW", Instant.now().plus(Duration.ofDays(1)).toString());
  }

  @BeforeEach
  void start() throws Exception {
    storage = Storages.open("memory:");
    Firn firn = Firn.builder().region(new Region("eu-west-1")).over(storage);
    Credentials credentials = Credentials.read(file().getBytes(StandardCharsets.UTF_8));
    server =
        FirnHttpServer.over(firn).port(0).credentials(() -> credentials).accessLog(log).start();
    signed = new SignedClient(server.uri(), "eu-west-1", ACCOUNT);
    try (GlacierClient account = client(ACCOUNT)) {
      account.createVault(r -> r.vaultName("photos"));
      account.createVault(r -> r.vaultName("films"));
    }
  }

  @AfterEach
  void stop() {
    server.close();
    storage.close();
  }

  private GlacierClient client(AwsCredentials credentials) {
    return SdkClient.of(server.uri(), "eu-west-1", credentials);
  }

  private static void assertRefused(int status, String code, String message, Runnable call) {
    GlacierException refusal = assertThrows(GlacierException.class, call::run);
    assertEquals(status, refusal.statusCode(), refusal.toString());
    assertEquals(code, refusal.awsErrorDetails().errorCode(), refusal.toString());
    assertTrue(refusal.awsErrorDetails().errorMessage().startsWith(message), refusal.toString());
  }

  private static String denied(String user, String action, String vault) {
    return "User: arn:aws:iam::012345678901:user/%s is not authorized to perform: glacier:%s on resource: arn:aws:glacier:eu-west-1:012345678901:vaults/%s"
        .formatted(user, action, vault);
  }

  private static void share(GlacierClient account, String... statements) {
    account.setVaultAccessPolicy(
        r ->
            r.vaultName("photos")
                .policy(
                    p ->
                        p.policy(
                            "{\"Version\":\"2012-10-17\",\"Statement\":["
                                + String.join(",", statements)
                                + "]}")));
  }

  private static String statement(String effect, String principal, String action) {
    return "{\"Effect\":\"%s\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"%s\",\"Resource\":\"arn:aws:glacier:eu-west-1:012345678901:vaults/photos\"}"
        .formatted(effect, principal, action);
  }

  @Test
  void another_account_may_do_what_the_vaults_policy_grants_it() {
    try (GlacierClient account = client(ACCOUNT);
        GlacierClient other = client(OTHER)) {
      share(account, statement("Allow", "999999999999", "glacier:*"));
      assertEquals(
          List.of(),
          other
              .listMultipartUploads(r -> r.accountId("012345678901").vaultName("photos"))
              .uploadsList());
      other.uploadArchive(
          r ->
              r.accountId("012345678901")
                  .vaultName("photos")
                  .checksum(TreeHash.of("shared".getBytes(StandardCharsets.UTF_8)).hex()),
          RequestBody.fromString("shared"));
      assertEquals(1, account.describeVault(r -> r.vaultName("photos")).numberOfArchives());
      String denied = "Access denied for account ID: 012345678901";
      assertRefused(
          403,
          "AccessDeniedException",
          denied,
          () -> other.describeVault(r -> r.accountId("012345678901").vaultName("films")));
      // What the owner alone may do, whatever a policy says.
      assertRefused(
          403,
          "AccessDeniedException",
          denied,
          () -> other.listTagsForVault(r -> r.accountId("012345678901").vaultName("photos")));
      assertRefused(
          403,
          "AccessDeniedException",
          denied,
          () -> other.abortVaultLock(r -> r.accountId("012345678901").vaultName("photos")));
      assertRefused(
          403,
          "AccessDeniedException",
          denied,
          () -> other.createVault(r -> r.accountId("012345678901").vaultName("photos")));
      account.deleteVaultAccessPolicy(r -> r.vaultName("photos"));
      assertRefused(
          403,
          "AccessDeniedException",
          denied,
          () -> other.describeVault(r -> r.accountId("012345678901").vaultName("photos")));
    }
  }

  @Test
  void a_user_may_do_what_the_vaults_policy_allows_and_not_what_it_denies() {
    try (GlacierClient account = client(ACCOUNT);
        GlacierClient lister = client(LISTER);
        GlacierClient keeper = client(KEEPER)) {
      String user = "arn:aws:iam::012345678901:user/";
      share(
          account,
          statement("Allow", user + "lister", "glacier:DescribeVault"),
          statement("Deny", user + "keeper", "glacier:ListJobs"));
      assertEquals("photos", lister.describeVault(r -> r.vaultName("photos")).vaultName());
      assertRefused(
          403,
          "AccessDeniedException",
          denied("lister", "DescribeVault", "films"),
          () -> lister.describeVault(r -> r.vaultName("films")));
      assertRefused(
          403,
          "AccessDeniedException",
          denied("keeper", "ListJobs", "photos"),
          () -> keeper.listJobs(r -> r.vaultName("photos")));
      assertEquals(List.of(), keeper.listJobs(r -> r.vaultName("films")).jobList());
      share(account, statement("Deny", "*", "glacier:DescribeVault"));
      assertRefused(
          403,
          "AccessDeniedException",
          "User: arn:aws:iam::012345678901:root is not authorized to perform: glacier:DescribeVault",
          () -> account.describeVault(r -> r.vaultName("photos")));
      account.deleteVaultAccessPolicy(r -> r.vaultName("photos"));
      assertEquals("photos", account.describeVault(r -> r.vaultName("photos")).vaultName());
    }
  }

  @Test
  void an_account_may_do_everything_in_itself_and_nothing_in_another() {
    try (GlacierClient account = client(ACCOUNT);
        GlacierClient other = client(OTHER)) {
      assertEquals(2, account.listVaults(r -> r.accountId("012345678901")).vaultList().size());
      assertEquals(0, other.listVaults(r -> r.accountId("-")).vaultList().size());
      for (String vault : List.of("photos", "nosuch")) {
        assertRefused(
            403,
            "AccessDeniedException",
            "Access denied for account ID: 012345678901",
            () -> other.describeVault(r -> r.accountId("012345678901").vaultName(vault)));
      }
    }
  }

  @Test
  void a_user_may_do_what_a_policy_allows_and_is_not_told_what_there_is_besides() {
    for (AwsCredentials credentials : List.of(LISTER, TEMPORARY)) {
      try (GlacierClient lister = client(credentials)) {
        assertEquals(
            0, lister.listMultipartUploads(r -> r.vaultName("photos")).uploadsList().size());
        for (String vault : List.of("films", "nosuch")) {
          assertRefused(
              403,
              "AccessDeniedException",
              denied("lister", "ListMultipartUploads", vault),
              () -> lister.listMultipartUploads(r -> r.vaultName(vault)));
        }
        assertRefused(
            403,
            "AccessDeniedException",
            denied("lister", "DeleteVault", "photos"),
            () -> lister.deleteVault(r -> r.vaultName("photos")));
        assertRefused(
            403,
            "AccessDeniedException",
            denied("lister", "ListVaults", ""),
            () -> lister.listVaults(r -> r.accountId("-")));
      }
    }
  }

  @Test
  void conditions_know_where_a_request_comes_from_and_how_old_an_archive_is() {
    byte[] bytes = PayloadRequest.pattern(1_000);
    try (GlacierClient keeper = client(KEEPER);
        GlacierClient account = client(ACCOUNT)) {
      String id =
          keeper
              .uploadArchive(
                  r -> r.vaultName("photos").checksum(TreeHash.of(bytes).hex()),
                  RequestBody.fromBytes(bytes))
              .archiveId();
      assertRefused(
          403,
          "AccessDeniedException",
          denied("keeper", "DeleteArchive", "photos"),
          () -> keeper.deleteArchive(r -> r.vaultName("photos").archiveId(id)));
      account.deleteArchive(r -> r.vaultName("photos").archiveId(id));
      keeper.deleteArchive(r -> r.vaultName("photos").archiveId(id));
    }
  }

  @Test
  void a_wrong_secret_an_unknown_key_and_a_token_that_has_expired_are_refused() {
    try (GlacierClient wrong = client(AwsBasicCredentials.create("AKIAACCOUNT", SECRET + "x"));
        GlacierClient unknown = client(AwsBasicCredentials.create("AKIAUNKNOWN", SECRET));
        GlacierClient tokenless = client(AwsBasicCredentials.create("ASIATEMPORARY", SECRET));
        GlacierClient lapsed = client(LAPSED);
        GlacierClient elsewhere = SdkClient.of(server.uri(), "us-east-1", ACCOUNT)) {
      assertRefused(
          403,
          "InvalidSignatureException",
          "The request signature we calculated does not match the signature you provided.",
          () -> wrong.describeVault(r -> r.vaultName("photos")));
      for (GlacierClient nobody : List.of(unknown, tokenless)) {
        assertRefused(
            400,
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
            () -> nobody.describeVault(r -> r.vaultName("photos")));
      }
      assertRefused(
          403, "ExpiredTokenException", "", () -> lapsed.describeVault(r -> r.vaultName("photos")));
      assertRefused(
          403,
          "InvalidSignatureException",
          "",
          () -> elsewhere.describeVault(r -> r.vaultName("photos")));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_was_changed_on_the_way_is_refused(boolean declaresHash) throws Exception {
    String path = "/-/vaults/photos/multipart-uploads?limit=1";
    SignedClient.Signed listing =
        declaresHash
            ? signed.sign("GET", path, new byte[0], Map.of())
            : signed.signWithoutHash("GET", path);
    assertEquals(200, signed.send(listing).statusCode());
    assertEquals(200, signed.send(listing).statusCode(), "a client may try again");
    for (SignedClient.Signed changed :
        List.of(
            listing.to("GET", "/-/vaults/photos/multipart-uploads?limit=2"),
            listing.to("GET", "/-/vaults/films/multipart-uploads?limit=1"),
            listing.to("DELETE", "/-/vaults/photos?limit=1"),
            listing.with("x-amz-glacier-version", "2012-06-02"),
            listing.withBody(new byte[] {1}))) {
      var answer = signed.send(changed);
      assertEquals(403, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("\"InvalidSignatureException\""), answer.body());
    }
    assertEquals(200, signed.send(listing.with("x-unsigned", "1")).statusCode());
  }

  @Test
  void an_old_date_is_refused() throws Exception {
    var answer =
        signed.send(
            signed.signedAt(Instant.now().minus(Duration.ofMinutes(6)), "GET", "/-/vaults/photos"));
    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("Signature expired: "), answer.body());
  }

  @Test
  void who_does_not_sign_learns_nothing() throws Exception {
    for (String path : List.of("/-/vaults/photos", "/-/vaults/nosuch", "/-/vaults/x%20y")) {
      var answer = signed.send(SignedClient.Signed.unsigned("GET", path));
      assertEquals(400, answer.statusCode());
      assertEquals(
          "{\"code\":\"MissingAuthenticationTokenException\",\"message\":\"Missing Authentication Token. The request must be signed, in an Authorization header.\",\"type\":\"Client\"}",
          answer.body());
    }
  }

  // The signature is right before the bytes have come, and they are others then.
  @Test
  void a_changed_body_is_refused_and_nothing_of_it_is_stored() throws Exception {
    byte[] bytes = PayloadRequest.pattern(3_000_000);
    SignedClient.Signed upload =
        signed
            .sign("POST", "/-/vaults/photos/archives", bytes, Map.of())
            .with("x-amz-sha256-tree-hash", TreeHash.of(bytes).hex());
    assertEquals(403, signed.send(upload).statusCode(), "the tree hash must be signed");
    SignedClient.Signed whole =
        signed.sign(
            "POST",
            "/-/vaults/photos/archives",
            bytes,
            Map.of("x-amz-sha256-tree-hash", TreeHash.of(bytes).hex()));
    byte[] others = bytes.clone();
    others[2_999_999] ^= 1;
    var answer = signed.send(whole.withBody(others));
    assertEquals(403, answer.statusCode());
    assertEquals(
        "The value passed in as x-amz-content-sha256 does not match the computed payload hash. Computed digest: "
            + LinearHash.of(others)
            + " expected hash: "
            + LinearHash.of(bytes),
        new ObjectMapper().readTree(answer.body()).get("message").asText());
    assertEquals(List.of(), storage.contents().stored(Scan.first(9)));
    assertEquals(201, signed.send(whole).statusCode());
  }

  @Test
  void the_log_tells_who_did_what_and_no_secret() throws Exception {
    log.reset();
    try (GlacierClient temporary = client(TEMPORARY)) {
      temporary.listMultipartUploads(r -> r.vaultName("photos"));
      assertThrows(
          GlacierException.class, () -> temporary.describeVault(r -> r.vaultName("films")));
    }
    signed.send(SignedClient.Signed.unsigned("GET", "/-/vaults/photos"));
    server.close();
    String text = log.toString(StandardCharsets.UTF_8);
    List<JsonNode> lines = text.lines().map(SignedAccessTest::json).toList();
    assertEquals(3, lines.size(), text);
    JsonNode listing = lines.get(0);
    assertEquals("arn:aws:iam::012345678901:user/lister", listing.get("principal").asText());
    assertEquals("ListMultipartUploads", listing.get("operation").asText());
    assertEquals("photos", listing.get("vault").asText());
    assertEquals(200, listing.get("status").asInt());
    assertEquals(32, listing.get("bytesSent").asInt());
    assertEquals(47, listing.get("requestId").asText().length());
    assertTrue(listing.get("microseconds").asLong() > 0, text);
    assertTrue(listing.get("time").asText().endsWith("Z"), text);
    assertEquals("films", lines.get(1).get("vault").asText());
    assertEquals(403, lines.get(1).get("status").asInt());
    assertTrue(lines.get(2).get("principal").isNull(), "who did not sign is nobody");
    for (String secret : List.of(SECRET, TOKEN, "Signature", "ASIATEMPORARY")) {
      assertFalse(text.contains(secret), text);
    }
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/json;charset=UTF-8",
        "Content-Type: Application/JSON",
        "Cache-Control: No-Cache",
        "Accept-Encoding: GZIP",
        "Accept: text/A",
        "Accept: text/a"
      })
  void headers_are_verified_in_the_case_in_which_they_came(String header) throws Exception {
    String[] parts = header.split(": ", -1);
    // The second comes by the same connection, which might remember the first.
    for (String value : List.of(parts[1], parts[1].toLowerCase(Locale.ROOT))) {
      SignedClient.Signed request =
          signed.sign("GET", "/-/vaults", new byte[0], Map.of(parts[0], value));
      assertEquals(200, signed.send(request).statusCode());
    }
  }

  @Test
  void a_header_that_runs_over_several_lines_is_verified_as_one_line() throws Exception {
    Map<String, String> headers = new HashMap<>();
    headers.putAll(
        signed.sign("GET", "/-/vaults", new byte[0], Map.of("x-amz-meta", "one two")).headers());
    headers.put("Host", server.uri().getAuthority());
    headers.put("x-amz-meta", "one\r\n \t two");
    headers.replaceAll(
        (name, value) -> name.equals("Authorization") ? value.replace(", ", ",\r\n  ") : value);
    try (RawSocket socket = new RawSocket(server.uri())) {
      socket.sendHead("GET", "/-/vaults", headers);
      String head = socket.readHead();
      assertTrue(head.startsWith("HTTP/1.1 200 "), head);
    }
  }

  @Test
  void a_request_line_that_speaks_of_https_does_not_make_a_connection_secure() throws Exception {
    SignedClient keeper = new SignedClient(server.uri(), "eu-west-1", KEEPER);
    Map<String, String> headers = new HashMap<>();
    headers.putAll(keeper.sign("GET", "/-/vaults", new byte[0], Map.of()).headers());
    headers.put("Host", server.uri().getAuthority());
    for (String scheme : List.of("http", "https")) {
      try (RawSocket socket = new RawSocket(server.uri())) {
        socket.sendHead("GET", scheme + "://" + server.uri().getAuthority() + "/-/vaults", headers);
        String head = socket.readHead();
        assertTrue(head.startsWith("HTTP/1.1 200 "), scheme + ": " + head);
      }
    }
  }
}
