// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.domain.content.LinearHash;
import dev.firn.domain.content.TreeHash;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The headers and the body by which an archive, or a part of one, is uploaded: right, or nearly.
 */
record PayloadRequest(Map<String, String> headers, BodyPublisher body) {

  /** Returns bytes of which the dossier of the tree hash has the hashes: 0 to 250, and again. */
  static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }

  /** Returns the right request for an archive. */
  static PayloadRequest archive(byte[] bytes) {
    return new PayloadRequest(
        Map.of(
            "x-amz-content-sha256",
            LinearHash.of(bytes).hex(),
            "x-amz-sha256-tree-hash",
            TreeHash.of(bytes).hex()),
        BodyPublishers.ofByteArray(bytes));
  }

  /** Returns the right request for a part that begins at a byte. */
  static PayloadRequest part(long first, byte[] bytes) {
    return archive(bytes).with("Content-Range", range(first, bytes.length));
  }

  static String range(long first, long length) {
    return "bytes " + first + "-" + (first + length - 1) + "/*";
  }

  String header(String name) {
    return Optional.ofNullable(headers.get(name)).orElseThrow();
  }

  PayloadRequest with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new PayloadRequest(more, body);
  }

  PayloadRequest without(String name) {
    Map<String, String> less = new LinkedHashMap<>(headers);
    less.remove(name);
    return new PayloadRequest(less, body);
  }

  /** Returns the same request, its body sent in chunks, without a length that is told before. */
  PayloadRequest chunked() {
    return new PayloadRequest(headers, BodyPublishers.fromPublisher(body));
  }

  String[] headerLines() {
    return headers.entrySet().stream()
        .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
        .toArray(String[]::new);
  }
}
