// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.archive;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Archives;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/** DELETE on an archive: see {@link Archives#deleteArchive}. */
public final class DeleteArchiveOperation implements Operation {
  private final Archives archives;
  private final Vaults vaults;

  /** Creates the operation. */
  public DeleteArchiveOperation(Archives archives, Vaults vaults) {
    this.archives = archives;
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    VaultKey vault = call.vault();
    archives.deleteArchive(vault, archiveId(call, vault));
    return Answer.empty(204);
  }

  /**
   * Reads the id from the path; what cannot be an id is not found, and the vault is looked for
   * first.
   */
  private ArchiveId archiveId(Call call, VaultKey vault) {
    String text = call.parameter("archiveId");
    return ArchiveId.parse(text)
        .orElseThrow(
            () -> {
              vaults.describeVault(vault);
              return ResourceNotFoundException.archive(text);
            });
  }
}
