// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs the benchmarks, and prints the figures and how they compare as tables in Markdown. */
public final class Main {
  private Main() {}

  /**
   * Runs all benchmarks, or those that the arguments name.
   *
   * @param arguments JMH's own, such as {@code RocksDb -p uploads=1000 -f 3}
   */
  public static void main(String[] arguments) throws Exception {
    System.out.print(new Report(new Runner(new CommandLineOptions(arguments)).run()).markdown());
  }
}
