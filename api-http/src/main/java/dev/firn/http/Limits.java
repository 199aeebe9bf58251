// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.time.Duration;
import java.util.Objects;

/**
 * What a server bears, so that no client can take it from the others.
 *
 * @param connections the most connections; beyond them, new ones wait until others end
 * @param requests the most requests that are worked on at once; one more is answered with a
 *     ThrottlingException, which clients try again
 * @param uploads of these, the most that bring a body, so that there is always room for others; and
 *     the most that are sent what a job has put out
 * @param headerBytes the room for a request's line and headers
 * @param idleTime how long a connection may be open until the next request's line and headers are
 *     there, whole
 * @param bodyTimeout how long a client may pause in the midst of a request, and how long it may
 *     take to receive an answer; of what a job has put out, the next 128 KiB, or some 2 MiB where
 *     the system has large buffers
 * @param leastRate the bytes a second in which a body must come, on average, once it was waited for
 *     longer than the body timeout; 0 for any
 * @param bodies the most bytes of a body
 */
public record Limits(
    int connections,
    int requests,
    int uploads,
    int headerBytes,
    Duration idleTime,
    Duration bodyTimeout,
    int leastRate,
    BodyLimits bodies) {

  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * Creates limits.
   *
   * @throws IllegalArgumentException if one cannot be, or uploads are more than half of the
   *     requests
   */
  public Limits {
    check("connections at once", connections, 1, 1_000_000);
    check("requests at once", requests, 2, 100_000);
    check("uploads at once among " + requests + " requests at once", uploads, 1, requests / 2);
    check("bytes of headers", headerBytes, 1 << 10, 1 << 20);
    check("bytes a second at least", leastRate, 0, 1 << 30);
    check("An idle time", idleTime);
    check("A body timeout", bodyTimeout);
    Objects.requireNonNull(bodies, "bodies");
  }

  /** Returns what this Java machine bears, by the memory that it was given. */
  public static Limits defaults() {
    return forMemory(Runtime.getRuntime().maxMemory());
  }

  /** Returns what a Java machine with a heap of so many bytes bears. */
  static Limits forMemory(long bytes) {
    return new Limits(
        fitting(bytes, 96 << 10, 256, 10_000),
        fitting(bytes, 512 << 10, 64, 1024),
        fitting(bytes, 8 << 20, 4, 256),
        16 << 10,
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        1 << 10,
        BodyLimits.defaults());
  }

  private static int fitting(long bytes, int each, int least, int most) {
    return (int) Math.max(least, Math.min(most, bytes / each));
  }

  /** Returns the same limits with other most connections. */
  public Limits withConnections(int most) {
    return new Limits(
        most, requests, uploads, headerBytes, idleTime, bodyTimeout, leastRate, bodies);
  }

  /** Returns the same limits with other most requests, and of them others with a body. */
  public Limits withRequests(int most, int mostUploads) {
    return new Limits(
        connections, most, mostUploads, headerBytes, idleTime, bodyTimeout, leastRate, bodies);
  }

  /** Returns the same limits with another room for headers. */
  public Limits withHeaderBytes(int most) {
    return new Limits(
        connections, requests, uploads, most, idleTime, bodyTimeout, leastRate, bodies);
  }

  /** Returns the same limits with another idle time. */
  public Limits withIdleTime(Duration most) {
    return new Limits(
        connections, requests, uploads, headerBytes, most, bodyTimeout, leastRate, bodies);
  }

  /** Returns the same limits with another body timeout. */
  public Limits withBodyTimeout(Duration most) {
    return new Limits(
        connections, requests, uploads, headerBytes, idleTime, most, leastRate, bodies);
  }

  /** Returns the same limits with another least rate. */
  public Limits withLeastRate(int least) {
    return new Limits(
        connections, requests, uploads, headerBytes, idleTime, bodyTimeout, least, bodies);
  }

  /** Returns the same limits with others for bodies. */
  public Limits withBodies(BodyLimits most) {
    return new Limits(
        connections, requests, uploads, headerBytes, idleTime, bodyTimeout, leastRate, most);
  }

  private static void check(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "There cannot be " + value + " " + what + ": from " + least + " to " + most + " can be");
    }
  }

  static void check(String what, Duration value) {
    if (value.isZero() || value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          what + " cannot be " + value + ": it must be above zero, and at most " + LONGEST);
    }
  }
}
