// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.uploader;

import java.io.PrintStream;
import java.util.function.LongConsumer;

/** A bar on one line of a terminal, drawn anew whenever more is done. */
record ProgressBar(PrintStream out, long total) implements LongConsumer {
  private static final int WIDTH = 40;

  @Override
  public void accept(long done) {
    int filled = (int) (WIDTH * done / total);
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    out.printf("\r[%s] %3d %%%s", bar, 100 * done / total, done == total ? "\n" : "");
  }
}
