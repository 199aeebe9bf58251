// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code firn credentials}: what there is to do with a credentials file. */
@Command(
    name = "credentials",
    description = "Makes access keys, and edits the file that a server reads them from.",
    subcommands = NewCredentials.class,
    synopsisSubcommandLabel = "COMMAND")
final class CredentialsCommand implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command, says which there are. */
  @Override
  public void run() {
    CommandLine.usage(spec.commandLine(), System.out);
  }
}
