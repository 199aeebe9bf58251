// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static dev.firn.http.signature.HandSigned.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.domain.error.GlacierException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever comes as a request, signed as it is: in lines, {@code METHOD PATH?QUERY} first. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SignatureVerifierFuzzTest {
  private static final SignatureVerifier VERIFIER = HandSigned.verifier();

  @FuzzTest
  void a_request_is_refused_or_its_signature_is_good_for_no_other(byte[] data) {
    SampleRequest request = HandSigned.signed(request(new String(data, UTF_8)));
    try {
      assertEquals(KEY, request.verifiedBy(VERIFIER));
    } catch (GlacierException refusal) {
      return;
    }
    for (SampleRequest other :
        List.of(
            request.withMethod(request.method() + "X"),
            request.withPath(request.path() + "x"),
            request.withQuery(request.query() + "&x"),
            request.changing("Host", host -> host + "x"),
            request.with("x-amz-part-size", "1048576"),
            request.withBody(request.body() + "x"))) {
      assertThrows(GlacierException.class, () -> other.verifiedBy(VERIFIER), other::toString);
    }
    String query = CanonicalRequest.query(request.query());
    assertEquals(KEY, request.withQuery(query).verifiedBy(VERIFIER));
  }

  private static SampleRequest request(String text) {
    Iterator<String> lines = List.of(text.split("\n", -1)).iterator();
    String[] words = (lines.next() + " ").split(" ", 2);
    String[] target = (words[1].strip() + "?").split("\\?", 2);
    String query = target[1].substring(0, Math.max(0, target[1].length() - 1));
    SampleRequest request = new SampleRequest(words[0], target[0], query);
    while (lines.hasNext()) {
      String[] header = (lines.next() + ":").split(":", 2);
      request =
          request.with(header[0], header[1].substring(0, Math.max(0, header[1].length() - 1)));
    }
    return completed(request);
  }

  /** Adds what every signed request has. */
  private static SampleRequest completed(SampleRequest request) {
    SampleRequest completed = request;
    for (SampleRequest.Header header : HandSigned.listing().headers()) {
      if (completed.headers().stream().noneMatch(each -> each.isCalled(header.name()))) {
        completed = completed.with(header.name(), header.value());
      }
    }
    return completed;
  }
}
