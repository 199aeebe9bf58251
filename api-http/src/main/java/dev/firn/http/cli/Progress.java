// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.copy.Watcher;

/** Shows on standard error how a copy or a comparison gets on, and tells of faults. */
interface Progress extends Watcher, AutoCloseable {

  /**
   * Shows a bar on a terminal, and lines elsewhere; the launcher knows which it is.
   *
   * @param done what has been done to what is counted, such as "Copied"
   */
  static Progress of(String done) {
    return Boolean.getBoolean("firn.terminal")
        ? new ProgressOnTerminal(done, System.err)
        : new ProgressInLines(done, System.err, System::nanoTime);
  }

  @Override
  void close();
}
