// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.job;

import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.job.JobId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Call;

/** Reads the id of a job from a path. */
final class JobIds {
  private JobIds() {}

  /**
   * Returns the id that the path names.
   *
   * @throws ResourceNotFoundException if there is no such vault; or if there is, and the path has
   *     what cannot be an id
   */
  static JobId of(Call call, VaultKey vault, Vaults vaults) {
    String text = call.parameter("jobId");
    return JobId.parse(text)
        .orElseThrow(
            () -> {
              vaults.describeVault(vault);
              return ResourceNotFoundException.job(text);
            });
  }
}
