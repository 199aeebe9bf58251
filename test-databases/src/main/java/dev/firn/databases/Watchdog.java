// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.databases;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ends the servers whose data are in a folder, and deletes it, when this process has ended, be it
 * by being killed: another one, which a signal to all of a build does not reach, waits until nobody
 * holds the other end of its input any more. Thread-safe.
 */
final class Watchdog {
  /** A server has its folder in its command line, whenever it was started and restarted. */
  private static final String SCRIPT =
      """
      cat
      for process in /proc/[0-9]*; do
        if grep -qsF "$FOLDER/" "$process/cmdline"; then kill -KILL "${process#/proc/}"; fi
      done
      until rm -rf "$FOLDER"; do sleep 1; done
      """;

  /** Kept, as Java closes the input of a process that nobody refers to. */
  private static final List<Process> ALL = new CopyOnWriteArrayList<>();

  private Watchdog() {}

  static void over(Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("setsid", "sh", "-c", SCRIPT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("FOLDER", folder.toAbsolutePath().toString());
    ALL.add(builder.start());
  }
}
