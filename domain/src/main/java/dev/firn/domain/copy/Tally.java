// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.vault.VaultKey;

/** Counts what becomes {@link Totals}, and tells the watcher. Not thread-safe. */
final class Tally {
  /** What an archive or an upload counts besides its bytes, as in a vault's size. */
  static final long OVERHEAD_BYTES = 32 << 10;

  private final Watcher watcher;
  private long vaults;
  private long archives;
  private long uploads;
  private long parts;
  private long completions;
  private long settings;
  private long bytes;
  private long faults;

  Tally(Watcher watcher) {
    this.watcher = watcher;
  }

  void expects(long size) {
    watcher.expects(size);
  }

  /** Notes bytes that were read, whatever comes of them. */
  void read(long size) {
    watcher.did(size);
  }

  void vault() {
    vaults++;
  }

  void archive(long size) {
    archives++;
    bytes += size;
  }

  void upload(int itsParts, long size) {
    uploads++;
    parts += itsParts;
    bytes += size;
  }

  void completion() {
    completions++;
  }

  /** Counts a vault or an account for which something is set. */
  void settings() {
    settings++;
  }

  void fault(Fault.Kind kind, String text) {
    faults++;
    watcher.found(new Fault(kind, text));
  }

  /** Notes that a vault of the target is another than the source's. */
  void conflict(VaultKey vault, String difference) {
    fault(
        Fault.Kind.CONFLICT,
        "vault "
            + vault
            + " is another in the target, and nothing of it was copied: "
            + difference);
  }

  /** Notes that something of a vault or an account is another in the target. */
  void conflict(String what, String difference) {
    fault(Fault.Kind.CONFLICT, what + " is another in the target: " + difference);
  }

  /** Notes that the target has something else in the place of what the source has. */
  void conflict(String what, VaultKey vault, String difference) {
    conflict(what + " in " + vault, difference);
  }

  Totals totals() {
    return new Totals(vaults, archives, uploads, parts, completions, settings, bytes, faults);
  }
}
