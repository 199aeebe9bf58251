// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the conditions of policies can ask about a request: values by condition key, whose case does
 * not count.
 *
 * @param values the values, their keys in lower case; an unmodifiable copy
 * @param time when the request came, which {@code aws:CurrentTime} and {@code aws:EpochTime} tell
 *     unless a value is given; written as text only for who asks, as hardly any policy does
 */
public record RequestContext(Map<String, String> values, Optional<Instant> time) {
  /** The address that the request comes from. */
  public static final String SOURCE_IP = "aws:SourceIp";

  /** Whether the request came by TLS: {@code true} or {@code false}. */
  public static final String SECURE_TRANSPORT = "aws:SecureTransport";

  /** The time of the request, as ISO 8601 writes it. */
  public static final String CURRENT_TIME = "aws:CurrentTime";

  /** The time of the request, in seconds since 1970. */
  public static final String EPOCH_TIME = "aws:EpochTime";

  /** The age of the archive that is to be deleted or retrieved, in whole days. */
  public static final String ARCHIVE_AGE_IN_DAYS = "glacier:ArchiveAgeInDays";

  /** What stands before the key of a vault's tag. */
  public static final String RESOURCE_TAG = "glacier:ResourceTag/";

  /** What stands before the key of a vault's tag for all services alike. */
  public static final String AWS_RESOURCE_TAG = "aws:ResourceTag/";

  /** What stands before the key of a tag that a request brings. */
  public static final String REQUEST_TAG = "aws:RequestTag/";

  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException if two keys differ in case alone
   */
  public RequestContext {
    ImmutableMap.Builder<String, String> copy = ImmutableMap.builder();
    values.forEach((key, value) -> copy.put(key.toLowerCase(Locale.ROOT), value));
    values = copy.buildOrThrow();
    Objects.requireNonNull(time, "time");
  }

  /**
   * Creates a context of these values alone.
   *
   * @throws IllegalArgumentException if two keys differ in case alone
   */
  public RequestContext(Map<String, String> values) {
    this(values, Optional.empty());
  }

  /** Returns the context in which no key has a value. */
  public static RequestContext empty() {
    return new RequestContext(Map.of());
  }

  /**
   * Returns what can be asked about every request.
   *
   * @param time when it came
   * @param sourceIp the address that it came from
   * @param isSecure whether it came by TLS
   */
  public static RequestContext of(Instant time, String sourceIp, boolean isSecure) {
    return new RequestContext(
        Map.of(SOURCE_IP, sourceIp, SECURE_TRANSPORT, Boolean.toString(isSecure)),
        Optional.of(time));
  }

  /** Returns this context with this value for the key, in place of any other. */
  public RequestContext with(String key, String value) {
    return withAll(Map.of(key, value));
  }

  /** Returns this context with these values by their keys, in place of any other. */
  public RequestContext withAll(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(values);
    more.forEach(
        (key, value) ->
            all.put(key.toLowerCase(Locale.ROOT), Objects.requireNonNull(value, "value")));
    return new RequestContext(all, time);
  }

  /** Returns the value of a key, whatever its case; empty if the request has none. */
  public Optional<String> value(String key) {
    String lowerCase = key.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(values.get(lowerCase)).or(() -> timeAs(lowerCase));
  }

  private Optional<String> timeAs(String key) {
    return switch (key) {
      case "aws:currenttime" -> time.map(Instant::toString);
      case "aws:epochtime" -> time.map(at -> Long.toString(at.getEpochSecond()));
      default -> Optional.empty();
    };
  }
}
