// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.domain.content.LinearHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** A client that has its requests signed by the AWS SDK's signer, and may change them then. */
final class SignedClient {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final String region;
  private final AwsCredentials credentials;

  SignedClient(URI server, String region, AwsCredentials credentials) {
    this.server = server;
    this.region = region;
    this.credentials = credentials;
  }

  /** A request as it was signed, or as it was changed since. */
  record Signed(String method, String path, Map<String, String> headers, ByteBuffer body) {
    static Signed unsigned(String method, String path) {
      return new Signed(
          method, path, Map.of("x-amz-glacier-version", "2012-06-01"), ByteBuffer.allocate(0));
    }

    Signed to(String otherMethod, String otherPath) {
      return new Signed(otherMethod, otherPath, headers, body);
    }

    Signed withBody(byte[] other) {
      return new Signed(method, path, headers, ByteBuffer.wrap(other));
    }

    Signed with(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Signed(method, path, more, body);
    }
  }

  /** Signs a request, with a header that has the hash of its body. */
  Signed sign(String method, String path, byte[] body, Map<String, String> headers) {
    return sign(Clock.systemUTC(), method, path, body, headers);
  }

  /** Signs a request without a body as if it was this time. */
  Signed signedAt(Instant time, String method, String path) {
    return sign(Clock.fixed(time, ZoneOffset.UTC), method, path, new byte[0], Map.of());
  }

  private Signed sign(
      Clock clock, String method, String path, byte[] body, Map<String, String> headers) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(server.resolve(path))
            .putHeader("x-amz-glacier-version", "2012-06-01");
    headers.forEach(request::putHeader);
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(credentials)
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "glacier")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request();
    Map<String, String> all = new HashMap<>();
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("host")) {
            all.put(name, values.get(0));
          }
        });
    return new Signed(method, path, all, ByteBuffer.wrap(body));
  }

  /** Signs a request without a body, and without a header that has its hash, as botocore does. */
  Signed signWithoutHash(String method, String path) throws GeneralSecurityException {
    String date =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(Instant.now());
    String scope = date.substring(0, 8) + "/" + region + "/glacier/aws4_request";
    int question = path.indexOf('?');
    String canonical =
        String.join(
            "\n",
            method,
            question < 0 ? path : path.substring(0, question),
            question < 0 ? "" : path.substring(question + 1),
            "host:" + server.getAuthority(),
            "x-amz-date:" + date,
            "x-amz-glacier-version:2012-06-01",
            "",
            "host;x-amz-date;x-amz-glacier-version",
            LinearHash.of(new byte[0]).hex());
    byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8);
    for (String step : scope.split("/", -1)) {
      key = hmac(key, step);
    }
    String toSign =
        String.join(
            "\n", "AWS4-HMAC-SHA256", date, scope, LinearHash.of(canonical.getBytes(UTF_8)).hex());
    return Signed.unsigned(method, path)
        .with("x-amz-date", date)
        .with(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential="
                + credentials.accessKeyId()
                + "/"
                + scope
                + ", SignedHeaders=host;x-amz-date;x-amz-glacier-version, Signature="
                + HexFormat.of().formatHex(hmac(key, toSign)));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  HttpResponse<String> send(Signed request) throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(server.resolve(request.path()))
            .method(
                request.method(),
                !request.body().hasRemaining()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(request.body().array()));
    request.headers().forEach(builder::header);
    return http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
  }
}
