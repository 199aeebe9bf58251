// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultKey;

/** Copies what is remembered of uploads that were completed. */
final class CompletionCopy {
  private final Side from;
  private final Side to;
  private final Tally tally;

  CompletionCopy(Side from, Side to, Tally tally) {
    this.from = from;
    this.to = to;
    this.tally = tally;
  }

  /** Copies the completions of uploads to a vault that the target does not have. */
  void copy(VaultKey vault) {
    new Pairs<>(from.completed(vault), to.completed(vault))
        .forEachOfSource(
            completed -> copy(vault, completed),
            (completed, there) ->
                Difference.of(completed, there)
                    .ifPresent(difference -> tally.conflict(name(completed), vault, difference)));
  }

  static String name(CompletedUpload completed) {
    return "completion of upload " + completed.id();
  }

  private void copy(VaultKey vault, CompletedUpload completed) {
    UploadRepository target = to.storage().uploads();
    if (target.find(vault, completed.id()).isPresent()) {
      tally.conflict(name(completed), vault, "it is in progress there");
    } else if (target.keepCompletion(vault, completed)) {
      tally.completion();
    } else {
      throw Carrier.gone(vault);
    }
  }
}
