// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.domain.content.LinearHash;
import dev.firn.http.key.AccessKey;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A request to be verified, as it stands on the wire; made into another by changing one thing. */
record SampleRequest(String method, String path, String query, List<Header> headers, String body) {
  record Header(String name, String value) {
    boolean isCalled(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  SampleRequest(String method, String path, String query) {
    this(method, path, query, List.of(), "");
  }

  SampleRequest withMethod(String other) {
    return new SampleRequest(other, path, query, headers, body);
  }

  SampleRequest withPath(String other) {
    return new SampleRequest(method, other, query, headers, body);
  }

  SampleRequest withQuery(String other) {
    return new SampleRequest(method, path, other, headers, body);
  }

  SampleRequest withBody(String other) {
    return new SampleRequest(method, path, query, headers, other);
  }

  /** Adds a header, also where one of that name is. */
  SampleRequest with(String name, String value) {
    return withHeaders(
        Stream.concat(headers.stream(), Stream.of(new Header(name, value))).toList());
  }

  SampleRequest without(String name) {
    return withHeaders(headers.stream().filter(header -> !header.isCalled(name)).toList());
  }

  /** Changes the value of each header of that name. */
  SampleRequest changing(String name, UnaryOperator<String> change) {
    return withHeaders(
        headers.stream()
            .map(
                header ->
                    header.isCalled(name)
                        ? new Header(header.name, change.apply(header.value))
                        : header)
            .toList());
  }

  private SampleRequest withHeaders(List<Header> others) {
    return new SampleRequest(method, path, query, others, body);
  }

  String header(String name) {
    return String.join(",", values(name));
  }

  private List<String> values(String name) {
    return headers.stream().filter(header -> header.isCalled(name)).map(Header::value).toList();
  }

  LinearHash bodyHash() {
    return LinearHash.of(body.getBytes(UTF_8));
  }

  SignedRequest asReceived() {
    return new SignedRequest(method, path, query, this::values);
  }

  /** Verifies the request as a server does. */
  AccessKey verifiedBy(SignatureVerifier verifier) {
    return verifier.claim(asReceived()).verify(bodyHash());
  }
}
