// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import java.util.Locale;

/** Writes amounts for people to read. */
final class Amounts {
  private static final int STEP = 1024;
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  /** Writes a number of things: {@code 1,234 parts}. */
  static String of(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }

  /** Writes a number of bytes: {@code 12.3 MiB}. */
  static String ofBytes(long bytes) {
    double number = bytes;
    int unit = 0;
    for (; number >= STEP && unit < UNITS.length - 1; unit++) {
      number /= STEP;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", number, UNITS[unit]);
  }

  /** Writes a time: {@code 1:02:03}, or {@code 2:03} below an hour. */
  static String ofSeconds(long seconds) {
    long minutes = seconds / 60;
    return minutes < 60
        ? String.format(Locale.ROOT, "%d:%02d", minutes, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", minutes / 60, minutes % 60, seconds % 60);
  }
}
