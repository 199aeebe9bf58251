// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.job.RetrievalTimes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how long jobs take: {@code expedited=2m,standard=4h,bulk=8h}, or {@code instant}. */
final class RetrievalOption {
  private static final String OPTION = "--retrieval";
  private static final String INSTANT = "instant";
  private static final List<String> NAMES = List.of("expedited", "standard", "bulk", "inventory");

  private RetrievalOption() {}

  /**
   * Reads the option's value.
   *
   * @throws IllegalArgumentException if it is neither {@code instant} nor names a time for each
   *     tier
   */
  static RetrievalTimes parse(String text) {
    if (text.equals(INSTANT)) {
      return RetrievalTimes.instant();
    }
    Map<String, Duration> times = new HashMap<>();
    for (String each : text.split(",", -1)) {
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      if (equals < 0 || !NAMES.contains(name)) {
        throw wrong(
            text, "\"" + each + "\" is not one of " + String.join(", ", NAMES) + ", = and a time");
      }
      String time = each.substring(equals + 1);
      if (times.put(name, time(name, time)) != null) {
        throw wrong(text, "it names " + name + " twice");
      }
    }
    Duration standard = time(times, "standard", text);
    return new RetrievalTimes(
        time(times, "expedited", text),
        standard,
        time(times, "bulk", text),
        times.getOrDefault("inventory", standard));
  }

  private static Duration time(String name, String time) {
    return time.equals(INSTANT)
        ? Duration.ZERO
        : Durations.parse(OPTION + " " + name, time, ", or instant");
  }

  private static Duration time(Map<String, Duration> times, String name, String text) {
    return Optional.ofNullable(times.get(name))
        .orElseThrow(() -> wrong(text, "it does not name " + name));
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException(
        OPTION
            + " "
            + text
            + " does not say how long jobs take: "
            + why
            + ". It must be instant, or such as expedited=2m,standard=4h,bulk=8h,inventory=4h");
  }
}
