// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import com.google.common.io.ByteStreams;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bytes on their way in, and what their sender says of them, which is checked before they are
 * accepted.
 *
 * @param bytes the bytes, read once, to the end; not read at all if they are refused before
 * @param size how many there are, if the sender said so
 * @param linearHash their linear hash, if the sender said so
 * @param treeHash their tree hash, if the sender said so
 */
public record Payload(
    InputStream bytes,
    OptionalLong size,
    Optional<LinearHash> linearHash,
    Optional<TreeHash> treeHash) {

  /** Refuses null. */
  public Payload {
    Objects.requireNonNull(bytes, "bytes");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(linearHash, "linearHash");
    Objects.requireNonNull(treeHash, "treeHash");
  }

  /** Returns a payload of which nothing is said; the stream is not closed. */
  public static Payload of(InputStream bytes) {
    return new Payload(bytes, OptionalLong.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Returns a payload of the next bytes of a stream, of which nothing is said but how many they
   * are; what lies behind them is not read, and the stream is not closed.
   *
   * @throws IllegalArgumentException if the size is negative
   */
  public static Payload of(InputStream bytes, long size) {
    return new Payload(
        ByteStreams.limit(bytes, size), OptionalLong.of(size), Optional.empty(), Optional.empty());
  }

  /** Returns a payload of which nothing is said but its size; the array must not be changed. */
  public static Payload of(byte[] bytes) {
    return new Payload(
        new ByteArrayInputStream(bytes),
        OptionalLong.of(bytes.length),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns the same payload with a tree hash that it must have. */
  public Payload withTreeHash(TreeHash expected) {
    return new Payload(bytes, size, linearHash, Optional.of(expected));
  }
}
