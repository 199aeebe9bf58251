// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.domain.content.LinearHash;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The line and the headers of a GET without a query, with the headers that an SDK sends, signed.
 */
final class SignedHead {
  private static final String EMPTY = LinearHash.of(new byte[0]).hex();

  private SignedHead() {}

  static byte[] of(URI server, String path, String keyId, String secret)
      throws GeneralSecurityException {
    String date =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(Instant.now());
    Map<String, String> headers =
        new TreeMap<>(
            Map.of(
                "amz-sdk-invocation-id",
                "6fd5f3ea-8d5b-3a41-21b6-7d9e7f4a3c55",
                "amz-sdk-request",
                "attempt=1; max=4",
                "host",
                server.getAuthority(),
                "x-amz-content-sha256",
                EMPTY,
                "x-amz-date",
                date,
                "x-amz-glacier-version",
                "2012-06-01"));
    String scope = date.substring(0, 8) + "/us-east-1/glacier/aws4_request";
    String signedHeaders = String.join(";", headers.keySet());
    String canonical =
        "GET\n" + path + "\n\n" + lines(headers, ":") + "\n" + signedHeaders + "\n" + EMPTY;
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String step : List.of(date.substring(0, 8), "us-east-1", "glacier", "aws4_request")) {
      key = hmac(key, step);
    }
    String toSign =
        String.join(
            "\n", "AWS4-HMAC-SHA256", date, scope, LinearHash.of(canonical.getBytes(UTF_8)).hex());
    headers.put(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(keyId, scope, signedHeaders, HexFormat.of().formatHex(hmac(key, toSign))));
    return ("GET " + path + " HTTP/1.1\r\n" + lines(headers, ": ").replace("\n", "\r\n") + "\r\n")
        .getBytes(UTF_8);
  }

  private static String lines(Map<String, String> headers, String colon) {
    return headers.entrySet().stream()
        .map(header -> header.getKey() + colon + header.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }
}
