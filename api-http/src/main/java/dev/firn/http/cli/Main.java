// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.StorageException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/**
 * The command line. What cannot be done is said in one line on standard error, with a status other
 * than 0.
 */
@Command(
    name = "firn",
    description = "The Glacier vault API on the storage you choose.",
    subcommands = {
      Serve.class,
      Demo.class,
      CopyCommand.class,
      CredentialsCommand.class,
      HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  @Mixin HelpOption help = new HelpOption();

  private static final int FAILED = 1;

  /** For the command line. */
  public Main() {}

  /** Runs the command that the arguments name, and ends the process when it is done. */
  public static void main(String[] args) {
    System.setProperty(
        "logback.configurationFile",
        System.getProperty("logback.configurationFile", "dev/firn/http/cli/logback.xml"));
    System.exit(
        new CommandLine(new Main())
            .setParameterExceptionHandler(
                (e, given) -> complain(Secrets.hide(message(e), given), CommandLine.ExitCode.USAGE))
            .setExecutionExceptionHandler(
                (e, command, parsed) -> complain(message(expected(e)), FAILED))
            .execute(args));
  }

  /** Without a command, says which there are. */
  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** Lets through what is a fault of ours, and so deserves its stack trace. */
  private static Exception expected(Exception e) throws Exception {
    if (e instanceof StorageException
        || e instanceof GlacierException
        || e instanceof IllegalArgumentException
        || e instanceof IOException) {
      return e;
    }
    throw e;
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private static int complain(String message, int status) {
    System.err.println("firn: " + message.replaceAll("\\s*\\R\\s*", " "));
    return status;
  }
}
