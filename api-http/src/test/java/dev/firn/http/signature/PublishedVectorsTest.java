// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.domain.content.LinearHash;
import dev.firn.domain.vault.Region;
import dev.firn.http.key.AccessKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that others have computed and published. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublishedVectorsTest {
  private static final AccessKey GUIDES_KEY =
      new AccessKey(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Optional.empty());
  private static final AccessKey SUITES_KEY =
      new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Optional.empty());

  private static Optional<AccessKey> find(String id) {
    return Optional.of(id.equals(GUIDES_KEY.id()) ? GUIDES_KEY : SUITES_KEY);
  }

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), UTC);
  }

  private static SampleRequest glacier(String method, String target, String region, String date) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    return new SampleRequest(method, path, question < 0 ? "" : target.substring(question + 1))
        .with("Host", "glacier." + region + ".amazonaws.com")
        .with("x-amz-date", date)
        .with("x-amz-glacier-version", "2012-06-01");
  }

  private static void verify(
      SampleRequest request, String region, Clock clock, String canonicalHash, String signature) {
    SignedHeaders signed = SignedHeaders.parse("host;x-amz-date;x-amz-glacier-version");
    String canonical = CanonicalRequest.of(request.asReceived(), signed, request.bodyHash().hex());
    assertEquals(canonicalHash, LinearHash.of(canonical.getBytes(UTF_8)).hex());
    SampleRequest withSignature =
        request.with(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/%s/%s/glacier/aws4_request,SignedHeaders=%s,Signature=%s"
                .formatted(
                    GUIDES_KEY.id(),
                    request.header("x-amz-date").substring(0, 8),
                    region,
                    signed.text(),
                    signature));
    assertEquals(
        GUIDES_KEY,
        withSignature.verifiedBy(
            new SignatureVerifier(new Region(region), clock, PublishedVectorsTest::find)));
  }

  @Test
  void the_guides_example_is_verified() {
    verify(
        glacier("PUT", "/-/vaults/examplevault", "us-east-1", "20120525T002453Z"),
        "us-east-1",
        at("2012-05-25T00:24:53Z"),
        "5f1da1a2d0feb614dd03d71e87928b8e449ac87614479332aced3a701f916743",
        "3ce5b2f2fffac9262b4da9256f8d086b4aaf42eba5f111c21681a65a127b7c2a");
  }

  @Test
  void a_listing_is_verified_in_whatever_order_its_query_came() {
    for (String query : new String[] {"limit=1&marker=a_b-c", "marker=a_b-c&limit=1"}) {
      verify(
          glacier(
              "GET",
              "/-/vaults/examplevault/multipart-uploads?" + query,
              "us-west-2",
              "20260110T120000Z"),
          "us-west-2",
          at("2026-01-10T12:00:00Z"),
          "16c0a654eccf6c4947b13059335a53c089cf44734abd7a91d5a3eeb27e059e58",
          "3025a4a7dd7e395fdc4189bec223895b9485f36295428ca84ea445ebd3474bc7");
    }
  }

  /** From the test suite of Signature Version 4, under its names. */
  @ParameterizedTest
  @CsvSource({
    "get-vanilla, GET, /, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "post-vanilla, POST, /, '', 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    "get-vanilla-query-order-key-case, GET, /, Param2=value2&Param1=value1,"
        + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    "get-vanilla-empty-query-key, GET, /, Param1=value1,"
        + " a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
    "get-unreserved, GET, /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz, '',"
        + " 07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
    "get-utf8, GET, /\u1234, '', 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
    "get-relative, GET, /example/.., '',"
        + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "get-relative-relative, GET, /example1/example2/../.., '',"
        + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "get-slash, GET, //, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "get-slash-dot-slash, GET, /./, '',"
        + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "get-slash-pointless-dot, GET, /./example, '',"
        + " ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
    "get-slashes, GET, //example//, '',"
        + " 9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84"
  })
  void a_request_of_the_suite_is_verified(
      String name, String method, String path, String query, String signature) {
    assertEquals(
        SUITES_KEY,
        ofTheSuite(new SampleRequest(method, path, query), "host;x-amz-date", signature),
        name);
  }

  @Test
  void headers_of_the_suite_are_trimmed_and_joined() {
    assertEquals(
        SUITES_KEY,
        ofTheSuite(
            new SampleRequest("GET", "/", "")
                .with("My-Header1", " value1")
                .with("My-Header2", " \"a   b   c\""),
            "host;my-header1;my-header2;x-amz-date",
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"));
    assertEquals(
        SUITES_KEY,
        ofTheSuite(
            new SampleRequest("GET", "/", "")
                .with("My-Header1", "value2")
                .with("My-Header1", "value2")
                .with("My-Header1", "value1"),
            "host;my-header1;x-amz-date",
            "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea"));
  }

  @Test
  void a_body_of_the_suite_is_verified_without_its_hash_being_declared() {
    assertEquals(
        SUITES_KEY,
        ofTheSuite(
            new SampleRequest("POST", "/", "")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .withBody("Param1=value1"),
            "content-type;host;x-amz-date",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"));
  }

  private static AccessKey ofTheSuite(
      SampleRequest request, String signedHeaders, String signature) {
    return request
        .with("Host", "example.amazonaws.com")
        .with("X-Amz-Date", "20150830T123600Z")
        .with(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders="
                + signedHeaders
                + ", Signature="
                + signature)
        .verifiedBy(
            new SignatureVerifier(
                new Region("us-east-1"),
                "service",
                at("2015-08-30T12:36:00Z"),
                PublishedVectorsTest::find));
  }
}
