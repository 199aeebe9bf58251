// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import dev.firn.domain.content.LinearHash;
import dev.firn.domain.error.InvalidSignatureException;
import java.io.IOException;
import java.util.Optional;

/**
 * The body of a request for an operation that takes none, or a little JSON: waited for, if it is
 * small. It is read once, when it is asked for first. For one thread.
 */
public final class SmallBody {
  private final HttpRequest request;
  private final long most;
  private Optional<byte[]> bytes = Optional.empty();
  private Optional<BadRequestException> refusal = Optional.empty();

  SmallBody(HttpRequest request, long most) {
    this.request = request;
    this.most = most;
  }

  /**
   * Waits for the body; whether it is a right one is for later to say.
   *
   * @throws IOException if it breaks off, or stalls
   */
  void await() throws IOException {
    if (bytes.isEmpty() && refusal.isEmpty()) {
      try {
        bytes = Optional.of(read());
      } catch (BadRequestException e) {
        refusal = Optional.of(e);
      }
    }
  }

  /**
   * Returns the hash of the whole body.
   *
   * @throws BadRequestException if it is not small; if its length says so, nothing of it is read
   * @throws IOException if it breaks off, or stalls
   */
  LinearHash hash() throws IOException {
    return LinearHash.of(bytes());
  }

  /**
   * Reads the body, and holds it against the hash that is declared, if one is.
   *
   * @throws InvalidSignatureException if it has another
   */
  void check() throws IOException {
    bytes();
    Optional<LinearHash> declared =
        request.header("x-amz-content-sha256").flatMap(LinearHash::parse);
    if (declared.isPresent() && !hash().equals(declared.get())) {
      throw InvalidSignatureException.contentHash(hash().hex(), declared.get().hex());
    }
  }

  /**
   * Returns the bytes.
   *
   * @throws BadRequestException if it is not small; if its length says so, nothing of it is read
   * @throws IOException if it breaks off, or stalls
   */
  byte[] bytes() throws IOException {
    await();
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    return bytes.orElseThrow();
  }

  private byte[] read() throws IOException {
    if (!request.header("Content-Length").map(this::isTooLong).orElse(false)) {
      byte[] read = request.body().readNBytes(Math.toIntExact(most + 1));
      if (read.length <= most) {
        return read;
      }
    }
    throw new BadRequestException(
        "The operation takes no body of more than %d bytes, as came with the request"
            .formatted(most));
  }

  private boolean isTooLong(String contentLength) {
    return contentLength.matches("[0-9]{1,18}") && Long.parseLong(contentLength) > most;
  }
}
