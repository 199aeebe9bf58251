// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The option to be told about a command instead of running it. */
final class HelpOption {

  /** For the parser, which sees whether it is there. */
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      showDefaultValue = Visibility.NEVER,
      description = "Shows what the command does, and its options.")
  boolean isAsked;
}
