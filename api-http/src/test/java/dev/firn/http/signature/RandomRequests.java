// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.http.key.AccessKey;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Makes requests up, has the AWS SDK sign them, and writes them as no two clients do: the query in
 * any order and encoding, headers in any case and with space around.
 */
final class RandomRequests {
  private static final List<String> SEGMENTS =
      List.of(
          "",
          ".",
          "..",
          "-",
          "vaults",
          "photos",
          "a%2Fb",
          "a%2fb",
          "%20",
          "%E2%82%AC",
          "\u20ac\u00e9",
          "x~y_z.0-",
          "a+b",
          "a:b@c",
          "a=b,c;d",
          "%25",
          "%2525",
          "(*)",
          "$&'!",
          "...",
          "%2E",
          "%2e%2e",
          "\ud83d\ude00");
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          "b",
          "a b",
          "a+b",
          "a&b=c",
          "~",
          "*",
          "%",
          "%41",
          "/",
          "arn:aws:x/y",
          "\u20ac",
          "\ud83d\ude00",
          "=",
          "10",
          "2",
          "a-b",
          "a_b");
  private static final List<String> VALUES =
      List.of(
          "", "a", "two words", "three   words  there", " ends ", "a\tb", "x,y", "\"q  q\"", "1=2");

  private final Random random;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  RandomRequests(long seed) {
    random = new Random(seed);
  }

  /** Returns a request that the SDK has signed. */
  SampleRequest next(AccessKey key, String region, Clock clock) {
    String body = one(TEXTS);
    Map<String, List<String>> parameters = parameters();
    SdkHttpFullRequest.Builder unsigned =
        SdkHttpFullRequest.builder()
            .uri(
                URI.create(random.nextBoolean() ? "http://localhost:8080" : "https://firn.example"))
            .method(one(List.of(SdkHttpMethod.values())))
            .encodedPath(path())
            .rawQueryParameters(parameters);
    headers().forEach(unsigned::putHeader);
    SdkHttpRequest signed = sign(unsigned.build(), key, body, region, clock);
    SampleRequest sample =
        new SampleRequest(
            signed.method().name(), signed.encodedPath(), query(parameters), List.of(), body);
    for (Map.Entry<String, List<String>> header : signed.headers().entrySet()) {
      for (String value : header.getValue()) {
        sample = sample.with(anyCase(header.getKey()), space() + value + space());
      }
    }
    return sample;
  }

  private SdkHttpRequest sign(
      SdkHttpFullRequest request, AccessKey key, String body, String region, Clock clock) {
    AwsCredentialsIdentity identity =
        key.session().isPresent()
            ? AwsSessionCredentialsIdentity.create(
                key.id(), key.secret(), key.session().get().text())
            : AwsCredentialsIdentity.create(key.id(), key.secret());
    return signer
        .sign(
            sign ->
                sign.request(request)
                    .payload(() -> new ByteArrayInputStream(body.getBytes(UTF_8)))
                    .identity(identity)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "glacier")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request();
  }

  /** No path goes up beyond the root: there the SDK leaves the dots as they are. */
  private String path() {
    List<String> path = new ArrayList<>();
    int depth = 0;
    for (int i = random.nextInt(8); i >= 0; i--) {
      String segment = one(SEGMENTS);
      if (segment.equals("..")) {
        if (depth == 0) {
          continue;
        }
        depth--;
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        depth++;
      }
      path.add(segment);
    }
    return "/" + String.join("/", path);
  }

  private Map<String, List<String>> parameters() {
    return Stream.generate(() -> one(TEXTS))
        .limit(random.nextInt(6))
        .filter(name -> !name.isEmpty())
        .distinct()
        .collect(
            Collectors.toMap(
                name -> name, name -> texts(TEXTS), (one, other) -> one, TreeMap::new));
  }

  private Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new TreeMap<>();
    headers.put("x-amz-glacier-version", List.of("2012-06-01"));
    for (String name :
        List.of(
            "x-amz-archive-description",
            "x-amz-part-size",
            "x-amz-sha256-tree-hash",
            "Content-Range")) {
      if (random.nextInt(3) == 0) {
        headers.put(name, List.of(one(VALUES)));
      }
    }
    for (String name :
        List.of("X-Custom", "accept", "User-Agent", "X-Amz-Meta-A", "content-type")) {
      if (random.nextInt(3) == 0) {
        headers.put(name, texts(VALUES));
      }
    }
    return headers;
  }

  private List<String> texts(List<String> of) {
    return Stream.generate(() -> one(of)).limit(1 + random.nextInt(3)).toList();
  }

  private String query(Map<String, List<String>> parameters) {
    List<String> written = new ArrayList<>();
    parameters.forEach(
        (name, values) ->
            values.forEach(
                value ->
                    written.add(
                        value.isEmpty() && random.nextBoolean()
                            ? encoded(name)
                            : encoded(name) + "=" + encoded(value))));
    Collections.shuffle(written, random);
    return String.join("&", written);
  }

  /** Encodes what must be, and here and there what need not be. */
  private String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (plain && random.nextInt(5) > 0) {
        encoded.append((char) b);
      } else if (b == ' ' && random.nextBoolean()) {
        encoded.append('+');
      } else {
        encoded.append(one(List.of("%%%02x", "%%%02X")).formatted(b));
      }
    }
    return encoded.toString();
  }

  private String anyCase(String name) {
    return switch (random.nextInt(3)) {
      case 0 -> name.toLowerCase(Locale.ROOT);
      case 1 -> name.toUpperCase(Locale.ROOT);
      default -> name;
    };
  }

  private String space() {
    return one(List.of("", "", " ", "  ", "\t"));
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
